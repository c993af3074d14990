// What upkeep knows of a team, beside its settings as they are now: read for views, written under its version.

import {
  certificateViews,
  findMetadataChange,
  metadataChangeText,
  NO_UPKEEP,
  type AuditEvent,
  type CertificateFacts,
  type Connection,
  type EndingCertificate,
  type MetadataChange,
  type MetadataState,
  type PinnedConnection,
  type PublishedMetadata,
  type StoredConnection,
  type UpkeepState,
} from '@team-sso/core';
import { readCertificates } from '@team-sso/saml';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';

/** Refreshes that fail in a row before anybody hears of it. */
export const FAILURES_TO_REPORT = 3;
const WRITE_ATTEMPTS = 3;

/** What a metadata document is read for: of anything else, what was read says nothing. */
export function readForOf(connection: Connection): string {
  const { metadataUrl, idpEntityId, metadataSigningCertificates } = connection;
  return JSON.stringify([metadataUrl, idpEntityId, metadataSigningCertificates ?? null]);
}

/** What is known of a connection's metadata URL; null: nothing, or it was another one. */
export function metadataStateOf(state: UpkeepState, live: StoredConnection | null): MetadataState | null {
  if (!live?.metadataUrl || state.metadata?.readFor !== readForOf(live)) return null;
  return state.metadata;
}

/** What the provider publishes, while its own word on how long that holds lasts. */
export function publishedNow(metadata: MetadataState | null, now: Date): PublishedMetadata | null {
  const published = metadata?.published;
  if (!published || (published.validUntil && published.validUntil <= now)) return null;
  return published;
}

export function withPinned(connection: Connection): PinnedConnection & {
  readonly pinned: readonly CertificateFacts[];
} {
  const pinned = connection.signingCertificates.flatMap((pem) => readCertificates(pem).certificates);
  return { connection, pinned };
}

/** A change under the name that an admin reviews it by. */
export interface NamedChange {
  readonly id: string;
  readonly change: MetadataChange;
}

/** How the metadata differs from a connection now; null: not at all, or nothing is known. */
export function changeNow(
  connection: Connection,
  published: PublishedMetadata | null,
  now: Date,
): NamedChange | null {
  const change = published && findMetadataChange(withPinned(connection), published, now);
  return change && { change, id: hashOf(metadataChangeText(change)) };
}

/** Whether a draft says already what the metadata says. */
export function isPrepared<Context>(
  service: Service<Context>,
  draft: StoredConnection | null,
  metadata: MetadataState | null,
): boolean {
  const published = publishedNow(metadata, service.now());
  return draft !== null && published !== null && changeNow(draft, published, service.now()) === null;
}

/** Certificates with the roles that facts give them. */
export function endingCertificates(
  certificates: readonly CertificateFacts[],
  lastSeen: ReadonlyMap<string, Date>,
  now: Date,
): readonly EndingCertificate[] {
  const roles = certificateViews(certificates, lastSeen, now);
  return certificates.map(({ fingerprint, notAfter }, index) => ({
    fingerprint,
    notAfter,
    role: roles[index]?.role ?? 'next',
  }));
}

export async function readUpkeepState<Context>(
  service: Service<Context>,
  team: string,
): Promise<UpkeepState> {
  return (await service.store.readUpkeep(team))?.state ?? NO_UPKEEP;
}

/** What becomes of a state; null: it stays. */
export type UpkeepChange = (
  state: UpkeepState,
) => { readonly state: UpkeepState; readonly events: readonly AuditEvent[] } | null;

/** Changes the state, over again when somebody else was first. @returns whether anything was written. */
export async function changeUpkeep<Context>(
  service: Service<Context>,
  team: string,
  change: UpkeepChange,
): Promise<boolean> {
  for (let attempt = 1; attempt <= WRITE_ATTEMPTS; attempt += 1) {
    const upkeep = await service.store.readUpkeep(team);
    const next = upkeep && change(upkeep.state);
    if (!next) return false;
    const { state, events } = next;
    const options = { now: service.now(), seal: service.auditSealer.seal };
    if (await service.store.writeUpkeep(team, upkeep.version, state, events, options)) {
      if (events.length > 0) service.noticesWaiting();
      return true;
    }
  }
  return false;
}
