// How the end of a certificate is announced: a ladder of days, a rung at a time, each once.

import type { CertificateFacts } from './reasons.ts';

/** Days before the end of a certificate at which people hear about it. */
export const EXPIRY_LADDER_DAYS = [60, 30, 14, 7, 1] as const;
/** The lowest rung of the ladder that was reached, in days; 0: the certificate has expired. */
export type ExpiryStage = (typeof EXPIRY_LADDER_DAYS)[number] | 0;

const DAY_MILLIS = 24 * 3_600_000;

/** How far a certificate has come; null: more than 60 days are left. */
export function expiryStage(notAfter: Date, now: Date): ExpiryStage | null {
  const left = notAfter.getTime() - now.getTime();
  if (left < 0) return 0;
  return EXPIRY_LADDER_DAYS.findLast((days) => left <= days * DAY_MILLIS) ?? null;
}

/** A pinned certificate as far as its end matters. */
export type EndingCertificate = Pick<CertificateFacts, 'fingerprint' | 'notAfter'> & {
  readonly role: 'in_use' | 'next' | 'old';
};

/** The certificate that sign-ins hang on: the one in use, or before the first sign-in the one that lasts longest. */
function leadingOf(certificates: readonly EndingCertificate[]): EndingCertificate | undefined {
  return (
    certificates.find(({ role }) => role === 'in_use') ??
    certificates.toSorted((a, b) => b.notAfter.getTime() - a.notAfter.getTime())[0]
  );
}

/** Whether another certificate is there for when this one ends. */
function hasSuccessor(certificate: EndingCertificate, all: readonly EndingCertificate[]): boolean {
  return all.some(({ role, notAfter }) => role === 'next' && notAfter > certificate.notAfter);
}

/** What a team's admins should hear about its certificates now; one that has a successor ends without notice here. */
export function certificateHealth(
  certificates: readonly EndingCertificate[],
  now: Date,
): { readonly code: 'certificate_expiring' | 'certificate_expired'; readonly since: Date } | null {
  const leading = leadingOf(certificates);
  const stage = leading ? expiryStage(leading.notAfter, now) : null;
  if (!leading || stage === null) return null;
  if (stage === 0) return { code: 'certificate_expired', since: leading.notAfter };
  if (hasSuccessor(leading, certificates)) return null;
  return {
    code: 'certificate_expiring',
    since: new Date(leading.notAfter.getTime() - EXPIRY_LADDER_DAYS[0] * DAY_MILLIS),
  };
}

/** A rung that was reached and not yet announced. */
export interface ExpiryNotice {
  readonly fingerprint: string;
  readonly stage: ExpiryStage;
  readonly notAfter: Date;
  readonly hasSuccessor: boolean;
}

/**
 * The notices that are due. `announced`: fingerprint → the lowest rung that was. What ends before the certificate in use
 * concerns nobody, and neither does an old one.
 */
export function dueExpiryNotices(
  certificates: readonly EndingCertificate[],
  announced: Readonly<Record<string, number>>,
  now: Date,
): readonly ExpiryNotice[] {
  const leading = leadingOf(certificates);
  return certificates.flatMap((certificate) => {
    const { fingerprint, notAfter, role } = certificate;
    const stage = expiryStage(notAfter, now);
    if (stage === null || role === 'old' || (leading && notAfter < leading.notAfter)) return [];
    if (stage >= (announced[fingerprint] ?? Number.POSITIVE_INFINITY)) return [];
    return [{ fingerprint, stage, notAfter, hasSuccessor: hasSuccessor(certificate, certificates) }];
  });
}
