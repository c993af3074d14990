// The certificates that the metadata URL of the live connection publishes: what an unknown key may be one of.

import type { KnownCertificate } from '@team-sso/core';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';
import { metadataStateOf, publishedNow, readUpkeepState } from './upkeep-state.ts';

/** None when the metadata is about another provider: its keys are not this one's. */
export async function publishedCertificates<Context>(
  service: Service<Context>,
  { team, stored }: Pick<SettingsCall, 'team' | 'stored'>,
): Promise<readonly KnownCertificate[]> {
  const { live } = stored.settings;
  if (!live?.metadataUrl) return [];
  const metadata = metadataStateOf(await readUpkeepState(service, team), live);
  const published = publishedNow(metadata, service.now());
  if (published?.idpEntityId !== live.idpEntityId) return [];
  return published.signingCertificates.map(({ fingerprint, pem }) => ({
    fingerprint,
    pem,
    where: 'metadata',
  }));
}

/** How long the metadata may be old before an unknown key makes it worth another look. */
const FRESH_MILLIS = 3_600_000;

/** A login was signed by a key that is not pinned: the provider may have changed it, and its metadata says so. */
export async function lookForNewKey<Context>(service: Service<Context>, team: string): Promise<void> {
  const now = service.now();
  try {
    const upkeep = await service.store.readUpkeep(team);
    const { metadata } = upkeep?.state ?? { metadata: null };
    if (metadata && now.getTime() - metadata.checkedAt.getTime() >= FRESH_MILLIS)
      await service.store.expediteUpkeep(team, now);
  } catch (cause) {
    // The refusal is what counts; the daily round comes anyway.
    const error = cause instanceof Error ? cause.name : typeof cause;
    service.observe({ name: 'team_sso.upkeep_failed', team, error });
  }
}
