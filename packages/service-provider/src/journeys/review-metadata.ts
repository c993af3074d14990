// A change of the provider's metadata in front of an admin: seen, accepted, left, or asked for again.

import {
  applyMetadataChange,
  ATTEMPT_DAYS,
  certificateFactsView,
  certificateViews,
  changedByMetadata,
  decideAddCertificates,
  decideSave,
  MAX_SIGNING_CERTIFICATES,
  onlyAddsCertificates,
  type AuditEvent,
  type CertificateFacts,
  type MetadataChange,
  type MetadataChangeView,
  type MetadataReviewBody,
  type MetadataReviewView,
  type MetadataState,
  type Mode,
  type OfferedCertificate,
  type SettingsView,
  type StoredConnection,
} from '@team-sso/core';
import { ProblemError } from '../problem-error.ts';
import type { Service } from '../service.ts';
import { actorOf } from './actor.ts';
import type { SettingsCall } from './authorize-settings.ts';
import { inspectConnection } from './inspect-connection.ts';
import { countFetch } from './parse-metadata.ts';
import { refreshMetadata } from './refresh-metadata.ts';
import { viewSettings } from './settings-view.ts';
import {
  changeNow,
  changeUpkeep,
  isPrepared,
  metadataStateOf,
  publishedNow,
  readUpkeepState,
  withPinned,
  type NamedChange,
} from './upkeep-state.ts';
import {
  applyTransition,
  changeContextOf,
  mustBeCurrent,
  rereadSettings,
  type SettingsWrite,
} from './write-settings.ts';

/** More attempts than these say nothing new about a key. */
const MAX_ATTEMPTS = 500;
const DAY_MILLIS = 24 * 3_600_000;

/** `GET /metadata-review`. */
export async function viewMetadataReview<Context>(
  service: Service<Context>,
  { team, stored }: SettingsCall,
): Promise<MetadataReviewView> {
  const { live, mode } = stored.settings;
  const now = service.now();
  const metadata = metadataStateOf(await readUpkeepState(service, team), live);
  const published = publishedNow(metadata, now);
  const named = live && changeNow(live, published, now);
  const validUntil = metadata?.published?.validUntil;
  return {
    revision: stored.revision,
    metadataPolicy: live?.metadataPolicy ?? 'notify',
    ...(live?.metadataUrl ? { metadataUrl: live.metadataUrl } : {}),
    ...(metadata ? { checkedAt: metadata.checkedAt.toISOString(), ...failingOf(metadata) } : {}),
    ...(validUntil ? { validUntil: validUntil.toISOString() } : {}),
    isSigned: metadata?.published?.signedBy !== undefined,
    change:
      live && metadata && named ? await changeView(service, { team, mode }, live, metadata, named) : null,
    isPrepared: isPrepared(service, stored.settings.draft, metadata),
  };
}

function failingOf({ failures, failingSince, problem, problemDetail }: MetadataState) {
  if (failures === 0 || !problem || !failingSince) return {};
  return {
    failing: {
      code: problem,
      since: failingSince.toISOString(),
      times: failures,
      ...(problemDetail === undefined ? {} : { detail: problemDetail }),
    },
  };
}

async function changeView<Context>(
  service: Service<Context>,
  { team, mode }: { readonly team: string; readonly mode: Mode },
  live: StoredConnection,
  metadata: MetadataState,
  { id, change }: NamedChange,
): Promise<MetadataChangeView> {
  const now = service.now();
  const lastSeen = await service.store.readCertificatesSeen(team);
  const since = metadata.change?.id === id ? metadata.change.since : metadata.checkedAt;
  return {
    id,
    since: since.toISOString(),
    isIgnored: metadata.ignoredChangeId === id,
    fields: change.fields,
    added: await offered(service, team, change.added),
    removed: certificateViews(withPinned(live).pinned, lastSeen, now).filter(({ fingerprint }) =>
      change.removed.includes(fingerprint),
    ),
    savedAs: mode === 'off' || onlyAddsCertificates(change) ? 'live' : 'draft',
  };
}

/** Published certificates, with the newest sign-in that was refused for want of each. The key comes from the metadata. */
async function offered<Context>(
  service: Service<Context>,
  team: string,
  certificates: readonly CertificateFacts[],
): Promise<readonly OfferedCertificate[]> {
  if (certificates.length === 0) return [];
  const since = new Date(service.now().getTime() - ATTEMPT_DAYS * DAY_MILLIS);
  const attempts = await service.store.readAttempts(team, { since, limit: MAX_ATTEMPTS });
  return certificates.map((facts) => {
    const refused = attempts.find(
      ({ reason, shownCertificate }) =>
        reason === 'signature_wrong_key' && shownCertificate?.fingerprint === facts.fingerprint,
    );
    return {
      ...certificateFactsView(facts),
      ...(refused ? { refusedSignIn: { at: refused.at.toISOString(), shortCode: refused.shortCode } } : {}),
    };
  });
}

