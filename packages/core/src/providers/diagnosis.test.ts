import { describe, expect, it } from 'vitest';
import { SIGN_IN_REASONS } from '../reasons.ts';
import { diagnosis as entra } from './entra-diagnosis.ts';
import { diagnosis as generic } from './generic-diagnosis.ts';
import { diagnosis as mock } from './mock-diagnosis.ts';
import { diagnosis as okta } from './okta-diagnosis.ts';
import { diagnosis as simplesamlphp } from './simplesamlphp-diagnosis.ts';

const ALL = [entra, okta, simplesamlphp, mock, generic];

describe.each(ALL)('the diagnosis words for $product', ({ steps, messages, signOnUrlMatch }) => {
  it('names known reasons only, and leaves no bold part open', () => {
    for (const [reason, lines] of Object.entries(steps)) {
      expect(SIGN_IN_REASONS).toContain(reason);
      for (const line of lines) {
        expect(line).toMatch(/^[A-Z].*\.$/);
        expect(line.split('**').length % 2).toBe(1);
      }
    }
  });

  it('says for each message what it means and what cures it', () => {
    expect(messages.length).toBeGreaterThan(0);
    for (const { says, meaning, cure } of messages) {
      expect(says).not.toBe('');
      expect(meaning).toMatch(/\.$/);
      expect(cure).toMatch(/\.$/);
    }
  });

  it('recognises sign-on URLs by a valid expression', () => {
    expect(() => new RegExp(signOnUrlMatch ?? '')).not.toThrow();
  });
});

it('a sign-on URL shows one product', () => {
  const shown = (url: string): string[] =>
    ALL.filter(({ signOnUrlMatch }) => signOnUrlMatch && new RegExp(signOnUrlMatch).test(url)).map(
      ({ product }) => product,
    );
  expect(shown('https://login.microsoftonline.com/8f/saml2')).toEqual(['entra']);
  expect(shown('https://acme.okta.com/app/x/exk1/sso/saml')).toEqual(['okta']);
  expect(shown('https://idp.example/simplesaml/module.php/saml/idp/singleSignOnService')).toEqual([
    'simplesamlphp',
  ]);
  expect(shown('http://localhost:4000/sso')).toEqual(['mock']);
  expect(shown('https://idp.example/saml')).toEqual([]);
});
