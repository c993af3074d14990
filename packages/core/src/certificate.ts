// What the pinned certificates of a connection are to the team: in use, next or old.

import type { CertificateFacts } from './reasons.ts';
import { expiryStage } from './certificate-expiry.ts';
import type { CertificateFactsView, CertificateView } from './wire.ts';

/** Facts as the wire shows them. */
export function certificateFactsView(facts: CertificateFacts): CertificateFactsView {
  return {
    fingerprint: facts.fingerprint,
    sha1Thumbprint: facts.sha1Thumbprint,
    subject: facts.subject,
    notBefore: facts.notBefore.toISOString(),
    notAfter: facts.notAfter.toISOString(),
    keyType: facts.keyType,
    keyBits: facts.keyBits,
  };
}

/**
 * Certificates with their roles. `in_use` is the one that verified a sign-in last; one that never did is `next`; one
 * that did, but not last, is `old`.
 */
export function certificateViews(
  certificates: readonly CertificateFacts[],
  lastSeen: ReadonlyMap<string, Date>,
  now: Date,
): CertificateView[] {
  const newest = Math.max(
    ...certificates.map(({ fingerprint }) => lastSeen.get(fingerprint)?.getTime() ?? -1),
  );
  return certificates.map((facts) => {
    const seen = lastSeen.get(facts.fingerprint);
    const role = !seen ? 'next' : seen.getTime() === newest ? 'in_use' : 'old';
    const stage = expiryStage(facts.notAfter, now);
    return {
      ...certificateFactsView(facts),
      role,
      ...(seen ? { lastSeenAt: seen.toISOString() } : {}),
      ...(stage === null ? {} : { expiryStage: stage }),
    };
  });
}
