import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requirementFacts } from '../test/settings-arbitraries.ts';
import { storedConnection } from '../test/settings-builder.ts';
import { requirementRefusals, type RequirementCircumstances } from './requirement.ts';
import type { SettingsFacts, SignInFact, TestRunFact } from './stores.ts';

const NOW = new Date('2026-05-04T12:00:00Z');
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);
const settings = { mode: 'optional', live: storedConnection('live-1') } as const;
const signIn = (more: Partial<SignInFact> = {}): SignInFact => ({
  userId: 'ana',
  connectionId: 'live-1',
  idpEntityId: 'https://idp.example',
  at: hours(-1),
  ...more,
});
const test = (more: Partial<TestRunFact> = {}): TestRunFact => ({
  id: 't1',
  connectionId: 'live-1',
  target: 'live',
  outcome: 'passed',
  at: hours(-200),
  by: 'ana',
  ...more,
});
const recovery: NonNullable<SettingsFacts['recovery']> = {
  batch: { batchId: 'b1', salt: '', madeAt: hours(-1), madeBy: 'ana' },
  unused: 10,
  acknowledgedAt: hours(-1),
};
const good: RequirementCircumstances = {
  entitled: true,
  someoneCanUseCodes: true,
  someEmergencyAdminCounts: false,
  signingCertificates: [{ notAfter: hours(10_000) }],
};
const refusals = (
  facts: Partial<SettingsFacts>,
  circumstances: Partial<RequirementCircumstances> = {},
  of: Parameters<typeof requirementRefusals>[0] = settings,
) =>
  requirementRefusals(
    of,
    { actorSignIn: null, livePassedTest: null, recovery, ...facts },
    { ...good, ...circumstances },
    NOW,
  );

describe('requirementRefusals', () => {
  it('refuses nothing after a real SSO sign-in of this admin within 24 hours', () => {
    expect(refusals({ actorSignIn: signIn() })).toEqual([]);
    expect(refusals({ actorSignIn: signIn({ at: new Date(hours(-24).getTime() + 1) }) })).toEqual([]);
  });

  it.each<readonly [string, Partial<SignInFact>]>([
    ['is 24 hours old', { at: hours(-24) }],
    ['went through another connection', { connectionId: 'live-0' }],
    ['has no readable time', { at: new Date(NaN) }],
  ])('counts no sign-in that %s', (_which, more) => {
    expect(refusals({ actorSignIn: signIn(more) })).toEqual([
      'live_connection_not_tested',
      'admin_not_signed_in_by_sso',
    ]);
  });

  it('takes a passed test for the connection, not for the admin', () => {
    expect(refusals({ livePassedTest: test() })).toEqual(['admin_not_signed_in_by_sso']);
  });

  it.each<readonly [string, Partial<TestRunFact>]>([
    ['of another connection', { connectionId: 'draft-1' }],
    ['that failed', { outcome: 'failed' }],
    ['that still runs', { outcome: 'running' }],
    ['that expired', { outcome: 'expired' }],
  ])('counts no test %s', (_which, more) => {
    expect(refusals({ livePassedTest: test(more) })).toContain('live_connection_not_tested');
  });

  it('refuses without a plan, whatever the facts', () => {
    expect(refusals({ actorSignIn: signIn() }, { entitled: false })).toEqual(['not_entitled']);
  });

  it('refuses from `off`: one step at a time', () => {
    expect(refusals({ actorSignIn: signIn() }, {}, { ...settings, mode: 'off' })).toEqual(['sso_is_off']);
  });

  it('refuses without a way back in, whatever else is right', () => {
    const at = { actorSignIn: signIn() };
    expect(refusals({ ...at, recovery: null })).toEqual(['no_recovery_route']);
    expect(refusals({ ...at, recovery: { ...recovery, unused: 0 } })).toEqual(['no_recovery_route']);
    expect(refusals(at, { someoneCanUseCodes: false })).toEqual(['no_recovery_route']);
    expect(refusals({ ...at, recovery: null }, { someEmergencyAdminCounts: true })).toEqual([]);
  });

  it('refuses on a certificate that is about to end', () => {
    const signingCertificates = [{ notAfter: hours(7 * 24) }];
    expect(refusals({ actorSignIn: signIn() }, { signingCertificates })).toEqual([
      'certificate_expires_soon',
    ]);
  });

  it('names a missing connection instead of what it would have had to prove', () => {
    const none = { mode: 'off', live: null } as const;
    expect(refusals({}, { entitled: false, signingCertificates: [] }, none)).toEqual([
      'sso_is_off',
      'not_entitled',
      'no_live_connection',
    ]);
  });

  it('names every refusal at once', () => {
    expect(refusals({ recovery: null }, { entitled: false, signingCertificates: [] })).toEqual([
      'not_entitled',
      'live_connection_not_tested',
      'admin_not_signed_in_by_sso',
      'no_recovery_route',
      'certificate_expires_soon',
    ]);
  });
});

describe('each refusal', () => {
  type Case = readonly [
    Pick<SettingsFacts, 'actorSignIn' | 'livePassedTest' | 'recovery'>,
    RequirementCircumstances,
    'off' | 'optional',
  ];
  const cases: fc.Arbitrary<Case> = fc.tuple(
    requirementFacts,
    fc.record({
      entitled: fc.boolean(),
      someoneCanUseCodes: fc.boolean(),
      someEmergencyAdminCounts: fc.boolean(),
      signingCertificates: fc.subarray([{ notAfter: hours(7 * 24) }, { notAfter: hours(7 * 24 + 1) }]),
    }),
    fc.constantFrom('off', 'optional'),
  );
  const all = ([facts, circumstances, mode]: Case) =>
    requirementRefusals({ ...settings, mode }, facts, circumstances, NOW);

  it.each<readonly [string, readonly string[], (one: Case) => Case]>([
    ['the plan', ['not_entitled'], ([facts, rest, mode]) => [facts, { ...rest, entitled: true }, mode]],
    ['the mode', ['sso_is_off'], ([facts, rest]) => [facts, rest, 'optional']],
    [
      'a sign-in of this admin',
      ['live_connection_not_tested', 'admin_not_signed_in_by_sso'],
      ([facts, ...rest]) => [{ ...facts, actorSignIn: signIn() }, ...rest],
    ],
    [
      'a test',
      ['live_connection_not_tested'],
      ([facts, ...rest]) => [{ ...facts, livePassedTest: test() }, ...rest],
    ],
    [
      'an emergency admin',
      ['no_recovery_route'],
      ([facts, rest, mode]) => [facts, { ...rest, someEmergencyAdminCounts: true }, mode],
    ],
    [
      'codes and somebody who can use them',
      ['no_recovery_route'],
      ([facts, rest, mode]) => [{ ...facts, recovery }, { ...rest, someoneCanUseCodes: true }, mode],
    ],
    [
      'another certificate',
      ['certificate_expires_soon'],
      ([facts, rest, mode]) => [facts, { ...rest, signingCertificates: good.signingCertificates }, mode],
    ],
  ])('is about one thing: %s puts its own right and no other', (_what, own, repaired) => {
    fc.assert(
      fc.property(cases, (one) => {
        expect(all(repaired(one))).toEqual(all(one).filter((code) => !own.includes(code)));
      }),
    );
  });
});
