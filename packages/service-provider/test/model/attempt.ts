// A change tried for real: through the gate, then the call; what came of it, in the words the model uses.

import { ProblemError, type SettingsCall } from '../../src/index.ts';
import type { AdminAction } from './admin-actions.ts';
import type { ShownIds } from './changes.ts';
import { authorize } from './doors.ts';
import { mustEqual } from './must-hold.ts';
import type { Person, TeamModel } from './team-model.ts';
import type { World } from './world.ts';

export interface Outcome {
  /** `accepted`, or the code of the refusal with what it names. */
  readonly said: string;
  readonly shown: ShownIds;
}

/** Through the gate of the settings; null: refused by it, as the model is. */
export async function passTheGate(
  team: TeamModel,
  world: World,
  { recentProof, refuseRecovery = false }: AdminAction['needs'],
  by: Person,
): Promise<SettingsCall | null> {
  const expected = authorize(team, by, { recentProof, refuseRecovery });
  const need = { right: 'manage', recentProof, refuseRecovery, returnTo: '/' } as const;
  const gate = await codeOf(world.sso().authorizeSettings(world.context(by), 'acme', need));
  const seen = 'code' in gate ? gate.code : `open ${gate.answer.viaRecovery}`;
  mustEqual(
    `the gate for ${by}`,
    seen,
    'refused' in expected ? expected.refused : `open ${expected.viaRecovery}`,
  );
  return 'code' in gate ? null : gate.answer;
}

export async function attempt(
  world: World,
  action: AdminAction,
  call: SettingsCall,
  expectedRevision: number,
): Promise<Outcome> {
  const done = await codeOf(action.call(world, { call, expectedRevision }));
  const view = 'code' in done ? done.details.current : done.answer;
  const shown = { live: view?.live?.connectionId, draft: view?.draft?.connectionId };
  if (!('code' in done)) return { said: 'accepted', shown };
  if (done.code === 'revision_stale')
    mustEqual('what a stale write is shown', view?.revision, (await world.stored()).revision);
  const named = (done.details.refusals ?? done.details.confirmations)?.toSorted().join();
  return { said: named === undefined ? done.code : `${done.code} ${named}`, shown };
}

/** What a call answers, or the problem that it was refused with. */
export async function codeOf<Answer>(
  call: Promise<Answer>,
): Promise<{ readonly answer: Answer } | Pick<ProblemError, 'code' | 'details'>> {
  try {
    return { answer: await call };
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}

/** `refusals`: the ones that the rules allow; none: it must have been accepted. */
export function mustBeOneOf({ said }: Outcome, refusals: readonly string[]): void {
  const allowed = refusals.length > 0 ? refusals : ['accepted'];
  if (!allowed.includes(said)) throw new Error(`it was: ${said}; the model says: ${allowed.join(' | ')}`);
}
