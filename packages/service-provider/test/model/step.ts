// One command: time passes a little, something happens in the world and in the model, and everything must hold.

import type fc from 'fast-check';
import { mustHold } from './must-hold.ts';
import { hasWayBackIn } from './rules.ts';
import type { Loss, TeamModel } from './team-model.ts';
import type { World } from './world.ts';

export type Command = fc.AsyncCommand<TeamModel, World>;
export type Act = (team: TeamModel, world: World) => Promise<void>;

const SECOND = 1000;

/** `loss`: that this may take a way back in, because nobody can forbid it. */
export function step(label: string, act: Act, { loss }: { readonly loss?: Loss } = {}): Command {
  return {
    check: () => true,
    toString: () => label,
    run: async (team, world) => {
      team.story.push(label);
      try {
        pass(team, world, SECOND);
        const hadWayBackIn = hasWayBackIn(team);
        await act(team, world);
        hearThePlan(team);
        if (hasWayBackIn(team)) team.loss = null;
        else if (hadWayBackIn && loss) team.loss = loss;
        await mustHold(team, world);
      } catch (cause) {
        throw new Error(`${String(cause)}\n${team.story.join('\n')}`, { cause });
      }
    },
  };
}

export function pass(team: TeamModel, world: World, millis: number): void {
  world.advance(millis);
  team.now = world.now().getTime();
}

/** The host is asked about the plan all the time; what it said last holds while it cannot say. */
export function hearThePlan(team: TeamModel): void {
  if (team.planHookFails) return;
  if (team.planHeard && team.planHeard.entitled !== team.plan.entitled)
    team.audit.push('entitlement_changed');
  team.planHeard = team.plan;
}
