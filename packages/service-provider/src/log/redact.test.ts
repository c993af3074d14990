import { describe, expect, it } from 'vitest';
import { redactCause, redactText } from './redact.ts';

const TICKET = 'q3-8VYx0Q1dMZ7fGzUo2s9PpJ4tR6wKc5hLxEaNbTyI';

describe('a text in a log', () => {
  it.each([
    ['no user ana@acme.example here', 'no user [email] here'],
    ['hint=ana%40acme.example&x=1', 'hint=[email]&x=1'],
    ['postgres://sso:pa55@db.internal/sso', 'postgres://[credentials]/db.internal/sso'],
    ['got <saml:NameID>ana</saml:NameID> instead', 'got [xml] instead'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY----- broken', '[pem] broken'],
    [`ticket ${TICKET} is spent`, 'ticket [token] is spent'],
    [`token ${'A'.repeat(5000)}`, 'token [token]'],
  ])('holds no secret: %j', (text, redacted) => expect(redactText(text)).toBe(redacted));

  it.each([
    'ab'.repeat(32),
    '0b1c6c1e-6f0c-4d5e-9c3a-0e6d6a6f3c11',
    'https://idp.example/saml/metadata',
    'SSO-7Q2F',
  ])('keeps what helps: %s', (text) => expect(redactText(text)).toBe(text));

  it('is cut after 200 characters', () => expect(redactText('word '.repeat(100))).toHaveLength(201));
});

describe('the cause of a failure', () => {
  it('tells where and which code, and nothing of the message', () => {
    const cause = Object.assign(new TypeError(`ana@acme.example\n    at ana (/home/ana:1)\n${TICKET}`), {
      code: 'ECONNREFUSED',
    });
    const { code, frames } = redactCause(cause);
    expect(code).toBe('ECONNREFUSED');
    expect(frames?.[0]).toMatch(/^at .*redact\.test\.ts:\d+:\d+\)?$/);
    expect(JSON.stringify({ code, frames })).not.toMatch(/ana|q3-8/);
  });

  it('is nothing where no error was thrown', () => expect(redactCause('ana@acme.example')).toEqual({}));

  it('has no code that is a sentence', () =>
    expect(redactCause(Object.assign(new Error('x'), { code: 'for ana@acme.example' }))).not.toHaveProperty(
      'code',
    ));
});
