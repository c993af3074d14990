import { expect, test } from 'vitest';
import { createDiscover, loginUrlBeside, withHint } from './login-client.ts';
import { isEmail, stateOfWays } from './login-state.ts';

const BASE = 'https://app.example/';
const both = new Set(['sso', 'password']);
const sso = { kind: 'sso', team: 'acme', loginUrl: '/sso/acme/login', idpHost: 'idp.example' } as const;

test('the address travels in the body, never in the URL', async () => {
  let sent: RequestInit & { url?: string } = {};
  const discover = createDiscover('/sso/discover', async (url, init) => {
    sent = { ...init, url: url instanceof Request ? url.url : url.toString() };
    return new Response(JSON.stringify({ ways: [sso, { kind: 'password' }, { kind: 'magic' }, null] }));
  });
  expect(await discover('ana@acme.example')).toEqual([sso, { kind: 'password' }]);
  expect(sent).toMatchObject({ url: '/sso/discover', method: 'POST', body: '{"email":"ana@acme.example"}' });
});

test('SSO comes first where there is any, and only where it is allowed', () => {
  expect(stateOfWays([{ kind: 'password' }, sso], both)).toMatchObject({ kind: 'choice', password: true });
  expect(stateOfWays([sso], both)).toMatchObject({ kind: 'choice', password: false });
  expect(stateOfWays([{ kind: 'password' }], both)).toMatchObject({ kind: 'password' });
  expect(stateOfWays([sso, { kind: 'password' }], new Set(['password']))).toMatchObject({ kind: 'password' });
});

test('a deep link finds the team’s login beside discovery, and nothing else', () => {
  expect(loginUrlBeside('/sso/discover', 'acme', BASE)).toBe('https://app.example/sso/acme/login');
  expect(loginUrlBeside('/sso/discover', '../evil', BASE)).toBeNull();
  expect(loginUrlBeside('/sso/discover', '//evil.example', BASE)).toBeNull();
});

test('the hint joins the login URL; a script is no URL', () => {
  expect(withHint('/sso/acme/login?x=1', 'ana+1@acme.example', BASE)).toBe(
    'https://app.example/sso/acme/login?x=1&hint=ana%2B1%40acme.example',
  );
  expect(withHint('javascript:alert(1)', 'a@b', BASE)).toBe('#');
});

test.each([
  ['ana@acme.example', true],
  ['ana', false],
  ['ana@', false],
  ['a b@c', false],
])('%j as an address: %j', (text, fine) => expect(isEmail(text)).toBe(fine));
