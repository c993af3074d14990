// What the plan says: the host's answer, and when it cannot answer, the last one it gave.

import { hasLapsed, type ChangeContext, type Entitlement } from '@team-sso/core';
import type { Service } from '../service.ts';

/** The answer that holds now; null: the host never answered for this team. */
export async function currentEntitlement<Context>(
  service: Service<Context>,
  team: string,
): Promise<Entitlement | null> {
  let answer: Entitlement;
  try {
    answer = await service.host.entitlement(team);
  } catch {
    return service.store.readEntitlement(team);
  }
  await keep(service, team, answer);
  return answer;
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
    service.recentEntitlements.add(team, at, said);
    if (changed) service.noticesWaiting();
  } catch {
    // The answer itself is good; the next call tries to keep it again.
  }
}
