// Keys derived from a seed, so that the same seed signs the same octets on every machine. They protect nothing.

import { checkPrimeSync, createECDH, createPrivateKey, type KeyObject } from 'node:crypto';
import type { Random } from '../random.ts';

const PRIME_BITS = 1024;
const EXPONENT = 65_537n;

/** An RSA key of 2048 bits (RFC 8017 §3.2). */
export function seededRsaKey(random: Random): KeyObject {
  const p = seededPrime(random);
  const q = seededPrime(random);
  const d = inverse(EXPONENT, (p - 1n) * (q - 1n));
  const jwk = {
    kty: 'RSA',
    n: base64url(p * q),
    e: base64url(EXPONENT),
    d: base64url(d),
    p: base64url(p),
    q: base64url(q),
    dp: base64url(d % (p - 1n)),
    dq: base64url(d % (q - 1n)),
    qi: base64url(inverse(q, p)),
  };
  return createPrivateKey({ key: jwk, format: 'jwk' });
}

/** A key on the curve P-256. */
export function seededEcKey(random: Random): KeyObject {
  const scalar = random.bytes(32);
  // Below the order of the curve, whose first 32 bits are all set.
  scalar[0] = 0x7f & (scalar[0] ?? 0);
  const point = publicPoint(scalar);
  const text = (from: number): string => point.subarray(from, from + 32).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', d: scalar.toString('base64url'), x: text(1), y: text(33) };
  return createPrivateKey({ key: jwk, format: 'jwk' });
}

/** The uncompressed point that a scalar gives on P-256. */
export function publicPoint(scalar: Buffer): Buffer {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(scalar);
  return curve.getPublicKey();
}

/** The modular inverse of two numbers without common divisor. */
export function inverse(value: bigint, modulus: bigint): bigint {
  let [r, nextR, t, nextT] = [modulus, ((value % modulus) + modulus) % modulus, 0n, 1n];
  while (nextR !== 0n) {
    const quotient = r / nextR;
    [r, nextR, t, nextT] = [nextR, r - quotient * nextR, nextT, t - quotient * nextT];
  }
  return ((t % modulus) + modulus) % modulus;
}

/** The number that bytes spell, most significant first. */
export function bigintOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

/** A number as so many bytes. */
export function bytesOf(value: bigint, size: number): Buffer {
  return Buffer.from(value.toString(16).padStart(size * 2, '0'), 'hex');
}

function seededPrime(random: Random): bigint {
  const bytes = random.bytes(PRIME_BITS / 8);
  // The two top bits make the product of two primes exactly twice as long.
  bytes[0] = 0xc0 | (bytes[0] ?? 0);
  for (let candidate = bigintOf(bytes) | 1n; ; candidate += 2n) {
    if (candidate % EXPONENT !== 1n && checkPrimeSync(candidate)) return candidate;
  }
}

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
}
