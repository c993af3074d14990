// What did the admin paste? Kinds by label, X.509 facts by reading. Metadata comes with metadata import.

import { certificateFactsView, recognise, type ParseAnswer } from '@team-sso/core';
import { readCertificates } from '@team-sso/saml';

/** Recognises pasted text; it never fails, it says what it saw. */
export function parsePasted(text: string, now: Date): ParseAnswer {
  const kind = recognise(text);
  if (kind !== 'certificate' && kind !== 'unknown')
    return { kind, values: {}, certificates: [], warnings: [] };
  const { certificates, problems } = readCertificates(text, now);
  return {
    kind: certificates.length > 0 ? 'certificate' : kind,
    values: certificates.length > 0 ? { signingCertificates: certificates.map(({ pem }) => pem) } : {},
    certificates: certificates.map(certificateFactsView),
    warnings: problems.map(({ code, detail }) => ({ code, ...(detail ? { detail } : {}) })),
  };
}
