// The daily round of every connection, once on whichever instance comes first: metadata read again, ends of certificates announced.

import { dueExpiryNotices, type AuditEvent, type ExpiryNotice } from '@team-sso/core';
import type { Service } from '../service.ts';
import { refreshMetadata, type RefreshOutcome } from './refresh-metadata.ts';
import { announceSpKey } from './announce-sp-key.ts';
import { changeUpkeep, endingCertificates, readUpkeepState, withPinned } from './upkeep-state.ts';

const BATCH = 20;
/** Providers asked at once: most answer slowly, none may be flooded. */
const AT_ONCE = 5;
const MINUTE_MILLIS = 60_000;
/** How long one call goes on; the next call does the rest. */
const MAX_RUN_MILLIS = 2 * MINUTE_MILLIS;
const HOUR_MILLIS = 60 * MINUTE_MILLIS;
/** An instance that dies in a round is followed by another after this. */
const CLAIM_MILLIS = 10 * MINUTE_MILLIS;
const DAY_MILLIS = 24 * HOUR_MILLIS;
/** Connections set up together are not asked together for ever. */
const JITTER_MILLIS = 4 * HOUR_MILLIS;

export interface UpkeepRun {
  /** Connections whose metadata was read, or tried. */
  readonly metadataRead: number;
  /** Ends of certificates that were announced. */
  readonly expiriesAnnounced: number;
}

/** Runs what is due. */
export async function runUpkeep<Context>(service: Service<Context>): Promise<UpkeepRun> {
  await adopt(service);
  let metadataRead = 0;
  let expiriesAnnounced = 0;
  const start = service.now().getTime();
  for (;;) {
    const now = service.now();
    const until = new Date(now.getTime() + CLAIM_MILLIS);
    const teams = await service.store.claimUpkeep(now, until, BATCH);
    for (let at = 0; at < teams.length; at += AT_ONCE) {
      const ran = await Promise.all(
        teams.slice(at, at + AT_ONCE).map((team) => runRound(service, team, until)),
      );
      metadataRead += ran.filter(({ outcome }) => outcome !== 'none').length;
      expiriesAnnounced += ran.reduce((sum, { announced }) => sum + announced, 0);
    }
    if (teams.length < BATCH || service.now().getTime() - start > MAX_RUN_MILLIS)
      return { metadataRead, expiriesAnnounced };
  }
}

interface Round {
  readonly outcome: RefreshOutcome;
  readonly announced: number;
}

async function runRound<Context>(service: Service<Context>, team: string, until: Date): Promise<Round> {
  try {
    const stored = await service.store.readSettings(team);
    const isManual = stored?.settings.live?.metadataPolicy === 'manual';
    const outcome = isManual ? 'none' : await refreshMetadata(service, team);
    const announced = await announceExpiries(service, team);
    await announceSpKey(service, team);
    await service.store.finishUpkeep(team, until, await nextRound(service, team));
    return { outcome, announced };
  } catch (cause) {
    // The claim runs out by itself: the round is run again then.
    const error = cause instanceof Error ? cause.name : typeof cause;
    service.observe({ name: 'team_sso.upkeep_failed', team, error });
    return { outcome: 'none', announced: 0 };
  }
}

/** Tomorrow, give or take; sooner after a failure: an hour, then two, then four. */
async function nextRound<Context>(service: Service<Context>, team: string): Promise<Date> {
  const { metadata } = await readUpkeepState(service, team);
  const failures = metadata?.failures ?? 0;
  const regular = DAY_MILLIS - JITTER_MILLIS / 2 + jitter(service) * JITTER_MILLIS;
  const delay =
    failures === 0
      ? regular
      : Math.min(regular, 2 ** Math.min(failures - 1, 10) * HOUR_MILLIS * (1 + jitter(service) / 2));
  return new Date(service.now().getTime() + delay);
}

/** From 0 to 1. */
function jitter<Context>({ randomBytes }: Service<Context>): number {
  return (randomBytes(1)[0] ?? 0) / 255;
}

/** Says once for each rung of the ladder that a certificate ends. @returns how many were said. */
async function announceExpiries<Context>(service: Service<Context>, team: string): Promise<number> {
  const stored = await service.store.readSettings(team);
  const live = stored?.settings.live;
  if (!live) return 0;
  const now = service.now();
  const certificates = endingCertificates(
    withPinned(live).pinned,
    await service.store.readCertificatesSeen(team),
    now,
  );
  let announced: readonly ExpiryNotice[] = [];
  await changeUpkeep(service, team, (state) => {
    announced = dueExpiryNotices(certificates, state.expiryNotices, now);
    if (announced.length === 0) return null;
    const events: AuditEvent[] = announced.map(({ fingerprint, stage, notAfter, hasSuccessor }) => ({
      type: 'certificate_expiring',
      actor: { kind: 'system' },
      fingerprint,
      daysLeft: stage,
      notAfter: notAfter.toISOString(),
      hasSuccessor,
    }));
    // What is not pinned any more is forgotten with it.
    const kept = Object.entries(state.expiryNotices).filter(([fingerprint]) =>
      certificates.some((certificate) => certificate.fingerprint === fingerprint),
    );
    const said = announced.map(({ fingerprint, stage }) => [fingerprint, stage] as const);
    return { state: { ...state, expiryNotices: Object.fromEntries([...kept, ...said]) }, events };
  });
  for (const { fingerprint, stage, hasSuccessor } of announced)
    service.observe({
      name: 'team_sso.certificate_expiring',
      team,
      certificateFingerprint: fingerprint,
      daysLeft: stage,
      hasSuccessor,
    });
  return announced.length;
}

/** Once a day: what a version without upkeep wrote in the middle of a deployment becomes due. */
async function adopt<Context>(service: Service<Context>): Promise<void> {
  const now = service.now();
  const until = new Date(now.getTime() + DAY_MILLIS);
  if (await service.store.takeLease('adopt-upkeep', service.newId(), now, until))
    await service.store.adoptUpkeep(now);
}
