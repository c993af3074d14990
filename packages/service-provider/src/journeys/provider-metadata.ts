// A metadata document as this project uses it: read by the strict gate, its providers cut down to what may be pinned.

import {
  isMetadataProblem,
  MAX_SIGNING_CERTIFICATES,
  SsoError,
  type CertificateFacts,
  type MetadataNote,
  type PublishedAddresses,
  type PublishedMetadata,
} from '@team-sso/core';
import {
  importSigningKeys,
  readCertificates,
  readIdpMetadata,
  type IdpMetadata,
  type IdpMetadataEntity,
  type MetadataEndpoint,
} from '@team-sso/saml';
import { MetadataError } from '../metadata-fetch/fetch-problem.ts';
import type { Service } from '../service.ts';
import { urlIssues } from './inspect-connection.ts';
import { withoutIssuers } from './signing-certificates.ts';

/** One provider of a document, with what was left out of it. */
export interface DescribedProvider {
  readonly idpEntityId: string;
  readonly signOn: PublishedAddresses;
  readonly logout: PublishedAddresses;
  /** Where logout responses go, for those addresses of `logout` that take requests only. */
  readonly logoutResponses: PublishedAddresses;
  /** Those that may be pinned, at most five; the ones that last longest when there are more. */
  readonly signingCertificates: readonly CertificateFacts[];
  readonly wantsSignedRequests: boolean;
  readonly validUntil?: Date;
  readonly notes: readonly { readonly code: MetadataNote; readonly detail?: string }[];
}

/** Reads a document. `pinned`: certificates of which one must have signed it. @throws MetadataError with the reason. */
export function readDocument(
  source: Uint8Array | string,
  pinned: readonly string[] | undefined,
  now: Date,
): IdpMetadata {
  try {
    return readIdpMetadata(source, { now, ...(pinned ? { pinnedKeys: importSigningKeys(pinned) } : {}) });
  } catch (error) {
    if (!(error instanceof SsoError) || !isMetadataProblem(error.code)) throw error;
    const { received } = error.evidence;
    if (error.code === 'metadata_other_document' && received === 'html') throw new MetadataError('web_page');
    // Of what the document says, nothing is passed on but the entity ID that tells whether it is our own.
    throw error.code === 'metadata_of_service_provider'
      ? new MetadataError(error.code, received)
      : new MetadataError(error.code);
  }
}

/** Cuts a provider down to addresses that may be used and certificates that may be pinned. */
export function describeProvider<Context>(
  service: Service<Context>,
  document: IdpMetadata,
  entity: IdpMetadataEntity,
): DescribedProvider {
  const { certificates, notes } = pinnable(entity.signingCertificates, service.now());
  const signOn = addressesOf(service, entity.singleSignOn);
  return {
    idpEntityId: entity.entityId,
    signOn,
    logout: addressesOf(service, entity.singleLogout),
    logoutResponses: responseAddressesOf(service, entity.singleLogout),
    signingCertificates: certificates,
    wantsSignedRequests: entity.wantAuthnRequestsSigned,
    ...(entity.validUntil ? { validUntil: entity.validUntil } : {}),
    notes: [
      ...document.warnings
        .filter(({ entityId }) => entityId === entity.entityId)
        .map(({ code, detail }) => ({ code, ...(detail === undefined ? {} : { detail }) })),
      ...notes,
      ...(entity.singleSignOn.length > 0 && !signOn.redirect && !signOn.post
        ? [{ code: 'address_unusable' as const }]
        : []),
      ...(entity.signingCertificates.length > 0 && certificates.length === 0
        ? [{ code: 'no_signing_certificate' as const }]
        : []),
    ],
  };
}

/**
 * What a document publishes about the provider of a connection. Another entity ID is reported only when there is no choice.
 * @throws MetadataError `metadata_several_providers`, `metadata_incomplete`.
 */
export function publishedFor<Context>(
  service: Service<Context>,
  document: IdpMetadata,
  idpEntityId: string,
): PublishedMetadata {
  const { entities, signedBy } = document;
  const entity = entities.find(({ entityId }) => entityId === idpEntityId) ?? entities[0];
  if (!entity || (entity.entityId !== idpEntityId && entities.length > 1))
    throw new MetadataError('metadata_several_providers');
  const provider = describeProvider(service, document, entity);
  const { signOn, logout, signingCertificates, validUntil } = provider;
  if ((!signOn.redirect && !signOn.post) || signingCertificates.length === 0)
    throw new MetadataError('metadata_incomplete');
  return {
    idpEntityId: provider.idpEntityId,
    signOn,
    logout,
    signingCertificates,
    ...(validUntil ? { validUntil } : {}),
    ...(signedBy === undefined ? {} : { signedBy }),
  };
}

/** The first of each binding that a connection may have. */
function addressesOf<Context>(
  service: Service<Context>,
  endpoints: readonly MetadataEndpoint[],
): PublishedAddresses {
  const usable = endpoints.filter(({ url }) => urlIssues(service, 'signOnUrl', url).length === 0);
  const redirect = usable.find(({ binding }) => binding === 'redirect')?.url;
  const post = usable.find(({ binding }) => binding === 'post')?.url;
  return { ...(redirect ? { redirect } : {}), ...(post ? { post } : {}) };
}

/** Beside the first of each binding: an answer must not go to another service's address. */
function responseAddressesOf<Context>(
  service: Service<Context>,
  endpoints: readonly MetadataEndpoint[],
): PublishedAddresses {
  const used = Object.entries(addressesOf(service, endpoints)).flatMap(([binding, used]) => {
    const endpoint = endpoints.find(({ binding: its, url }) => its === binding && url === used);
    const responseUrl = endpoint?.responseUrl;
    const isUsable = responseUrl !== undefined && urlIssues(service, 'logoutUrl', responseUrl).length === 0;
    return isUsable && responseUrl !== used ? [[binding, responseUrl] as const] : [];
  });
  return Object.fromEntries(used);
}

const NOTES: ReadonlyMap<string, MetadataNote> = new Map<string, MetadataNote>([
  ['encryption_only', 'encryption_only'],
  ['weak_key', 'weak_key'],
  ['expired', 'expired'],
  ['not_yet_valid', 'not_yet_valid'],
]);

/** What was expired stays among them only while there is room: the key is pinned, not the date. */
function pinnable(texts: readonly string[], now: Date) {
  const found = new Map<string, CertificateFacts>();
  const notes = new Map<MetadataNote, { readonly code: MetadataNote }>();
  for (const text of texts) {
    const { certificates, problems } = readCertificates(text, now);
    const codes = problems.map(({ code }) => NOTES.get(code) ?? ('certificate_unreadable' as const));
    for (const code of codes) notes.set(code, { code });
    if (codes.includes('encryption_only')) continue;
    for (const facts of certificates) found.set(facts.fingerprint, facts);
  }
  const own = withoutIssuers([...found.values()]);
  const lasting = own
    .toSorted((a, b) => b.notAfter.getTime() - a.notAfter.getTime())
    .slice(0, MAX_SIGNING_CERTIFICATES);
  if (own.length > lasting.length) notes.set('certificates_too_many', { code: 'certificates_too_many' });
  return { certificates: own.filter((facts) => lasting.includes(facts)), notes: [...notes.values()] };
}
