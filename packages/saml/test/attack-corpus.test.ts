// The whole catalogue of attacks and of honest messages, and proof that no row of the table of rules goes unattacked.

import {
  attacks,
  buildResponse,
  createAttackContext,
  goodResponses,
  verificationFor,
} from '@team-sso/mock-idp';
import { beforeAll, describe, expect, it } from 'vitest';
import { VERIFICATION_RULES } from '../src/index.ts';
import { refusalOf, verify } from './judge.ts';

const now = new Date('2026-11-20T10:00:00Z');
const context = createAttackContext({ now });
const verification = verificationFor(context);

/** Rules that no message of the catalogue can meet: one needs a later clock, one a host's wish. */
const FURTHER_ATTACKS = [
  {
    name: 'a signature by a pinned certificate that has expired, where the host asks for it',
    rule: 'certificate-validity',
    code: 'signature_wrong_key',
    judge: () =>
      verify(
        { samlResponse: honest({}), verification },
        { now: new Date('2050-01-01'), expiredCertificates: 'refuse' },
      ),
  },
  {
    name: 'an authentication that lies in the future',
    rule: 'authn-instant',
    code: 'assertion_too_early',
    judge: () =>
      verify({ samlResponse: honest({ authnInstant: new Date(now.getTime() + 121_000) }), verification }),
  },
];

describe('honest responses', () => {
  it.each(goodResponses)('accepts: $name', ({ build }) => {
    expect(verify(build(context))).toMatchObject({ idpEntityId: context.idpEntityId });
  });
});

describe('attacks', () => {
  const refusals = new Map<string, { code: string; rule: string }>();
  beforeAll(() => {
    for (const { build, name } of attacks)
      refusals.set(
        name,
        refusalOf(() => verify(build(context))),
      );
  }, 60_000);

  it.each(attacks)('are refused: $class, $name', ({ expect: codes, name }) => {
    expect(codes).toContain(refusals.get(name)?.code);
  });

  it.each(FURTHER_ATTACKS)('are refused: $name', ({ code, judge, rule }) => {
    expect(refusalOf(judge)).toMatchObject({ code, rule });
  });

  it('leave no row of the table of rules unattacked', () => {
    const attacked = new Set([...refusals.values(), ...FURTHER_ATTACKS].map(({ rule }) => rule));
    expect(VERIFICATION_RULES.filter(({ id }) => !attacked.has(id))).toEqual([]);
  });
});

describe('the table of rules', () => {
  it('names each rule once and cites a clause for it', () => {
    expect(new Set(VERIFICATION_RULES.map(({ id }) => id)).size).toBe(VERIFICATION_RULES.length);
    for (const rule of VERIFICATION_RULES) expect(rule.clause).not.toBe('');
  });
});

function honest(change: Partial<Parameters<typeof buildResponse>[0]>): string {
  return buildResponse({ now, identity: context.provider, inResponseTo: context.requestId, ...change })
    .samlResponse;
}
