// What did the admin paste? Kinds by label, X.509 facts by reading. Metadata comes with metadata import.

import { certificateFactsView, recognise, type ParseAnswer } from '@team-sso/core';
import { readCertificates } from '@team-sso/saml';
import { withoutIssuers } from './signing-certificates.ts';

/** Recognises pasted text; it never fails, it says what it saw. */
export function parsePasted(text: string, now: Date): ParseAnswer {
  const kind = recognise(text);
  if (kind !== 'certificate' && kind !== 'unknown')
    return { kind, values: {}, certificates: [], warnings: [] };
  const { certificates: all, problems } = readCertificates(text, now);
  const certificates = withoutIssuers(all);
  const leftOut = new Set(
    all.filter((facts) => !certificates.includes(facts)).map((facts) => facts.fingerprint),
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
