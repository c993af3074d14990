// Pinned keys: a connection's signing certificates as ready-made KeyObjects, read once and used for every response.

import { X509Certificate, createHash, type KeyObject } from 'node:crypto';
import { certificateDer } from './certificate.ts';
import { describePublicKey, weakKeyProblem } from './public-key.ts';
import { refuse } from './refuse.ts';

/** One pinned signing key of a connection. Only {@link importSigningKeys} makes one. */
export interface SigningKey {
  readonly keyObject: KeyObject;
  /** SHA-256 over the certificate's DER bytes, 64 lower-case hex digits. */
  readonly fingerprint: string;
  readonly keyType: 'RSA' | 'EC';
  readonly keyBits: number;
  /** The one length of a signature by this key, in bytes. */
  readonly signatureBytes: number;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** The certificate in DER. */
  readonly certificate: Uint8Array;
}

/**
 * Reads a connection's signing certificates into keys. Parsing costs more than verifying: keep the result per connection.
 *
 * @param signingCertificates PEM or bare base64, one certificate each.
 * @throws TypeError when an entry is no certificate at all; `readCertificates` explains such input to people.
 * @throws SsoError `signature_weak` when a key must not be trusted (RSA below 2048 bits, an even or trivial exponent, a curve
 * other than P-256, P-384, P-521), `signature_unsupported` when it is neither RSA nor EC.
 */
export function importSigningKeys(signingCertificates: readonly string[]): readonly SigningKey[] {
  return signingCertificates.map((text) => importSigningKey(text));
}

function importSigningKey(text: string): SigningKey {
  const der = certificateDer(text);
  if (der === null) throw new TypeError('signingCertificates: an entry is not an X.509 certificate');
  const certificate = new X509Certificate(der);
  const facts = describePublicKey(certificate.publicKey);
  if (facts === null) refuse('signature-algorithm', 'the pinned key is neither RSA nor EC');
  const problem = weakKeyProblem(certificate.publicKey);
  if (problem !== null) refuse('signature-strength', `the pinned key is too weak: ${problem}`);
  return {
    keyObject: certificate.publicKey,
    fingerprint: createHash('sha256').update(certificate.raw).digest('hex'),
    keyType: facts.keyType,
    keyBits: facts.keyBits,
    // Raw r and s for ECDSA, each as long as the curve's field; the modulus for RSA.
    signatureBytes: Math.ceil(facts.keyBits / 8) * (facts.keyType === 'EC' ? 2 : 1),
    notBefore: certificate.validFromDate,
    notAfter: certificate.validToDate,
    certificate: certificate.raw,
  };
}
