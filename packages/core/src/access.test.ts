import { describe, expect, it } from 'vitest';
import { accessPolicyOf, effectiveMode, type AccessPolicy } from './access-policy.ts';
import { decideAccess, type SessionSubject } from './access.ts';
import { DEFAULT_POLICY, type StoredSettings } from './settings.ts';
import type { Proof, SsoProof } from './host.ts';

const NOW = new Date('2026-05-04T12:00:00Z');
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const INVALID = new Date(NaN);

const policy: AccessPolicy = {
  team: 'acme',
  mode: 'required',
  entitlement: { entitled: true },
  live: { connectionId: 'c1', idpEntityId: 'https://idp.example' },
  requirement: { since: at(-300), ownCredentialSessionsEndAt: at(60), confirmedAt: at(-290) },
  emergencyAdmins: [],
  guests: 'required',
  personalTokenDays: 30,
  serviceTokens: 'exempt',
};
const sso = (more: Partial<SsoProof> = {}): SsoProof => ({
  kind: 'sso',
  team: 'acme',
  connectionId: 'c1',
  idpEntityId: 'https://idp.example',
  at: at(-60),
  ...more,
});
const member = (...proofs: readonly Proof[]): SessionSubject => ({
  kind: 'session',
  userId: 'ana',
  membership: 'member',
  purpose: 'resource',
  proofs,
});

describe('until', () => {
  it('is 24 hours after the SSO proof in `required`', () => {
    expect(decideAccess(policy, member(sso()), NOW)).toEqual({
      kind: 'allow',
      reason: 'sso',
      until: at(23 * 60),
    });
  });
  it('is absent for an SSO proof in `optional` when nothing ends it', () => {
    expect(decideAccess({ ...policy, mode: 'optional' }, member(sso()), NOW)).toEqual({
      kind: 'allow',
      reason: 'sso',
    });
  });
  it('is the end the provider named, when that comes first', () => {
    expect(decideAccess(policy, member(sso({ endsAt: at(5) })), NOW)).toMatchObject({ until: at(5) });
  });
  it('is the age limit of the policy in `optional` too', () => {
    const strict: AccessPolicy = { ...policy, mode: 'optional', reauthenticateAfterHours: 2 };
    expect(decideAccess(strict, member(sso({ endsAt: at(500) })), NOW)).toMatchObject({ until: at(60) });
  });
  it('is the last end of several proofs that count', () => {
    const several = member(sso({ endsAt: at(5) }), sso({ endsAt: at(50) }), sso({ endsAt: at(20) }));
    expect(decideAccess(policy, several, NOW)).toMatchObject({ until: at(50) });
  });
  it('is the end of the grace for a password session', () => {
    expect(decideAccess(policy, member({ kind: 'password', at: at(-301) }), NOW)).toEqual({
      kind: 'allow',
      reason: 'grace',
      until: at(60),
    });
  });
  it('is the end of the last running recovery proof of this team', () => {
    const recovery = (endsAt: Date, team = 'acme'): Proof => ({
      kind: 'recovery',
      team,
      at: at(-10),
      endsAt,
    });
    const subject = member(recovery(at(10)), recovery(at(30)), recovery(at(20)), recovery(at(99), 'globex'));
    expect(decideAccess(policy, { ...subject, purpose: 'sso-settings' }, NOW)).toEqual({
      kind: 'allow',
      reason: 'recovery',
      until: at(30),
    });
  });
  it('is `personalTokenDays` after the last SSO sign-in for a personal token', () => {
    const subject = {
      kind: 'personal_token',
      userId: 'ana',
      membership: 'member',
      lastSsoAt: at(-60),
    } as const;
    expect(decideAccess(policy, subject, NOW)).toEqual({
      kind: 'allow',
      reason: 'token',
      until: at(30 * 24 * 60 - 60),
    });
  });
});

describe('a date that cannot be read counts for nothing', () => {
  const validFrom: AccessPolicy = { ...policy, mode: 'optional', proofsValidFrom: at(-600) };
  it.each<readonly [string, AccessPolicy, SessionSubject, string]>([
    ['when an SSO proof was made', validFrom, member(sso({ at: INVALID })), 'sso_proof_expired'],
    ['when an SSO proof ends', policy, member(sso({ endsAt: INVALID })), 'sso_proof_expired'],
    ['from when proofs count', { ...policy, proofsValidFrom: INVALID }, member(sso()), 'sso_proof_expired'],
    ['when a password was given', policy, member({ kind: 'password', at: INVALID }), 'sso_required'],
    [
      'when a recovery proof ends',
      policy,
      { ...member({ kind: 'recovery', team: 'acme', at: NOW, endsAt: INVALID }), purpose: 'sso-settings' },
      'not_signed_in',
    ],
  ])('%s', (_which, of, who, reason) => {
    expect(decideAccess(of, who, NOW)).toMatchObject({ reason });
  });
  it('when a token owner last signed in', () => {
    const subject = {
      kind: 'personal_token',
      userId: 'ana',
      membership: 'member',
      lastSsoAt: INVALID,
    } as const;
    expect(decideAccess(policy, subject, NOW)).toMatchObject({ reason: 'personal_token_needs_sso' });
  });
  it('until when somebody had to confirm: the requirement stays', () => {
    const requirement = { since: NOW, ownCredentialSessionsEndAt: NOW, confirmBy: INVALID };
    expect(effectiveMode({ ...policy, requirement }, NOW)).toBe('required');
  });
  it('until when a lapsed plan has grace: the requirement stays', () => {
    expect(effectiveMode({ ...policy, entitlement: { entitled: false, graceUntil: INVALID } }, NOW)).toBe(
      'required',
    );
  });
});

