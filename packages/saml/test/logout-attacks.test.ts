// Forged and changed logout messages: a third party must never end a session, and nothing unsigned is ever believed.

import { deflateRawSync } from 'node:zlib';
import { attacks, createAttackContext } from '@team-sso/mock-idp';
import { describe, expect, it } from 'vitest';
import {
  LOGOUT_RULES,
  readLogoutMessage,
  VERIFICATION_RULES,
  verifyLogoutRequest,
  verifyLogoutResponse,
} from '../src/index.ts';
import {
  BINDINGS,
  connection,
  form,
  judgeLogout,
  logoutUrl,
  now,
  received,
  type LogoutAttack,
} from './logout/attack.ts';
import { refusalOf } from './judge.ts';
import { attacksByPost } from './logout/by-post.ts';
import { attacksByRedirect } from './logout/by-redirect.ts';
import { attacksByAnyBinding } from './logout/of-any-binding.ts';

const REASONS: ReadonlyMap<string, string> = new Map(
  [...VERIFICATION_RULES, ...LOGOUT_RULES].map(({ id, reason }) => [id, reason]),
);
const BY_REDIRECT: readonly LogoutAttack[] = [...attacksByAnyBinding('redirect'), ...attacksByRedirect];
const BY_POST: readonly LogoutAttack[] = [...attacksByAnyBinding('post'), ...attacksByPost];

describe('a logout message in order', () => {
  it.each(BINDINGS)('is accepted by %s', (binding) => {
    expect(judgeLogout(received(binding)).code).toBe('accepted');
    expect(judgeLogout(received(binding, { relayState: 'a b' })).code).toBe('accepted');
    expect(judgeLogout(received(binding, { kind: 'response', inResponseTo: '_r1' })).code).toBe('accepted');
  });
});

describe('a logout message by redirect', () => {
  it.each(BY_REDIRECT)('is refused $name', ({ input, received: message, rule }) => {
    expect(judgeLogout(message, input)).toEqual({ code: REASONS.get(rule), rule });
  });
});

describe('a logout message by form post', () => {
  it.each(BY_POST)('is refused $name', ({ input, received: message, rule }) => {
    expect(judgeLogout(message, input)).toEqual({ code: REASONS.get(rule), rule });
  });
});

describe('the readers of logout messages', () => {
  it('take no attack on a sign-in for a logout', () => {
    const context = createAttackContext({ now });
    for (const attack of attacks) {
      const { samlResponse } = attack.build(context);
      expect(judgeLogout(form({ SAMLResponse: samlResponse })).code).not.toBe('accepted');
    }
  });

  it('stop inflating at the limit', () => {
    const bomb = deflateRawSync(Buffer.alloc(1_000_000, 0x20)).toString('base64');
    const { evidence } = refusalOf(() =>
      readLogoutMessage({ binding: 'redirect', query: `SAMLRequest=${encodeURIComponent(bomb)}` }),
    );
    expect(evidence.detail).toBe('logout-size: when inflated');
  });

  it('refuse input that makes no sense', () => {
    const message = readLogoutMessage(received('post'));
    const input = { message, connection, logoutUrl, now };
    expect(() => verifyLogoutResponse({ ...input, expectedInResponseTo: '_r1' })).toThrow(TypeError);
    expect(() => verifyLogoutResponse({ ...input, expectedInResponseTo: '' })).toThrow(TypeError);
    for (const change of [
      { logoutUrl: '' },
      { clockSkewSeconds: 121 },
      { clockSkewSeconds: Number.NaN },
      { now: new Date(Number.NaN) },
      { connection: { ...connection, idpEntityId: '' } },
    ])
      expect(() => verifyLogoutRequest({ ...input, ...change })).toThrow(TypeError);
  });

  it('have an attack for every rule', () => {
    const attacked = new Set([...BY_POST, ...BY_REDIRECT].map(({ rule }) => rule));
    expect(LOGOUT_RULES.map(({ id }) => id).filter((id) => !attacked.has(id))).toEqual([]);
  });
});
