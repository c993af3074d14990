// Certificate intake: anything pasted or dropped becomes X.509 facts, or a typed problem that explains what it was instead.

import type { CertificateFacts } from '@team-sso/core/reasons';

/** What may be wrong with pasted certificate text, or worth knowing about a certificate in it. */
export type CertificateProblemCode =
  | 'empty'
  | 'too_large'
  | 'private_key'
  | 'certificate_request'
  | 'public_key_only'
  | 'metadata_xml'
  | 'smart_quotes'
  | 'truncated'
  | 'not_a_certificate'
  | 'key_type_unsupported'
  | 'encryption_only'
  | 'weak_key'
  | 'expired'
  | 'not_yet_valid';

/** One finding of {@link readCertificates}. */
export interface CertificateProblem {
  readonly code: CertificateProblemCode;
  /** SHA-256 fingerprint of the certificate it is about, when it is about one that could be read. */
  readonly fingerprint?: string;
  /** A short note without the pasted text itself. */
  readonly detail?: string;
}

/** What {@link readCertificates} found. */
export interface CertificateReading {
  /** The certificates whose key may be pinned, in the order given, each once. Expired ones are among them. */
  readonly certificates: readonly CertificateFacts[];
  readonly problems: readonly CertificateProblem[];
}

/**
 * Reads pasted text or a dropped file: PEM with or without headers, bare base64, DER, several PEMs, a chain.
 * It never throws on bad input. `expired` and `not_yet_valid` accompany a certificate that is returned all the same.
 *
 * @param now The time to judge validity at; without it the dates are not judged.
 */
export function readCertificates(text: string | Uint8Array, now?: Date): CertificateReading {
  void text;
  void now;
  return { certificates: [], problems: [] };
}

/** The DER bytes of one certificate given as PEM or bare base64; null when it is none. */
export function certificateDer(text: string): Buffer | null {
  void text;
  return null;
}