describe('effectiveMode', () => {
  const pending: AccessPolicy = {
    ...policy,
    requirement: { since: at(-15), confirmBy: NOW, ownCredentialSessionsEndAt: at(60) },
  };
  it('is `required` up to and at `confirmBy`, `optional` after it', () => {
    expect(effectiveMode(pending, NOW)).toBe('required');
    expect(effectiveMode(pending, new Date(NOW.getTime() + 1))).toBe('optional');
  });
  it('stays `required` after `confirmBy` once confirmed', () => {
    const requirement = {
      ...pending.requirement,
      since: at(-15),
      ownCredentialSessionsEndAt: NOW,
      confirmedAt: at(-1),
    };
    expect(effectiveMode({ ...pending, requirement }, at(60))).toBe('required');
  });
  it('stays `required` in the grace of a lapse and up to its end, `optional` after it', () => {
    const lapsing: AccessPolicy = { ...policy, entitlement: { entitled: false, graceUntil: NOW } };
    expect(effectiveMode(lapsing, NOW)).toBe('required');
    expect(effectiveMode(lapsing, new Date(NOW.getTime() + 1))).toBe('optional');
  });
  it('stays `required` when the plan is not entitled and no lapse is known', () => {
    expect(effectiveMode({ ...policy, entitlement: { entitled: false } }, NOW)).toBe('required');
  });
  it('comes back by itself when the plan is renewed', () => {
    expect(effectiveMode({ ...policy, entitlement: { entitled: true, graceUntil: at(-60) } }, NOW)).toBe(
      'required',
    );
  });
  it('leaves `off` and `optional` alone, whatever the plan', () => {
    const lapsed = { entitled: false, graceUntil: at(-60) };
    expect(effectiveMode({ ...policy, mode: 'off', entitlement: lapsed }, NOW)).toBe('off');
    expect(effectiveMode({ ...policy, mode: 'optional', entitlement: lapsed }, NOW)).toBe('optional');
  });
});

describe('accessPolicyOf', () => {
  const stored: StoredSettings = {
    team: 'acme',
    revision: 3,
    settings: {
      mode: 'required',
      live: {
        connectionId: 'c1',
        idpEntityId: 'https://idp.example',
        signOnUrl: 'https://idp.example/sso',
        signOnBinding: 'redirect',
        signingCertificates: ['PEM'],
        metadataPolicy: 'notify',
        signRequests: false,
        forceAuthn: false,
        allowUnsolicited: false,
        allowCbcEncryption: false,
        spEntityIdScope: 'region',
      },
      draft: null,
      previous: null,
      policy: { ...DEFAULT_POLICY, emergencyAdmins: ['ana', 'gone'], reauthenticateAfterHours: 8 },
      requirement: { since: at(-5), confirmBy: at(10), ownCredentialSessionsEndAt: at(60) },
    },
    proofsValidFrom: at(-99),
    confirmedAt: at(-1),
  };
  it('takes everything access depends on from one stored row, and the emergency admins who still count', () => {
    expect(accessPolicyOf(stored, { entitled: true }, ['ana'])).toEqual({
      team: 'acme',
      mode: 'required',
      entitlement: { entitled: true },
      live: { connectionId: 'c1', idpEntityId: 'https://idp.example' },
      proofsValidFrom: at(-99),
      requirement: {
        since: at(-5),
        confirmBy: at(10),
        ownCredentialSessionsEndAt: at(60),
        confirmedAt: at(-1),
      },
      emergencyAdmins: ['ana'],
      guests: 'required',
      personalTokenDays: 30,
      serviceTokens: 'exempt',
      reauthenticateAfterHours: 8,
    });
  });
  it('has no live connection, requirement or limits that are not there', () => {
    const bare: StoredSettings = {
      team: 'acme',
      revision: 1,
      settings: { ...stored.settings, mode: 'off', live: null, requirement: null, policy: DEFAULT_POLICY },
    };
    const optional = ['live', 'requirement', 'proofsValidFrom', 'reauthenticateAfterHours'];
    expect(
      Object.keys(accessPolicyOf(bare, { entitled: true }, [])).filter((key) => optional.includes(key)),
    ).toEqual([]);
  });
});
