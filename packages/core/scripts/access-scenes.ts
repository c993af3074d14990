// The scenes of docs/access.md: who stands at the door of team acme, and with what.

import type { AccessPolicy, AccessSubject, Membership, Proof, SsoProof } from '../src/index.ts';

const HOUR_MILLIS = 3_600_000;
/** The moment of every scene. */
export const NOW = new Date('2026-05-04T12:00:00Z');
export const hoursFromNow = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR_MILLIS);

/** One row: the same subject at a team in each mode. */
export interface Scene {
  readonly words: string;
  readonly subject: AccessSubject;
  readonly policy?: Partial<AccessPolicy>;
}

/** Required since two hours, confirmed, with password sessions ending in 22 hours. */
export const POLICY: AccessPolicy = {
  team: 'acme',
  mode: 'required',
  entitlement: { entitled: true },
  live: { connectionId: 'c1', idpEntityId: 'https://idp.example' },
  requirement: {
    since: hoursFromNow(-2),
    ownCredentialSessionsEndAt: hoursFromNow(22),
    confirmedAt: hoursFromNow(-1.9),
  },
  emergencyAdmins: [],
  guests: 'required',
  personalTokenDays: 30,
  serviceTokens: 'exempt',
};

const password: Proof = { kind: 'password', at: hoursFromNow(-1) };
const earlyPassword: Proof = { kind: 'password', at: hoursFromNow(-3) };
const recovery: Proof = {
  kind: 'recovery',
  team: 'acme',
  at: hoursFromNow(-0.5),
  endsAt: hoursFromNow(0.5),
};
const sso = (more: Partial<SsoProof> = {}): SsoProof => ({
  kind: 'sso',
  team: 'acme',
  connectionId: 'c1',
  idpEntityId: 'https://idp.example',
  at: hoursFromNow(-1),
  ...more,
});
const otherTeam = sso({ team: 'globex' });

const session = (
  proofs: readonly Proof[],
  membership: Membership | 'none' = 'member',
  purpose: 'resource' | 'sso-settings' = 'resource',
): AccessSubject => ({ kind: 'session', userId: 'ana', membership, purpose, proofs });

export const MEMBER_SCENES: readonly Scene[] = [
  { words: 'nobody signed in', subject: { kind: 'anonymous' } },
  { words: "somebody who isn't a member, with anything", subject: session([password, sso()], 'none') },
  { words: 'a password', subject: session([password]) },
  { words: 'a password from before the requirement, in its grace', subject: session([earlyPassword]) },
  {
    words: 'a password from before the requirement, after its grace',
    subject: session([earlyPassword]),
    policy: {
      requirement: { since: hoursFromNow(-2), ownCredentialSessionsEndAt: hoursFromNow(-2) },
    },
  },
  {
    words: 'a password, as an emergency admin',
    subject: session([password]),
    policy: { emergencyAdmins: ['ana'] },
  },
  { words: "this team's SSO", subject: session([sso()]) },
  { words: "this team's SSO and a password", subject: session([sso(), password]) },
  { words: "this team's SSO, 25 hours old", subject: session([sso({ at: hoursFromNow(-25) })]) },
  {
    words: "this team's SSO, 25 hours old, and a password",
    subject: session([sso({ at: hoursFromNow(-25) }), password]),
  },
  {
    words: "this team's SSO, 3 hours old, where the policy says 2",
    subject: session([sso({ at: hoursFromNow(-3) })]),
    policy: { reauthenticateAfterHours: 2 },
  },
  {
    words: "this team's SSO, ended by the provider",
    subject: session([sso({ endsAt: hoursFromNow(-0.1) })]),
  },
  {
    words: "this team's SSO through a provider since replaced",
    subject: session([sso({ idpEntityId: 'https://old.example' })]),
  },
  {
    words: 'this team\'s SSO from before "end all SSO sessions"',
    subject: session([sso()]),
    policy: { proofsValidFrom: hoursFromNow(-0.5) },
  },
  { words: "another team's SSO", subject: session([otherTeam]) },
  { words: "another team's SSO and a password", subject: session([otherTeam, password]) },
  { words: 'a recovery code of this team', subject: session([recovery]) },
];

export const GUEST_SCENES: readonly Scene[] = [
  { words: 'a guest with a password', subject: session([password], 'guest') },
  {
    words: 'a guest with a password, guests exempt',
    subject: session([password], 'guest'),
    policy: { guests: 'exempt' },
  },
  {
    words: 'a guest with anything, guests blocked',
    subject: session([password, sso()], 'guest'),
    policy: { guests: 'blocked' },
  },
  { words: "a guest with this team's SSO", subject: session([sso()], 'guest') },
  { words: 'a service account with a password', subject: session([password], 'service') },
];

export const SETTINGS_SCENES: readonly Scene[] = [
  {
    words: 'a recovery code of this team, running',
    subject: session([recovery], 'member', 'sso-settings'),
  },
  {
    words: 'a recovery code of this team, over',
    subject: session([{ ...recovery, endsAt: NOW }], 'member', 'sso-settings'),
  },
  {
    words: 'a recovery code of another team',
    subject: session([{ ...recovery, team: 'globex' }], 'member', 'sso-settings'),
  },
  {
    words: 'a recovery code of this team and a password',
    subject: session([recovery, password], 'member', 'sso-settings'),
  },
  { words: 'a password', subject: session([password], 'member', 'sso-settings') },
];

const token = (kind: 'personal_token' | 'service_token', lastSsoAt?: Date): AccessSubject => ({
  kind,
  userId: 'ana',
  membership: 'member',
  ...(lastSsoAt ? { lastSsoAt } : {}),
});

export const TOKEN_SCENES: readonly Scene[] = [
  {
    words: 'a personal token, its owner signed in by SSO 10 days ago',
    subject: token('personal_token', hoursFromNow(-240)),
  },
  {
    words: 'a personal token, its owner signed in by SSO 31 days ago',
    subject: token('personal_token', hoursFromNow(-744)),
  },
  {
    words: 'a personal token, its owner signed in before "end all SSO sessions"',
    subject: token('personal_token', hoursFromNow(-240)),
    policy: { proofsValidFrom: hoursFromNow(-24) },
  },
  { words: 'a personal token, its owner never signed in by SSO', subject: token('personal_token') },
  { words: 'a service token', subject: token('service_token') },
  {
    words: 'a service token, refused by the policy',
    subject: token('service_token'),
    policy: { serviceTokens: 'refused' },
  },
];

/** Stored `required` in its several conditions. */
export const REQUIRED_CONDITIONS: readonly { words: string; policy: Partial<AccessPolicy> }[] = [
  { words: 'confirmed by a real SSO sign-in', policy: {} },
  { words: 'not confirmed, before or at `confirmBy`', policy: pending(NOW) },
  { words: 'not confirmed, past `confirmBy`', policy: pending(hoursFromNow(-0.01)) },
  {
    words: 'plan lapsed, in its grace (`graceUntil`)',
    policy: { entitlement: { entitled: false, graceUntil: hoursFromNow(24) } },
  },
  {
    words: 'plan lapsed, past its grace',
    policy: { entitlement: { entitled: false, graceUntil: hoursFromNow(-24) } },
  },
  { words: 'not entitled, no lapse known', policy: { entitlement: { entitled: false } } },
];

function pending(confirmBy: Date): Partial<AccessPolicy> {
  return {
    requirement: { since: hoursFromNow(-0.25), confirmBy, ownCredentialSessionsEndAt: hoursFromNow(24) },
  };
}
