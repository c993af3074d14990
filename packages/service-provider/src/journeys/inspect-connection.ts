// What only the server can say about a connection: are the certificates ones, may these URLs be used, is it not our own.

import type { CertificateFacts, Connection, Issue } from '@team-sso/core';
import { MAX_SIGNING_CERTIFICATES } from '@team-sso/core';
import { readCertificates, type CertificateProblem } from '@team-sso/saml';
import { isLoopbackHost } from '../options.ts';
import { ProblemError } from '../problem-error.ts';
import type { Service } from '../service.ts';
import { withoutIssuers } from './signing-certificates.ts';

/**
 * The connection as it will be stored: every certificate once, as PEM, without the authorities above it.
 * @throws ProblemError `validation_failed` with an issue per field.
 */
export function inspectConnection<Context>(service: Service<Context>, connection: Connection): Connection {
  const issues: Issue[] = [
    ...urlIssues(service, 'signOnUrl', connection.signOnUrl),
    ...urlIssues(service, 'metadataUrl', connection.metadataUrl),
    ...urlIssues(service, 'logoutUrl', connection.logoutUrl),
    ...urlIssues(service, 'logoutResponseUrl', connection.logoutResponseUrl),
    ...ownEntityIdIssues(service, connection.idpEntityId),
  ];
  const { metadataSigningCertificates: pinnedToMetadata } = connection;
  const certificatesOf = (field: 'signingCertificates' | 'metadataSigningCertificates') =>
    readPinnedCertificates(service, field, connection[field] ?? [], issues);
  const signingCertificates = certificatesOf('signingCertificates');
  const metadataSigningCertificates = pinnedToMetadata && certificatesOf('metadataSigningCertificates');
  if (issues.length > 0) throw new ProblemError('validation_failed', { issues });
  return {
    ...connection,
    signingCertificates,
    ...(metadataSigningCertificates ? { metadataSigningCertificates } : {}),
  };
}

/** What keeps an address from being one of a provider's. */
export function urlIssues<Context>(
  service: Service<Context>,
  field: keyof Connection,
  text: string | undefined,
): Issue[] {
  const url = text === undefined ? null : URL.parse(text);
  if (!url) return [];
  const path = `connection.${field}`;
  if (url.origin === service.publicOrigin)
    return [{ path, code: 'own_address', expected: "your provider's address", received: url.origin }];
  if (service.unsafeAllowLoopbackProviders) return [];
  if (url.protocol !== 'https:')
    return [{ path, code: 'https_required', expected: 'https://', received: `${url.protocol}//` }];
  return isLoopbackHost(url.hostname) ? [{ path, code: 'loopback_refused', received: url.hostname }] : [];
}

/** The fields are easily swapped: our entity IDs of every region, a team's own ones, and our addresses. */
function ownEntityIdIssues<Context>(service: Service<Context>, idpEntityId: string): Issue[] {
  if (!isOwnEntityId(service, idpEntityId)) return [];
  const expected = "your provider's entity ID";
  return [{ path: 'connection.idpEntityId', code: 'own_entity_id', expected, received: idpEntityId }];
}

/** Whether an entity ID is one of ours, of any region or team, or an address of ours. */
export function isOwnEntityId<Context>(service: Service<Context>, entityId: string): boolean {
  const { regions, publicOrigin, basePath } = service;
  return (
    entityId.startsWith(`${publicOrigin}${basePath}/`) ||
    regions.some(({ spEntityId: ours }) => entityId === ours || entityId.startsWith(`${ours}/teams/`))
  );
}

function readPinnedCertificates<Context>(
  service: Service<Context>,
  field: keyof Connection,
  texts: readonly string[],
  issues: Issue[],
): string[] {
  const path = `connection.${field}`;
  const byFingerprint = new Map<string, CertificateFacts>();
  for (const [index, text] of texts.entries()) {
    const { certificates, problems } = readCertificates(text, service.now());
    const refused = problems.filter((problem) => refuses(service, problem));
    for (const { code, detail } of refused)
      issues.push({ path: `${path}.${index}`, code, ...(detail ? { received: detail } : {}) });
    for (const facts of certificates) byFingerprint.set(facts.fingerprint, facts);
    if (refused.length === 0 && certificates.length === 0)
      issues.push({ path: `${path}.${index}`, code: 'not_a_certificate' });
  }
  const pinned = withoutIssuers([...byFingerprint.values()]);
  if (pinned.length > MAX_SIGNING_CERTIFICATES)
    issues.push({ path, code: 'too_many', expected: `at most ${MAX_SIGNING_CERTIFICATES}` });
  // As a store gives it back: a line's end would make the same certificate another one.
  return pinned.map(({ pem }) => pem.trim());
}

/** Whether a finding keeps the certificate from being pinned. Dates are the host's policy; a typographic dash is none of ours. */
function refuses<Context>(service: Service<Context>, { code }: CertificateProblem): boolean {
  switch (code) {
    case 'not_yet_valid':
    case 'smart_quotes':
      return false;
    case 'expired':
      return service.expiredCertificates === 'refuse';
    default:
      return true;
  }
}
