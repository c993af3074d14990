// Passwords: scrypt with a salt for each person, kept as one text.

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const COST = 2 ** 15;
const BLOCK_SIZE = 8;
const KEY_BYTES = 32;
const OPTIONS = { N: COST, r: BLOCK_SIZE, p: 1, maxmem: 64 * 1024 * 1024 };

/** Kept for people who have none: they came by single sign-on. No password fits it. */
export const NO_PASSWORD = 'none';
export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 200;

/** `scrypt$salt$hash`, both in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt);
  return ['scrypt', salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Null as the kept hash (nobody has this address) takes as long and is false. */
export async function isPasswordOf(kept: string | null, password: string): Promise<boolean> {
  const [, salt = '', hash = ''] = (kept ?? NOBODY).split('$');
  const expected = Buffer.from(hash, 'base64url');
  const derived = await derive(password, Buffer.from(salt, 'base64url'));
  return kept !== null && expected.length === KEY_BYTES && timingSafeEqual(derived, expected);
}

const NOBODY = `scrypt$${'A'.repeat(22)}$${'A'.repeat(43)}`;

function derive(password: string, salt: Buffer): Promise<Buffer> {
  // NFC: the same password typed on two systems is the same bytes.
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, OPTIONS, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
