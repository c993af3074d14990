// A provider's metadata read again: nothing new, a change to review, certificates added where the policy says so, or a failure.

import {
  automaticAdditions,
  changedByMetadata,
  decideAddCertificates,
  findMetadataChange,
  type MetadataState,
  type PublishedMetadata,
  type StoredConnection,
  type StoredSettings,
} from '@team-sso/core';
import { MetadataError } from '../metadata-fetch/fetch-problem.ts';
import type { Service } from '../service.ts';
import { publishedFor, readDocument } from './provider-metadata.ts';
import {
  changeNow,
  changeUpkeep,
  metadataStateOf,
  readForOf,
  readUpkeepState,
  withPinned,
} from './upkeep-state.ts';

/** `none`: the live connection has no metadata URL. */
export type RefreshOutcome = 'none' | 'unchanged' | 'changed' | 'failed';

/** Reads the metadata of a team's live connection now. It never rejects because of the provider. */
export async function refreshMetadata<Context>(
  service: Service<Context>,
  team: string,
): Promise<RefreshOutcome> {
  const stored = await service.store.readSettings(team);
  const live = stored?.settings.live;
  if (!stored || !live?.metadataUrl) return forget(service, team);
  const before = metadataStateOf(await readUpkeepState(service, team), live);
  let read: ReadMetadata;
  try {
    read = await readNow(service, live, before);
  } catch (error) {
    if (!(error instanceof MetadataError)) throw error;
    return recordFailure(service, team, live, error);
  }
  const after = await addByPolicy(service, stored, live, read.published);
  return recordReading(service, team, after, read);
}

interface ReadMetadata {
  readonly published: PublishedMetadata;
  readonly etag?: string;
}

/** @throws MetadataError with the reason. */
async function readNow<Context>(
  service: Service<Context>,
  live: StoredConnection,
  before: MetadataState | null,
): Promise<ReadMetadata> {
  const known = before?.published && before.etag !== undefined ? before : null;
  const fetched = await service.fetchMetadata(
    live.metadataUrl ?? '',
    known?.etag === undefined ? {} : { etag: known.etag },
  );
  if (fetched.kind === 'fetched') {
    const document = readDocument(fetched.bytes, live.metadataSigningCertificates, service.now());
    return {
      published: publishedFor(service, document, live.idpEntityId),
      ...(fetched.etag === undefined ? {} : { etag: fetched.etag }),
    };
  }
  if (!known?.published) throw new MetadataError('http_status', '304');
  const { published, etag } = known;
  if (published.validUntil && published.validUntil <= service.now())
    throw new MetadataError('metadata_expired');
  return { published, ...(etag === undefined ? {} : { etag }) };
}

/** Adds what the policy lets in without a question. @returns the live connection after it. */
async function addByPolicy<Context>(
  service: Service<Context>,
  stored: StoredSettings,
  live: StoredConnection,
  published: PublishedMetadata,
): Promise<StoredConnection> {
  const now = service.now();
  const pinned = withPinned(live);
  const change = findMetadataChange(pinned, published, now);
  const certificates = change ? automaticAdditions(pinned, change) : [];
  if (certificates.length === 0) return live;
  const transition = decideAddCertificates(
    stored,
    { connectionId: service.newId(), certificates },
    { actor: { kind: 'system' }, now },
  );
  if (transition.kind !== 'changed') return live;
  const { next, events, confirmedAt } = transition;
  const written = await service.store.writeSettings(stored.team, stored.revision, next, events, {
    now,
    seal: service.auditSealer.seal,
    ...(confirmedAt === undefined ? {} : { confirmedAt }),
  });
  // Somebody else wrote first: the team is due again, and judged by what they wrote.
  if (written.kind === 'stale') return live;
  service.observe({
    name: 'team_sso.settings_changed',
    team: stored.team,
    revision: written.revision,
    events: events.map(({ type }) => type),
  });
  service.noticesWaiting();
  return next.live ?? live;
}

/** Remembers what was read; a change that nobody was told of is announced once. */
async function recordReading<Context>(
  service: Service<Context>,
  team: string,
  live: StoredConnection,
  { published, etag }: ReadMetadata,
): Promise<RefreshOutcome> {
  const now = service.now();
  const named = changeNow(live, published, now);
  await changeUpkeep(service, team, (state) => {
    const before = metadataStateOf(state, live);
    const isNew = named !== null && named.id !== before?.change?.id;
    const ignored = before?.ignoredChangeId;
    const metadata: MetadataState = {
      readFor: readForOf(live),
      checkedAt: now,
      failures: 0,
      published,
      ...(etag === undefined ? {} : { etag }),
      ...(named ? { change: { id: named.id, since: isNew ? now : (before?.change?.since ?? now) } } : {}),
      ...(ignored !== undefined && ignored === named?.id ? { ignoredChangeId: ignored } : {}),
    };
    const announced = isNew && ignored !== named.id;
    const { connectionId } = live;
    const actor = { kind: 'system' } as const;
    const changed = named ? changedByMetadata(named.change) : [];
    return {
      state: { ...state, metadata },
      events: announced ? [{ type: 'metadata_changed', actor, connectionId, changed }] : [],
    };
  });
  service.observe({
    name: 'team_sso.metadata_refreshed',
    team,
    connectionId: live.connectionId,
    outcome: named ? 'changed' : 'unchanged',
  });
  return named ? 'changed' : 'unchanged';
}

/** What was read before stays good: sign-in rests on the connection, not on its metadata. */
async function recordFailure<Context>(
  service: Service<Context>,
  team: string,
  live: StoredConnection,
  { code, evidence }: MetadataError,
): Promise<RefreshOutcome> {
  const now = service.now();
  let failures = 1;
  await changeUpkeep(service, team, (state) => {
    const before = metadataStateOf(state, live);
    failures = (before?.failures ?? 0) + 1;
    const { problem: _problem, problemDetail: _detail, ...kept } = before ?? { readFor: readForOf(live) };
    const metadata: MetadataState = {
      ...kept,
      checkedAt: now,
      failures,
      failingSince: before?.failingSince ?? now,
      problem: code,
      ...(evidence.detail === undefined ? {} : { problemDetail: evidence.detail }),
    };
    return { state: { ...state, metadata }, events: [] };
  });
  service.observe({ name: 'team_sso.metadata_refresh_failed', team, code, failures });
  return 'failed';
}

async function forget<Context>(service: Service<Context>, team: string): Promise<RefreshOutcome> {
  await changeUpkeep(service, team, (state) =>
    state.metadata === null ? null : { state: { ...state, metadata: null }, events: [] },
  );
  return 'none';
}
