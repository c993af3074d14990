// What did the admin paste? Kinds by label, X.509 facts by reading. Metadata is read in parse-metadata.ts.

import { certificateFactsView, recognise, type ParseAnswer, type ParseBody } from '@team-sso/core';
import { readCertificates } from '@team-sso/saml';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';
import { parseMetadataText, parseMetadataUrl } from './parse-metadata.ts';
import { withoutIssuers } from './signing-certificates.ts';

/** `POST /parse`. It says what it saw, whatever that was. @throws ProblemError `too_many_requests`, `validation_failed`. */
export async function parsePasted<Context>(
  service: Service<Context>,
  call: SettingsCall,
  body: ParseBody,
): Promise<ParseAnswer> {
  if ('url' in body) return parseMetadataUrl(service, call, body.url, body);
  return recognise(body.text) === 'metadata'
    ? parseMetadataText(service, body.text, body)
    : parseCertificates(body.text, service.now());
}

/** What is no metadata: certificates are read, everything else is named. */
export function parseCertificates(text: string, now: Date): ParseAnswer {
  const kind = recognise(text);
  if (kind !== 'certificate' && kind !== 'unknown')
    return { kind, values: {}, certificates: [], warnings: [] };
  const { certificates: all, problems } = readCertificates(text, now);
  const encrypting = new Set(
    problems.filter(({ code }) => code === 'encryption_only').map(({ fingerprint }) => fingerprint),
  );
  const certificates = withoutIssuers(all.filter(({ fingerprint }) => !encrypting.has(fingerprint)));
  const leftOut = new Set(
    all
      .filter((facts) => !certificates.includes(facts) && !encrypting.has(facts.fingerprint))
      .map((facts) => facts.fingerprint),
  );
  return {
    kind: certificates.length > 0 ? 'certificate' : kind,
    values: certificates.length > 0 ? { signingCertificates: certificates.map(({ pem }) => pem) } : {},
    certificates: certificates.map(certificateFactsView),
    warnings: problems
      .filter(({ fingerprint }) => fingerprint === undefined || !leftOut.has(fingerprint))
      .map(({ code, detail }) => ({ code, ...(detail ? { detail } : {}) })),
  };
}
