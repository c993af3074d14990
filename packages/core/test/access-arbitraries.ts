// Arbitrary policies, subjects and moments: few values per field, so that they meet each other often.

import fc from 'fast-check';
import type { AccessPolicy, AccessSubject, Proof, SessionSubject, SsoProof } from '../src/index.ts';

const START = Date.UTC(2026, 4, 4, 12);
/** Moments on a grid of half hours over four days, so that equal ones are common. */
export const moment = fc
  .integer({ min: -96, max: 96 })
  .map((halfHours) => new Date(START + halfHours * 1_800_000));
const team = fc.constantFrom('acme', 'globex');
const idpEntityId = fc.constantFrom('https://idp.example', 'https://other.example');
const membership = fc.constantFrom('member', 'guest', 'service', 'none');
const user = fc.constantFrom('u', 'v', '__proto__', 'constructor');

/** `exactOptionalPropertyTypes`: keys that may be absent, never undefined. */
function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as never;
}

export const ssoProof: fc.Arbitrary<SsoProof> = fc
  .record({
    kind: fc.constant('sso' as const),
    team,
    connectionId: fc.constantFrom('c1', 'c2'),
    idpEntityId,
    at: moment,
    endsAt: fc.option(moment, { nil: undefined }),
  })
  .map(present);
export const passwordProof: fc.Arbitrary<Proof> = fc.record({
  kind: fc.constant('password' as const),
  at: moment,
});
export const recoveryProof: fc.Arbitrary<Proof> = fc.record({
  kind: fc.constant('recovery' as const),
  team,
  at: moment,
  endsAt: moment,
});
export const proofs = fc.array(fc.oneof(ssoProof, passwordProof, recoveryProof), { maxLength: 5 });

const requirement = fc
  .record({
    since: moment,
    confirmBy: fc.option(moment, { nil: undefined }),
    confirmedAt: fc.option(moment, { nil: undefined }),
    ownCredentialSessionsEndAt: moment,
  })
  .map(present);

export const policy: fc.Arbitrary<AccessPolicy> = fc
  .record({
    team: fc.constant('acme'),
    mode: fc.constantFrom('off', 'optional', 'required'),
    entitlement: fc
      .record({ entitled: fc.boolean(), graceUntil: fc.option(moment, { nil: undefined }) })
      .map(present),
    live: fc.option(fc.record({ connectionId: fc.constant('c1'), idpEntityId }), { nil: undefined }),
    proofsValidFrom: fc.option(moment, { nil: undefined }),
    requirement: fc.option(requirement, { nil: undefined }),
    emergencyAdmins: fc.uniqueArray(user, { maxLength: 2 }),
    guests: fc.constantFrom('exempt', 'required', 'blocked'),
    personalTokenDays: fc.constantFrom(1, 2, 30),
    serviceTokens: fc.constantFrom('exempt', 'refused'),
    reauthenticateAfterHours: fc.option(fc.constantFrom(1, 12, 24, 48), { nil: undefined }),
  })
  .map((value) => present(value) as AccessPolicy);

export const session: fc.Arbitrary<SessionSubject> = fc.record({
  kind: fc.constant('session' as const),
  userId: user,
  membership,
  purpose: fc.constantFrom('resource', 'sso-settings'),
  proofs,
});
const token = fc
  .record({
    kind: fc.constantFrom('personal_token' as const, 'service_token' as const),
    userId: user,
    membership,
    lastSsoAt: fc.option(moment, { nil: undefined }),
  })
  .map((value) => present(value) as AccessSubject);
export const subject: fc.Arbitrary<AccessSubject> = fc.oneof(
  { weight: 5, arbitrary: session },
  { weight: 2, arbitrary: token },
  fc.constant({ kind: 'anonymous' as const }),
);
