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
const HOST_FAILED = 'the host failed';

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
      team.codes = { left: codes, unconfirmed: new Map(), acknowledged: false };
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

/** A code that the host never heard of is tried again first. */
export const usesCode = (by: Person, right: boolean): Command =>
  step(
    `${by} uses ${right ? 'a recovery code' : 'a wrong code'}`,
    (team, world) => useCode(team, world, by, (right && nextCode(team)) || WRONG_CODE),
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

/** The code is spent and the person is not in: for an hour the same person may use it again. */
export const usesCodeInVain = (by: Person): Command =>
  step(
    `${by} uses a recovery code while the host fails`,
    async (team, world) => {
      world.host.failing.add('onRecovery');
      await useCode(team, world, by, nextCode(team) ?? WRONG_CODE);
      world.host.failing.delete('onRecovery');
    },
    { loss: 'codes spent' },
  );

const nextCode = ({ codes }: TeamModel): string | undefined =>
  [...(codes?.unconfirmed.keys() ?? [])].at(-1) ?? codes?.left.at(-1);

async function useCode(team: TeamModel, world: World, by: Person, code: string): Promise<void> {
  const hostFails = world.host.failing.has('onRecovery');
  enter(team, by, 'sso-settings');
  const expected = useRefusal(team, by) ?? codeRefusal(team, by, code);
  const use = world.sso().useRecoveryCode(world.context(by), 'acme', code);
  const refused = await refusalOf(use, hostFails);
  mustEqual(`a code used by ${by}`, refused, expected ?? (hostFails ? HOST_FAILED : null));
  if (expected !== null || !team.codes) return;
  const { left, unconfirmed } = team.codes;
  const at = unconfirmed.get(code)?.at ?? team.now;
  if (left.includes(code)) team.audit.push('recovery_code_used');
  team.codes.left = left.filter((other) => other !== code);
  unconfirmed.delete(code);
  if (hostFails) unconfirmed.set(code, { by, at });
  else team.people[by].session?.push({ kind: 'recovery', at, endsAt: at + HOUR });
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
  const spent = team.codes?.unconfirmed.get(code);
  const isOwn = spent?.by === by && team.now < spent.at + HOUR;
  return isOwn || team.codes?.left.includes(code) ? null : 'recovery_code_wrong';
}

async function refusalOf(call: Promise<unknown>, hostFails = false): Promise<string | null> {
  try {
    const done = await codeOf(call);
    return 'code' in done ? done.code : null;
  } catch (error) {
    if (hostFails) return HOST_FAILED;
    throw error;
  }
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
