// Recovery codes made, typed back and spent; the kill switch; test sign-ins.

import { codeOf, passTheGate } from './attempt.ts';
import { enter } from './doors.ts';
import { mustEqual } from './must-hold.ts';
import { providerWorks } from './rules.ts';
import { testSignIn } from './sign-in.ts';
import { renewProofs } from './people-commands.ts';
import { step, type Command } from './step.ts';
import { HOUR, MINUTE, type Person, type TeamModel } from './team-model.ts';
import type { World } from './world.ts';

const CODES = 10;
const WRONG_CODE = 'AAAA-AAAA-AAAA-AAAA';

/** New codes are no way back in until one is typed back; they void the old ones. */
export const makesCodes = (by: Person): Command =>
  step(
    `${by} makes recovery codes`,
    async (team, world) => {
      await renewProofs(team, world, by);
      const call = await passTheGate(team, world, { recentProof: true }, by);
      if (!call) return;
      const codes = await world.sso().makeRecoveryCodes(call);
      mustEqual('codes', new Set(codes).size, CODES);
      team.codes = { left: [...codes], acknowledged: false };
      team.audit.push('recovery_codes_made');
    },
    { loss: 'codes made anew' },
  );

export const typesBack = (by: Person, right: boolean): Command =>
  step(`${by} types ${right ? 'a code' : 'a wrong code'} back`, async (team, world) => {
    const call = await passTheGate(team, world, { recentProof: false }, by);
    if (!call) return;
    const code = (right && team.codes?.left[0]) || WRONG_CODE;
    const expected = codeRefusal(team, by, code);
    const refused = await refusalOf(world.sso().acknowledgeRecoveryCodes(call, code));
    mustEqual('typing a code back', refused, expected);
    if (refused !== null || !team.codes) return;
    if (!team.codes.acknowledged) team.audit.push('recovery_codes_acknowledged');
    team.codes.acknowledged = true;
  });

export const usesCode = (by: Person, right: boolean): Command =>
  step(
    `${by} uses ${right ? 'a recovery code' : 'a wrong code'}`,
    (team, world) => useCode(team, world, by, (right && team.codes?.left.at(-1)) || WRONG_CODE),
    { loss: 'codes spent' },
  );

export const usesCodes = (by: Person, count: number): Command =>
  step(
    `${by} uses ${count} recovery codes`,
    async (team, world) => {
      for (const code of team.codes?.left.slice(0, count) ?? []) await useCode(team, world, by, code);
    },
    { loss: 'codes spent' },
  );

async function useCode(team: TeamModel, world: World, by: Person, code: string): Promise<void> {
  enter(team, by, 'sso-settings');
  const expected = useRefusal(team, by) ?? codeRefusal(team, by, code);
  const refused = await refusalOf(world.sso().useRecoveryCode(world.context(by), 'acme', code));
  mustEqual(`a code used by ${by}`, refused, expected);
  if (refused !== null || !team.codes) return;
  team.codes.left.splice(team.codes.left.indexOf(code), 1);
  team.audit.push('recovery_code_used');
  team.people[by].session?.push({ kind: 'recovery', at: team.now, endsAt: team.now + HOUR });
}

/** "a manager signs in with own credentials, enters a code" */
function useRefusal(team: TeamModel, by: Person): string | null {
  const { membership, manage, ownCredentials, session } = team.people[by];
  if (session === null) return 'sign_in';
  if (membership === 'none') return 'not_found';
  if (membership !== 'member' || !manage || !ownCredentials) return 'forbidden';
  return session.some(({ kind }) => kind === 'password') ? null : 'sign_in';
}

/** "5 attempts per 15 minutes and user", whatever is typed. */
function codeRefusal(team: TeamModel, by: Person, code: string): string | null {
  const lately = (team.codeAttempts.get(by) ?? []).filter((at) => at > team.now - 15 * MINUTE);
  team.codeAttempts.set(by, [...lately, team.now]);
  if (lately.length >= 5) return 'too_many_requests';
  return team.codes?.left.includes(code) ? null : 'recovery_code_wrong';
}

async function refusalOf(call: Promise<unknown>): Promise<string | null> {
  const done = await codeOf(call);
  return 'code' in done ? done.code : null;
}

export const endsSessions = (by: Person): Command =>
  step(`${by} ends all SSO sessions`, async (team, world) => {
    const call = await passTheGate(team, world, { recentProof: true, refuseRecovery: true }, by);
    if (!call) return;
    await world.sso().endAllSessions(call);
    team.proofsValidFrom = team.now;
    team.audit.push('sessions_ended');
  });

export const tests = (by: Person, target: 'draft' | 'live'): Command =>
  step(`${by} tests ${target}`, async (team, world) => {
    await renewProofs(team, world, by);
    const call = await passTheGate(team, world, { recentProof: false }, by);
    const connection = team[target];
    if (!call || !connection) return;
    const passes = providerWorks(team, connection);
    mustEqual('the test', await testSignIn(world, by, team.provider, target), passes ? 'passed' : 'failed');
    if (!passes) return;
    team.tested.add(connection.id);
    team.audit.push('test_passed');
  });
