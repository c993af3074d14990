// Every combination of a small but complete domain of policies, subjects and moments.

import { describe, expect, it } from 'vitest';
import { ACCESS_REASONS, decideAccess } from '../src/index.ts';
import type { AccessPolicy, AccessReason, AccessSubject, Membership, Proof, SsoProof } from '../src/index.ts';
import { outcomeByTheText } from './access-oracle.ts';

const HOUR = 3_600_000;
const NOW = new Date('2026-05-04T12:00:00Z');
const hours = (count: number) => new Date(NOW.getTime() + count * HOUR);
const millis = (count: number) => new Date(NOW.getTime() + count);

const sso = (at: Date, more: Partial<SsoProof> = {}): SsoProof => ({
  kind: 'sso',
  team: 'acme',
  connectionId: 'c1',
  idpEntityId: 'https://idp.example',
  at,
  ...more,
});

/** One proof for each way in which a proof can count or fail to. */
const PROOFS: readonly Proof[] = [
  { kind: 'password', at: hours(-1) },
  { kind: 'password', at: hours(-3) },
  { kind: 'password', at: hours(-2) }, // exactly `since`
  sso(hours(-1)),
  sso(hours(-24)), // exactly the default age
  sso(hours(-23)),
  sso(hours(-1), { endsAt: NOW }),
  sso(hours(-1), { endsAt: millis(1) }),
  sso(hours(-1), { idpEntityId: 'https://idp.example/' }),
  sso(hours(-1), { team: 'globex' }),
  sso(hours(-1), { connectionId: 'an older connection of the same provider' }),
  { kind: 'recovery', team: 'acme', at: hours(-1), endsAt: NOW },
  { kind: 'recovery', team: 'acme', at: hours(-1), endsAt: millis(1) },
  { kind: 'recovery', team: 'globex', at: hours(-1), endsAt: hours(1) },
];
const PROOF_SETS: readonly (readonly Proof[])[] = [
  [],
  ...PROOFS.map((proof) => [proof]),
  ...PROOFS.flatMap((first, index) => PROOFS.slice(index + 1).map((second) => [first, second])),
];
const MEMBERSHIPS: readonly (Membership | 'none')[] = ['member', 'guest', 'service', 'none'];

const SUBJECTS: readonly AccessSubject[] = [
  { kind: 'anonymous' },
  ...MEMBERSHIPS.flatMap((membership) => [
    ...(['resource', 'sso-settings'] as const).flatMap((purpose) =>
      PROOF_SETS.map((proofs): AccessSubject => ({
        kind: 'session',
        userId: 'u',
        membership,
        purpose,
        proofs,
      })),
    ),
    ...(['personal_token', 'service_token'] as const).flatMap((kind) =>
      [undefined, hours(-1), hours(-2 * 24), millis(1 - 2 * 24 * HOUR)].map((lastSsoAt): AccessSubject => ({
        kind,
        userId: 'u',
        membership,
        ...(lastSsoAt ? { lastSsoAt } : {}),
      })),
    ),
  ]),
];

type Part = Partial<AccessPolicy>;
const requirement = (more: object): Part => ({
  mode: 'required',
  requirement: { since: hours(-2), ownCredentialSessionsEndAt: hours(1), ...more },
});
const DIMENSIONS: readonly (readonly Part[])[] = [
  [
    { mode: 'off' },
    { mode: 'optional' },
    { mode: 'required' },
    requirement({}),
    requirement({ ownCredentialSessionsEndAt: NOW }),
    requirement({ ownCredentialSessionsEndAt: millis(1) }),
    requirement({ confirmBy: hours(1) }),
    requirement({ confirmBy: NOW }),
    requirement({ confirmBy: millis(-1) }),
    requirement({ confirmBy: hours(-1), confirmedAt: hours(-1.5) }),
  ],
  [
    { entitlement: { entitled: true } },
    { entitlement: { entitled: false } },
    { entitlement: { entitled: false, graceUntil: NOW } },
    { entitlement: { entitled: false, graceUntil: millis(-1) } },
    { entitlement: { entitled: true, graceUntil: hours(-1) } },
  ],
  [{ guests: 'required' }, { guests: 'exempt' }, { guests: 'blocked' }],
  [{}, { proofsValidFrom: hours(-1) }, { proofsValidFrom: millis(1 - HOUR) }],
  [{ emergencyAdmins: [] }, { emergencyAdmins: ['v', 'u'] }],
  [
    { live: { connectionId: 'c1', idpEntityId: 'https://idp.example' }, serviceTokens: 'exempt' },
    {
      live: { connectionId: 'c1', idpEntityId: 'https://idp.example' },
      serviceTokens: 'refused',
      reauthenticateAfterHours: 1,
    },
    { serviceTokens: 'refused' },
  ],
];
const BASE: AccessPolicy = {
  team: 'acme',
  mode: 'off',
  entitlement: { entitled: true },
  emergencyAdmins: [],
  guests: 'required',
  personalTokenDays: 2,
  serviceTokens: 'exempt',
};
const POLICIES = DIMENSIONS.reduce<readonly AccessPolicy[]>(
  (policies, parts) => policies.flatMap((policy) => parts.map((part) => ({ ...policy, ...part }))),
  [BASE],
);

describe('decideAccess, exhaustively', () => {
  it('decides every combination as the text of the policy does', { timeout: 60_000 }, () => {
    const seen = new Set<AccessReason>();
    const wrong: unknown[] = [];
    for (const policy of POLICIES)
      for (const subject of SUBJECTS) {
        const { kind, reason } = decideAccess(policy, subject, NOW);
        const [expectedKind, expectedReason] = outcomeByTheText(policy, subject, NOW);
        seen.add(reason);
        if ((kind !== expectedKind || reason !== expectedReason) && wrong.length < 3)
          wrong.push({ policy, subject, got: [kind, reason], expected: [expectedKind, expectedReason] });
      }
    expect(wrong).toEqual([]);
    expect([...seen].toSorted()).toEqual(ACCESS_REASONS.toSorted());
  });
});
