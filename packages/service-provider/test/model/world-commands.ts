// What nobody of the team does: the provider changes, the plan lapses, time passes, processes restart.

import { mustEqual } from './must-hold.ts';
import { rollBack } from './changes.ts';
import { pass, step, type Command } from './step.ts';
import { DAY, type Plan, type TeamModel } from './team-model.ts';

export const providerBecomes = (change: Partial<TeamModel['provider']>): Command =>
  step(`the provider becomes ${JSON.stringify(change)}`, async (team) => {
    Object.assign(team.provider, change);
  });

/** `graceDays`: null: the host knows of no lapse, it just says no. */
export function planBecomes(entitled: boolean, graceDays: number | null): Command {
  return step(`the plan becomes ${entitled ? 'good' : `bad, grace ${graceDays}`}`, async (team, world) => {
    const acme = world.host.teams.get('acme');
    if (!acme) throw new Error('there is no team');
    const graceUntil = entitled || graceDays === null ? null : team.now + graceDays * DAY;
    const plan: Plan = { entitled, ...(graceUntil === null ? {} : { graceUntil }) };
    team.plan = plan;
    acme.entitlement = {
      entitled,
      requiredPlan: 'Enterprise',
      ...(graceUntil === null ? {} : { graceUntil: new Date(graceUntil) }),
    };
  });
}

export const planHook = (fails: boolean): Command =>
  step(`the host ${fails ? 'cannot' : 'can'} say what the plan is`, async (team, world) => {
    team.planHookFails = fails;
    if (fails) world.host.failing.add('entitlement');
    else world.host.failing.delete('entitlement');
  });

export const timePasses = (minutes: number): Command =>
  step(`${minutes} minutes pass`, async (team, world) => pass(team, world, minutes * 60_000));

export const maintains: Command = step('maintain()', async (team, world) => {
  const { rolledBack } = await world.sso().maintain();
  const events = rollBack(team);
  team.audit.push(...events);
  team.revision += events.length;
  mustEqual('roll-backs made durable', rolledBack, events.length);
});

export const restarts: Command = step('the process restarts', async (_team, world) => world.restart());
