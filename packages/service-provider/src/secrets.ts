// Secrets at rest: AES-256-GCM under the host's secret keys, bound to what they are for. And the hashes of what we hand out.

import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';

/** Encrypts with the first key, decrypts with any. */
export interface SecretBox {
  /** `purpose` is authenticated: a secret moved to another row does not open. */
  seal(plaintext: string, purpose: string): string;
  /** @throws Error when no key opens it. */
  open(sealed: string, purpose: string): string;
  /** The place in the list of the key that opens it, 0 for the one that encrypts; null: none does. */
  keyOf(sealed: string, purpose: string): number | null;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1';

export function createSecretBox(
  secretKeys: readonly Uint8Array[],
  randomBytes: (size: number) => Uint8Array,
): SecretBox {
  const keys = secretKeys.map((key) =>
    Buffer.from(hkdfSync('sha256', key, '', 'team-sso secrets at rest', 32)),
  );
  return {
    seal(plaintext, purpose) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keys[0]!, iv).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([iv, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${VERSION}.${body.toString('base64url')}`;
    },
    open(sealed, purpose) {
      const body = bodyOf(sealed);
      if (!body) throw new Error('a sealed secret is damaged');
      for (const key of keys) {
        const plaintext = tryOpen(key, body, purpose);
        if (plaintext !== null) return plaintext;
      }
      throw new Error('no secret key opens this secret');
    },
    keyOf(sealed, purpose) {
      const body = bodyOf(sealed);
      const index = body ? keys.findIndex((key) => tryOpen(key, body, purpose) !== null) : -1;
      return index < 0 ? null : index;
    },
  };
}

function bodyOf(sealed: string): Buffer | null {
  const [version, text = ''] = sealed.split('.');
  const body = Buffer.from(text, 'base64url');
  return version === VERSION && body.length >= IV_BYTES + TAG_BYTES ? body : null;
}

function tryOpen(key: Buffer, body: Buffer, purpose: string): string | null {
  const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(body.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(body.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString(
      'utf8',
    );
  } catch {
    return null;
  }
}

/** SHA-256 as lower-case hex over parts that cannot run into each other. */
export function hashOf(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}

/** A name for a secret key that says nothing about it. */
export function secretKeyFingerprint(secretKey: Uint8Array): string {
  return createHash('sha256').update('team-sso secret key ').update(secretKey).digest('hex').slice(0, 16);
}