/** `POST /metadata-review`. @throws ProblemError with what refuses it. */
export async function reviewMetadata<Context>(
  service: Service<Context>,
  write: SettingsWrite,
  body: MetadataReviewBody,
): Promise<SettingsView> {
  await mustBeCurrent(service, write);
  const { call } = write;
  if (body.action === 'check') {
    await countFetch(service, call.userId);
    await refreshMetadata(service, call.team);
    return viewSettings(service, await rereadSettings(service, call));
  }
  const { live } = call.stored.settings;
  const metadata = metadataStateOf(await readUpkeepState(service, call.team), live);
  const named = live && changeNow(live, publishedNow(metadata, service.now()), service.now());
  if (!live || named?.id !== body.change) throw new ProblemError('metadata_review_outdated');
  if (body.action === 'ignore') return ignore(service, call, live, named);
  const { change } = named;
  if (body.certificates) return addCertificates(service, write, live, pick(change, body.certificates), []);
  const accepted = reviewed('metadata_change_accepted', call, live, change);
  return onlyAddsCertificates(change)
    ? addCertificates(service, write, live, change.added, [accepted])
    : saveChanged(service, write, live, change, accepted);
}

/** @throws ProblemError `metadata_review_outdated` for one that is not in the change. */
function pick({ added }: MetadataChange, fingerprints: readonly string[]): readonly CertificateFacts[] {
  const picked = added.filter(({ fingerprint }) => fingerprints.includes(fingerprint));
  if (picked.length !== new Set(fingerprints).size) throw new ProblemError('metadata_review_outdated');
  return picked;
}

async function addCertificates<Context>(
  service: Service<Context>,
  write: SettingsWrite,
  live: StoredConnection,
  certificates: readonly CertificateFacts[],
  events: readonly AuditEvent[],
): Promise<SettingsView> {
  const room = MAX_SIGNING_CERTIFICATES - live.signingCertificates.length;
  if (certificates.length > room)
    throw new ProblemError('validation_failed', {
      issues: [
        {
          path: 'connection.signingCertificates',
          code: 'too_many',
          expected: `at most ${MAX_SIGNING_CERTIFICATES}`,
        },
      ],
    });
  const context = await changeContextOf(service, write.call);
  const transition = decideAddCertificates(
    write.call.stored,
    { connectionId: service.newId(), certificates },
    context,
  );
  return applyTransition(service, write, withEvents(transition, events), context);
}

/** Anything but more certificates is a change of what works: beside a live connection in use it is a draft to test. */
async function saveChanged<Context>(
  service: Service<Context>,
  write: SettingsWrite,
  live: StoredConnection,
  change: MetadataChange,
  accepted: AuditEvent,
): Promise<SettingsView> {
  const { connectionId: _, ...bare } = live;
  const connection = inspectConnection(service, applyMetadataChange(withPinned(bare), change));
  const context = await changeContextOf(service, write.call);
  const command = { connection, connectionId: service.newId() };
  const transition = decideSave(write.call.stored, command, context);
  return applyTransition(service, write, withEvents(transition, [accepted]), context);
}

function withEvents(
  transition: ReturnType<typeof decideSave>,
  events: readonly AuditEvent[],
): ReturnType<typeof decideSave> {
  return transition.kind === 'changed'
    ? { ...transition, events: [...transition.events, ...events] }
    : transition;
}

async function ignore<Context>(
  service: Service<Context>,
  call: SettingsCall,
  live: StoredConnection,
  { id, change }: NamedChange,
): Promise<SettingsView> {
  await changeUpkeep(service, call.team, (state) => {
    const metadata = metadataStateOf(state, live);
    if (!metadata || metadata.ignoredChangeId === id) return null;
    return {
      state: { ...state, metadata: { ...metadata, ignoredChangeId: id } },
      events: [reviewed('metadata_change_ignored', call, live, change)],
    };
  });
  return viewSettings(service, call);
}

function reviewed(
  type: 'metadata_change_accepted' | 'metadata_change_ignored',
  call: SettingsCall,
  { connectionId }: StoredConnection,
  change: MetadataChange,
): AuditEvent {
  return { type, actor: actorOf(call), connectionId, changed: changedByMetadata(change) };
}
