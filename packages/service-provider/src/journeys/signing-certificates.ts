// Which of the certificates that were given are the provider's own: a chain is pasted whole, and only its leaf may be pinned.

import { X509Certificate } from 'node:crypto';
import type { CertificateFacts } from '@team-sso/core';

/**
 * Leaves out every authority that issued another of these certificates: pinned, its key could sign for the provider.
 * Self-signed certificates of the same name, as providers renew them, did not issue each other and stay.
 */
export function withoutIssuers(certificates: readonly CertificateFacts[]): readonly CertificateFacts[] {
  const read = certificates.map((facts) => ({ facts, x509: new X509Certificate(facts.pem) }));
  return read
    .filter(({ x509 }) => !read.some((other) => other.x509 !== x509 && hasIssued(x509, other.x509)))
    .map(({ facts }) => facts);
}

/** Names prove nothing; the signature does. A certificate renewed over the same key is no chain. */
function hasIssued(authority: X509Certificate, issued: X509Certificate): boolean {
  return (
    authority.ca &&
    issued.checkIssued(authority) &&
    !issued.publicKey.equals(authority.publicKey) &&
    issued.verify(authority.publicKey)
  );
}
