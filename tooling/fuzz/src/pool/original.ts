// What the fuzzer starts from: good responses with what they must be read as, and donors of parts that must never get in.

import type { Identity } from '../identity.ts';

/** How the service provider is set up when a mutant of an original arrives. */
export interface Circumstances {
  readonly idpEntityId: string;
  /** PEM of every pinned certificate. */
  readonly signingCertificates: readonly string[];
  readonly acsUrl: string;
  readonly spEntityId: string;
  readonly expectedInResponseTo: string | null;
}

/** A response that is good as it stands. */
export interface Original {
  readonly name: string;
  readonly shape: string;
  readonly xml: string;
  readonly circumstances: Circumstances;
  /** What was signed, as the builder was told; the only identity that a mutant may be accepted with. */
  readonly identity: Identity;
  /** Attributes that every implementation reads alike: those that occur once, with values that are not blank. */
  readonly plainAttributes: readonly string[];
  /** SHA-256 of the pinned certificate that signed. */
  readonly signerFingerprint: string;
  /** Which parts other implementations cannot judge. */
  readonly encryption: 'none' | 'common' | 'rare';
}

/** A response whose parts a mutation may splice in: signed as its name says, and never acceptable where originals are. */
export interface Donor {
  readonly name: DonorName;
  readonly shape: string;
  readonly xml: string;
}

export const DONOR_NAMES = [
  'other-person',
  'other-team',
  'expired',
  'attacker',
  'unpinned-provider',
  'refused-status',
  'encrypted',
] as const;
export type DonorName = (typeof DONOR_NAMES)[number];

/** Everything mutants are made of and judged with. Plain data: it is sent to the workers. */
export interface Pool {
  readonly nowMilliseconds: number;
  readonly originals: readonly Original[];
  readonly donors: readonly Donor[];
  /** The service provider's private key, PEM. */
  readonly decryptionKeyPem: string;
  /** The service provider's public key, PEM: whoever has it can encrypt. */
  readonly encryptionKeyPem: string;
  /** The provider's RSA keys, PEM, by the fingerprint of their certificates. */
  readonly signingKeyPems: Readonly<Record<string, string>>;
  readonly attackerKeyPem: string;
  readonly attackerCertificatePem: string;
}
