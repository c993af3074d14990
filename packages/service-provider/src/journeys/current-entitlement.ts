// What the plan says: the host's answer, and when it cannot answer, the last one it gave.

import { hasLapsed, type ChangeContext, type Entitlement } from '@team-sso/core';
import type { Service } from '../service.ts';

/** The answer that holds now; null: the host never answered for this team. */
export async function currentEntitlement<Context>(
  service: Service<Context>,
  team: string,
): Promise<Entitlement | null> {
  const answer = await ask(service, team);
  if (answer === null) return service.store.readEntitlement(team);
  await keep(service, team, answer);
  return answer;
}

/** The same for whoever asks for a resource: nobody waits there until the answer is kept. */
export async function entitlementAsked<Context>(
  service: Service<Context>,
  team: string,
): Promise<Entitlement | null> {
  const answer = await ask(service, team);
  if (answer === null) return service.store.readEntitlement(team);
  void keep(service, team, answer);
  return answer;
}

/** Null: the host cannot say. */
async function ask<Context>({ host }: Service<Context>, team: string): Promise<Entitlement | null> {
  try {
    return await host.entitlement(team);
  } catch {
    return null;
  }
}

/** For settings: no answer ever is no entitlement, which blocks switching on and nothing else. */
export async function entitlementOf<Context>(service: Service<Context>, team: string): Promise<Entitlement> {
  return (await currentEntitlement(service, team)) ?? { entitled: false };
}

/** Whether SSO may be switched on: entitled, or in the grace of a lapse. And whether only certificates may change. */
export function planContext(
  entitlement: Entitlement,
  now: Date,
): Required<Pick<ChangeContext, 'entitled' | 'lapsed'>> {
  const inGrace = entitlement.graceUntil !== undefined && now < entitlement.graceUntil;
  return { entitled: entitlement.entitled || inGrace, lapsed: hasLapsed(entitlement, now) };
}

/** Kept for the day the host cannot say, and looked at once a minute at most. A store that cannot keep it stops nobody. */
async function keep<Context>(service: Service<Context>, team: string, answer: Entitlement): Promise<void> {
  const at = service.now();
  const said = JSON.stringify(answer);
  if (service.recentEntitlements.has(team, at, said)) return;
  // Said before it is done: those who come meanwhile need not do it as well.
  service.recentEntitlements.add(team, at, said);
  try {
    const changed = await service.store.keepEntitlement(
      team,
      answer,
      at,
      (before) =>
        before && before.entitled !== answer.entitled
          ? [{ type: 'entitlement_changed', actor: { kind: 'system' }, entitled: answer.entitled }]
          : [],
      { seal: service.auditSealer.seal },
    );
    if (changed) service.noticesWaiting();
  } catch {
    // The answer itself is good; the next call tries to keep it again.
    service.recentEntitlements.forget(team);
  }
}
