// What only the server can say about a connection: are the certificates ones, may these URLs be used, is it not our own.

import type { Connection, Issue, Region } from '@team-sso/core';
import { MAX_SIGNING_CERTIFICATES, spEntityIdFor } from '@team-sso/core';
import { readCertificates, type CertificateProblemCode } from '@team-sso/saml';
import { isLoopbackHost } from '../options.ts';
import { ProblemError } from '../problem-error.ts';
import type { Service } from '../service.ts';

/** Problems that accompany a certificate which may be pinned all the same. */
const WARNINGS: ReadonlySet<CertificateProblemCode> = new Set(['expired', 'not_yet_valid', 'smart_quotes']);

/**
 * The connection as it will be stored: every certificate once, as PEM.
 * @throws ProblemError `validation_failed` with an issue per field.
 */
export function inspectConnection<Context>(
  service: Service<Context>,
  connection: Connection,
  team: string,
  region: Region,
): Connection {
  const issues: Issue[] = [
    ...urlIssues(service, 'signOnUrl', connection.signOnUrl),
    ...urlIssues(service, 'metadataUrl', connection.metadataUrl),
    ...urlIssues(service, 'logoutUrl', connection.logoutUrl),
    ...ownEntityIdIssues(connection.idpEntityId, team, region),
  ];
  const signingCertificates = readSigningCertificates(connection.signingCertificates, service.now(), issues);
  if (issues.length > 0) throw new ProblemError('validation_failed', { issues });
  return { ...connection, signingCertificates };
}

function urlIssues<Context>(
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

function ownEntityIdIssues(idpEntityId: string, team: string, region: Region): Issue[] {
  const own = [spEntityIdFor(region, 'region', team), spEntityIdFor(region, 'team', team)];
  return own.includes(idpEntityId)
    ? [
        {
          path: 'connection.idpEntityId',
          code: 'own_entity_id',
          expected: "your provider's entity ID",
          received: idpEntityId,
        },
      ]
    : [];
}

function readSigningCertificates(texts: readonly string[], now: Date, issues: Issue[]): string[] {
  const byFingerprint = new Map<string, string>();
  for (const [index, text] of texts.entries()) {
    const { certificates, problems } = readCertificates(text, now);
    const refused = problems.filter(({ code }) => !WARNINGS.has(code));
    for (const { code, detail } of refused)
      issues.push({
        path: `connection.signingCertificates.${index}`,
        code,
        ...(detail ? { received: detail } : {}),
      });
    for (const { fingerprint, pem } of certificates) byFingerprint.set(fingerprint, pem);
    if (refused.length === 0 && certificates.length === 0)
      issues.push({ path: `connection.signingCertificates.${index}`, code: 'not_a_certificate' });
  }
  if (byFingerprint.size > MAX_SIGNING_CERTIFICATES)
    issues.push({
      path: 'connection.signingCertificates',
      code: 'too_many',
      expected: `at most ${MAX_SIGNING_CERTIFICATES}`,
    });
  return [...byFingerprint.values()];
}
