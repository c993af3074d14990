// Our next key pair, told to each team once: its provider may check requests by our certificate, or encrypt for it.

import { SP_KEY_NOTICE_DAYS, type AuditEvent } from '@team-sso/core';
import type { Service } from '../service.ts';
import type { SpKey } from '../sp-keys.ts';
import { changeUpkeep } from './upkeep-state.ts';

const DAY_MILLIS = 24 * 3_600_000;

/** Says it once for each key pair, to teams that have a provider. */
export async function announceSpKey<Context>(service: Service<Context>, team: string): Promise<void> {
  const stored = await service.store.readSettings(team);
  const region = stored?.settings.live ? await service.findRegion(team) : null;
  const key = region && newest(await service.spKeys.forRegion(region.id), service.now());
  if (!key) return;
  const event: AuditEvent = {
    type: 'sp_key_changing',
    actor: { kind: 'system' },
    fingerprint: key.fingerprint,
    usedFrom: key.usedFrom.toISOString(),
  };
  await changeUpkeep(service, team, (state) =>
    state.announcedSpKey === key.keyId
      ? null
      : { state: { ...state, announcedSpKey: key.keyId }, events: [event] },
  );
}

/** The key pair that waits; else one that came into use lately at once, because the one before it got out. */
function newest(keys: readonly SpKey[], now: Date): SpKey | null {
  const next = keys.find(({ role }) => role === 'next');
  if (next) return next;
  const [current] = keys;
  const isLate = current && now.getTime() - current.usedFrom.getTime() > SP_KEY_NOTICE_DAYS * DAY_MILLIS;
  return current && !isLate && keys.some(({ role }) => role === 'old') ? current : null;
}
