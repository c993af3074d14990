import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type TeamPolicy } from './settings.ts';
import { changePolicy, MAX_EMERGENCY_ADMINS, parsePolicyBody } from './wire-policy.ts';

const people = (count: number) => Array.from({ length: count }, (_, index) => `user-${index}`);

describe('the body of a change of policy', () => {
  it('takes each field, all of them, or none', () => {
    const all = {
      emergencyAdmins: people(MAX_EMERGENCY_ADMINS),
      guests: 'blocked',
      personalTokenDays: 0,
      serviceTokens: 'refused',
      reauthenticateAfterHours: 12,
      justInTime: 'invite-only',
      defaultRole: 'viewer',
    };
    expect(parsePolicyBody(all)).toEqual({ ok: true, value: all });
    for (const [field, value] of Object.entries(all))
      expect(parsePolicyBody({ [field]: value })).toEqual({ ok: true, value: { [field]: value } });
    expect(parsePolicyBody({})).toEqual({ ok: true, value: {} });
  });

  it.each<readonly [string, unknown]>([
    ['emergencyAdmins', people(MAX_EMERGENCY_ADMINS + 1)],
    ['emergencyAdmins', 'ana'],
    ['emergencyAdmins.0', ['']],
    ['guests', 'welcome'],
    ['personalTokenDays', -1],
    ['personalTokenDays', 366],
    ['personalTokenDays', 1.5],
    ['serviceTokens', true],
    ['reauthenticateAfterHours', 0],
    ['reauthenticateAfterHours', 8761],
    ['justInTime', 'maybe'],
    ['defaultRole', ''],
    ['defaultRole', 'r'.repeat(65)],
    ['unknown', 1],
  ])('names %s when it is %j', (path, value) => {
    const parsed = parsePolicyBody({ [path.split('.')[0] ?? '']: value });
    expect(parsed.ok || parsed.issues.map((issue) => issue.path)).toEqual([path]);
  });

  it.each([null, [], 'guests', 1])('is no policy: %j', (body) => {
    expect(parsePolicyBody(body).ok).toBe(false);
  });
});

describe('a changed policy', () => {
  const before: TeamPolicy = { ...DEFAULT_POLICY, emergencyAdmins: ['ana'], reauthenticateAfterHours: 8 };

  it('keeps what is left out', () => {
    expect(changePolicy(before, {})).toEqual(before);
    expect(changePolicy(before, { guests: 'exempt' })).toEqual({ ...before, guests: 'exempt' });
  });

  it('names each emergency admin once', () => {
    const { emergencyAdmins } = changePolicy(before, { emergencyAdmins: ['bo', 'ana', 'bo'] });
    expect(emergencyAdmins).toEqual(['bo', 'ana']);
    expect(changePolicy(before, { emergencyAdmins: [] }).emergencyAdmins).toEqual([]);
  });

  it('goes back to the default hours with null: no field, which is no number that would win over it', () => {
    expect(changePolicy(before, { reauthenticateAfterHours: null })).not.toHaveProperty(
      'reauthenticateAfterHours',
    );
    expect(changePolicy(before, { reauthenticateAfterHours: 2 }).reauthenticateAfterHours).toBe(2);
  });
});
