// Admins at work: one change under the revision that holds, one under a stale revision, two at the same moment.

import type { AdminAction } from './admin-actions.ts';
import { attempt, mustBeOneOf, passTheGate, type Outcome } from './attempt.ts';
import { write } from './changes.ts';
import { mustEqual } from './must-hold.ts';
import { renewProofs } from './people-commands.ts';
import { hearThePlan, step, type Command } from './step.ts';
import type { Person, TeamModel } from './team-model.ts';

/** `fresh`: the admin signs in anew first, by every way there is. */
export function change(action: AdminAction, by: Person, fresh: boolean): Command {
  return step(`${by}${fresh ? ', freshly signed in,' : ''} does: ${action.name}`, async (team, world) => {
    if (fresh) await renewProofs(team, world, by);
    const call = await passTheGate(team, world, action.needs, by);
    if (!call) return;
    hearThePlan(team);
    const refusals = action.refusals(team, by, call.viaRecovery);
    const outcome = await attempt(world, action, call, call.stored.revision);
    mustBeOneOf(outcome, refusals);
    apply(team, action, outcome);
  });
}

/** Somebody else has written since the page was loaded. */
export function changeStale(action: AdminAction, by: Person): Command {
  return step(`${by} does, under an old revision: ${action.name}`, async (team, world) => {
    const call = await passTheGate(team, world, action.needs, by);
    if (!call || call.stored.revision === 0) return;
    mustBeOneOf(await attempt(world, action, call, call.stored.revision - 1), ['revision_stale']);
  });
}

/** Both loaded the page before either wrote: one wins, the other is told, nothing is lost. */
export function race(one: AdminAction, other: AdminAction): Command {
  return step(`admin and owner at once: ${one.name} | ${other.name}`, async (team, world) => {
    await renewProofs(team, world, 'admin');
    await renewProofs(team, world, 'owner');
    const first = await passTheGate(team, world, one.needs, 'admin');
    const second = await passTheGate(team, world, other.needs, 'owner');
    if (!first || !second) return;
    hearThePlan(team);
    const racers = [
      { action: one, call: first, refusals: one.refusals(team, 'admin', first.viaRecovery) },
      { action: other, call: second, refusals: other.refusals(team, 'owner', second.viaRecovery) },
    ];
    const before = team.revision;
    const ended = await Promise.all(
      racers.map(async ({ action, call, refusals }) => ({
        action,
        refusals,
        outcome: await attempt(world, action, call, before),
      })),
    );
    const isWritten = (await world.stored()).revision > before;
    const heard = ended.filter(({ outcome }) => !isWritten || outcome.said !== 'revision_stale');
    for (const { outcome, refusals } of heard) mustBeOneOf(outcome, refusals);
    const winners = heard.filter(({ action, outcome }) => makesRevision(team, action, outcome));
    mustEqual('writes under one revision', winners.length, isWritten ? 1 : 0);
    for (const { action, outcome } of winners) apply(team, action, outcome);
  });
}

function apply(team: TeamModel, action: AdminAction, { said, shown }: Outcome): void {
  if (said === 'accepted') write(team, () => action.change(team, shown));
}

function makesRevision(team: TeamModel, action: AdminAction, outcome: Outcome): boolean {
  const tried = structuredClone(team);
  apply(tried, action, outcome);
  return tried.revision > team.revision;
}
