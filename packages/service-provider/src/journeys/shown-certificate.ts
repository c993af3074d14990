// Which certificate a refused response shows, as a fact for who compares it. Never a key: nobody has authenticated it.

import type { ShownCertificate, SignInReason, SsoError } from '@team-sso/core';
import { readEmbeddedCertificates, type VerifyResponseInput } from '@team-sso/saml';
import { maskText } from './mask-text.ts';

/** The first one that can be read, or the first; undefined when the refusal is not about its key, or none is shown. */
export function shownCertificateOf(
  refusal: SsoError<SignInReason>,
  samlResponse: VerifyResponseInput['samlResponse'],
): ShownCertificate | undefined {
  if (refusal.code !== 'signature_wrong_key') return undefined;
  const shown = readEmbeddedCertificates(samlResponse);
  const first = shown.find(({ certificate }) => certificate !== null) ?? shown[0];
  if (!first) return undefined;
  const { fingerprintSha256, certificate } = first;
  return {
    fingerprint: fingerprintSha256,
    ...(certificate
      ? { subject: maskText(certificate.subject), notAfter: certificate.notAfter.toISOString() }
      : {}),
  };
}
