// What a public key is and whether it is strong enough to be trusted for signatures.

import type { KeyObject } from 'node:crypto';

// The curves accepted for ECDSA, by OpenSSL name.
const CURVE_BITS: Readonly<Record<string, number>> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };
const RSA_MINIMUM_BITS = 2048;
// A larger modulus only makes every verification dear; no provider issues one.
const RSA_MAXIMUM_BITS = 16_384;

/** Type and size of an RSA or EC key; null for any other type (also RSA-PSS-only keys, which PKCS#1 v1.5 must not use). */
export function describePublicKey(key: KeyObject): { keyType: 'RSA' | 'EC'; keyBits: number } | null {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'rsa') return { keyType: 'RSA', keyBits: details?.modulusLength ?? 0 };
  if (key.asymmetricKeyType === 'ec')
    return { keyType: 'EC', keyBits: CURVE_BITS[details?.namedCurve ?? ''] ?? 0 };
  return null;
}

/** Why a key must not be trusted, in plain words, or null when it may be. */
export function weakKeyProblem(key: KeyObject): string | null {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'rsa') {
    const bits = details?.modulusLength ?? 0;
    if (bits < RSA_MINIMUM_BITS) return `RSA key of ${bits} bits; at least ${RSA_MINIMUM_BITS} are needed`;
    if (bits > RSA_MAXIMUM_BITS) return `RSA key of ${bits} bits; at most ${RSA_MAXIMUM_BITS} are read`;
    const exponent = details?.publicExponent ?? 0n;
    return exponent < 3n || exponent % 2n === 0n ? 'RSA key with an unsafe public exponent' : null;
  }
  if (key.asymmetricKeyType === 'ec') {
    const curve = details?.namedCurve ?? 'unnamed';
    return Object.hasOwn(CURVE_BITS, curve)
      ? null
      : `EC key on the curve ${curve}; use P-256, P-384 or P-521`;
  }
  return `key of type ${key.asymmetricKeyType ?? 'unknown'}; use RSA or EC`;
}
