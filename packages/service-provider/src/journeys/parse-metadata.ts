// Metadata that was pasted, dropped or named by its URL: recognised, read, and offered as values for the form.

import { certificateFactsView, type MetadataChoice, type ParseAnswer, type ParseBody } from '@team-sso/core';
import { readCertificates, type IdpMetadata } from '@team-sso/saml';
import { MetadataError } from '../metadata-fetch/fetch-problem.ts';
import { ProblemError } from '../problem-error.ts';
import type { Service } from '../service.ts';
import { TooManyRequests } from '../too-many-requests.ts';
import type { SettingsCall } from './authorize-settings.ts';
import { isOwnEntityId } from './inspect-connection.ts';
import { describeProvider, readDocument, type DescribedProvider } from './provider-metadata.ts';

/** How often one person may have a URL fetched. */
const FETCH_LIMIT = { calls: 10, seconds: 60 } as const;
/** More than a person chooses from; a program may name any. */
const MAX_CHOICES = 100;

type Choice = Omit<ParseBody, 'text' | 'url'>;

/** Reads pasted metadata; it never fails, it says what it saw. @throws ProblemError for pinned certificates that are none. */
export function parseMetadataText<Context>(
  service: Service<Context>,
  text: string,
  choice: Choice,
): ParseAnswer {
  return readAnswer(service, text, choice, 'metadata', undefined);
}

/**
 * Fetches a metadata URL and reads it; what stands in the way is among the warnings.
 * @throws ProblemError `too_many_requests`, or `validation_failed` for pinned certificates that are none.
 */
export async function parseMetadataUrl<Context>(
  service: Service<Context>,
  call: SettingsCall,
  url: string,
  choice: Choice,
): Promise<ParseAnswer> {
  await countFetch(service, call.userId);
  try {
    const fetched = await service.fetchMetadata(url.trim());
    if (fetched.kind !== 'fetched') throw new MetadataError('http_status');
    return readAnswer(service, fetched.bytes, choice, 'url', url.trim());
  } catch (error) {
    if (!(error instanceof MetadataError)) throw error;
    return { ...empty(error.code === 'own_address' ? 'own_metadata' : 'url'), warnings: [warningOf(error)] };
  }
}

/** @throws ProblemError `too_many_requests` when this person had too many URLs fetched within a minute. */
export async function countFetch<Context>(service: Service<Context>, userId: string): Promise<void> {
  const isAllowed = await service.store.countCall(`metadata-fetch:${userId}`, FETCH_LIMIT, service.now());
  if (!isAllowed) throw new TooManyRequests(FETCH_LIMIT.seconds);
}

function readAnswer<Context>(
  service: Service<Context>,
  source: Uint8Array | string,
  choice: Choice,
  kindOfUnread: 'metadata' | 'url',
  metadataUrl: string | undefined,
): ParseAnswer {
  const pinned = pinnedOf(choice);
  try {
    const document = readDocument(source, pinned, service.now());
    return answerOf(service, document, choice, {
      ...(metadataUrl === undefined ? {} : { metadataUrl }),
      ...(pinned ? { metadataSigningCertificates: pinned } : {}),
    });
  } catch (error) {
    if (!(error instanceof MetadataError)) throw error;
    if (error.code === 'metadata_of_service_provider' && isOwnEntityId(service, error.evidence.detail ?? ''))
      return { ...empty('own_metadata'), warnings: [{ code: 'own_metadata' }] };
    return { ...empty(kindOfUnread), warnings: [warningOf(error)] };
  }
}

function answerOf<Context>(
  service: Service<Context>,
  document: IdpMetadata,
  { idpEntityId }: Choice,
  more: ParseAnswer['values'],
): ParseAnswer {
  const { entities, signature } = document;
  const chosen =
    idpEntityId === undefined && entities.length === 1
      ? entities[0]
      : entities.find(({ entityId }) => entityId === idpEntityId);
  if (!chosen) {
    const choices: MetadataChoice[] = entities
      .slice(0, MAX_CHOICES)
      .map(({ entityId, organizationName }) => ({
        idpEntityId: entityId,
        ...(organizationName ? { organizationName } : {}),
      }));
    const code = idpEntityId === undefined ? 'several_providers' : 'metadata_several_providers';
    const isCut = entities.length > choices.length;
    return {
      ...empty('metadata'),
      values: more,
      warnings: [{ code }, ...(isCut ? [{ code: 'providers_cut' }] : [])],
      choices,
      signature,
    };
  }
  const provider = describeProvider(service, document, chosen);
  return {
    kind: 'metadata',
    values: { ...valuesOf(provider), ...more },
    certificates: provider.signingCertificates.map(certificateFactsView),
    warnings: provider.notes,
    signature,
    ...(provider.validUntil ? { validUntil: provider.validUntil.toISOString() } : {}),
  };
}

function valuesOf(provider: DescribedProvider): ParseAnswer['values'] {
  const { idpEntityId, signOn, logout, logoutResponses, signingCertificates, wantsSignedRequests } = provider;
  const signOnUrl = signOn.redirect ?? signOn.post;
  const logoutUrl = logout.redirect ?? logout.post;
  const logoutBinding = logout.redirect ? 'redirect' : 'post';
  const logoutResponseUrl = logoutResponses[logoutBinding];
  return {
    idpEntityId,
    ...(signOnUrl ? { signOnUrl, signOnBinding: signOn.redirect ? 'redirect' : 'post' } : {}),
    ...(signingCertificates.length > 0
      ? { signingCertificates: signingCertificates.map(({ pem }) => pem) }
      : {}),
    ...(wantsSignedRequests ? { signRequests: true } : {}),
    ...(logoutUrl ? { logoutUrl, logoutBinding } : {}),
    ...(logoutResponseUrl ? { logoutResponseUrl } : {}),
  };
}

/** @throws ProblemError `validation_failed` naming what is no certificate that could have signed. */
function pinnedOf({ metadataSigningCertificates }: Choice): readonly string[] | undefined {
  const read = metadataSigningCertificates?.map((text) => readCertificates(text).certificates[0]);
  const missing = read?.findIndex((facts) => facts === undefined) ?? -1;
  if (missing >= 0) {
    const path = `metadataSigningCertificates.${missing}`;
    throw new ProblemError('validation_failed', { issues: [{ path, code: 'not_a_certificate' }] });
  }
  return read?.flatMap((facts) => facts?.pem ?? []);
}

function empty(kind: ParseAnswer['kind']): Omit<ParseAnswer, 'warnings'> {
  return { kind, values: {}, certificates: [] };
}

/** A status number or an error code helps; an entity ID that a stranger chose does not. */
function warningOf({ code, evidence }: MetadataError): ParseAnswer['warnings'][number] {
  const { detail } = evidence;
  return { code, ...(detail === undefined || code === 'metadata_of_service_provider' ? {} : { detail }) };
}
