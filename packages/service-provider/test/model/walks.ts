// Sign-ins that take their time: begun, answered and finished while everything else happens.

import { SsoError } from '@team-sso/core';
import { mustEqual } from './must-hold.ts';
import { signedIn } from './people-commands.ts';
import { providerWorks } from './rules.ts';
import { answerFrom, beginLogin, finish } from './sign-in.ts';
import { step, type Command } from './step.ts';
import { MINUTE, type Person, type TeamModel } from './team-model.ts';

export const beginsLogin = (person: Person): Command =>
  step(`${person} is sent to the provider`, async (team, world) => {
    const begun = await orReason(beginLogin(world, person));
    mustEqual('the login begins', 'reason' in begun ? begun.reason : 'good', isOn(team) ? 'good' : 'sso_off');
    if ('reason' in begun || !team.live) return;
    const { done: requestId } = begun;
    team.walks.set(person, { requestId, idp: team.live.idp, until: team.now + 30 * MINUTE });
  });

/** Judged by what is live when the answer comes; another provider than the one asked: again from the start. */
export const isAnswered = (person: Person): Command =>
  step(`the provider answers for ${person}`, async (team, world) => {
    const walk = team.walks.get(person);
    if (!walk) return;
    const { live, provider } = team;
    const isKnown = team.now < walk.until;
    const restarts = isOn(team) && isKnown && live?.idp !== walk.idp;
    const good = isOn(team) && isKnown && !restarts && live !== null && providerWorks(team, live);
    const answer = await orReason(answerFrom(world, person, provider, walk.requestId));
    const kind = 'reason' in answer ? 'refused' : answer.done.kind;
    mustEqual('the answer', kind, good ? 'finish' : restarts ? 'restart' : 'refused');
    if (!good || 'reason' in answer) return;
    team.walks.delete(person);
    team.tickets.set(person, {
      url: answer.done.url,
      connection: live,
      certificate: provider.key,
      until: team.now + MINUTE,
    });
  });

/** "A disabled connection signs nobody in, on any path", nor does a replaced provider. */
export const finishesLogin = (person: Person): Command =>
  step(`${person} comes back`, async (team, world) => {
    const ticket = team.tickets.get(person);
    if (!ticket) return;
    team.tickets.delete(person);
    const good =
      team.now < ticket.until &&
      isOn(team) &&
      team.live?.idp === ticket.connection.idp &&
      team.people[person].membership !== 'none';
    const finished = await orReason(finish(world, person, ticket.url));
    // A spent or late ticket of somebody who signed in just now leads on: nothing is proved by it.
    if ('reason' in finished || team.now < ticket.until) mustEqual('the end', !('reason' in finished), good);
    if (good) signedIn(team, person, ticket.connection, ticket.certificate);
  });

const isOn = ({ live, mode }: TeamModel): boolean => live !== null && mode !== 'off';

async function orReason<Done>(
  walk: Promise<Done>,
): Promise<{ readonly done: Done } | { readonly reason: string }> {
  try {
    return { done: await walk };
  } catch (error) {
    if (error instanceof SsoError) return { reason: error.code };
    throw error;
  }
}
