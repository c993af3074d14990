// What a team's admins should hear about the live connection itself: certificates that end, metadata that changed or is out of reach.

import { certificateHealth, type Region, type SettingsView, type StoredConnection } from '@team-sso/core';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';
import {
  changeNow,
  endingCertificates,
  FAILURES_TO_REPORT,
  isPrepared,
  metadataStateOf,
  publishedNow,
  readUpkeepState,
  withPinned,
} from './upkeep-state.ts';

/** The part of `health` that no sign-in tells. */
export async function connectionHealth<Context>(
  service: Service<Context>,
  { team, region, stored }: SettingsCall,
): Promise<SettingsView['health']> {
  const { live, draft } = stored.settings;
  if (!live) return [];
  const now = service.now();
  const [upkeep, lastSeen] = await Promise.all([
    readUpkeepState(service, team),
    service.store.readCertificatesSeen(team),
  ]);
  const ends = certificateHealth(endingCertificates(withPinned(live).pinned, lastSeen, now), now);
  const metadata = metadataStateOf(upkeep, live);
  const named = changeNow(live, publishedNow(metadata, now), now);
  const waits =
    metadata && named && metadata.ignoredChangeId !== named.id && !isPrepared(service, draft, metadata);
  const isOutOfReach =
    metadata && metadata.failures >= FAILURES_TO_REPORT ? metadata.failingSince : undefined;
  return [
    ...(ends ? [{ code: ends.code, since: ends.since.toISOString() }] : []),
    ...(waits
      ? [
          {
            code: 'metadata_changed' as const,
            since: (metadata.change?.id === named.id
              ? metadata.change.since
              : metadata.checkedAt
            ).toISOString(),
          },
        ]
      : []),
    ...(await ourKeyHealth(service, region, live)),
    ...(isOutOfReach ? [{ code: 'idp_unreachable' as const, since: isOutOfReach.toISOString() }] : []),
  ];
}

/** A provider that checks signed requests must know the next key pair before that is used. */
async function ourKeyHealth<Context>(
  service: Service<Context>,
  region: Region,
  { signRequests }: StoredConnection,
): Promise<SettingsView['health']> {
  const keys = signRequests ? await service.spKeys.forRegion(region.id) : [];
  const next = keys.find(({ role }) => role === 'next');
  return next ? [{ code: 'sp_key_changing', since: next.publishedAt.toISOString() }] : [];
}
