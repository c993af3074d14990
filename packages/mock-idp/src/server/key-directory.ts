// Keeps signing keys across restarts: a connection that names a certificate must outlive the process.

import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSigningIdentity, signingIdentityFrom } from '../signing-identity.ts';
import type { SigningIdentity, SigningIdentityOptions } from '../signing-identity.ts';

/**
 * The identity stored under this name, made and stored at first use. One file holds key and certificate,
 * written whole and linked into place: a crash leaves both or neither, and two processes agree on one key.
 */
export function keepIdentity(
  keyDirectory: string | undefined,
  name: string,
  options: SigningIdentityOptions,
): SigningIdentity {
  if (keyDirectory === undefined) return createSigningIdentity(options);
  const path = join(keyDirectory, `${name}.pem`);
  const stored = readIfThere(path);
  if (stored !== null) return parseStored(stored, path);
  const identity = createSigningIdentity(options);
  const privatePem = identity.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  mkdirSync(keyDirectory, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, privatePem + identity.certificatePem, { mode: 0o600 });
  const isFirst = linkIfAbsent(draft, path);
  unlinkSync(draft);
  return isFirst ? identity : parseStored(readFileSync(path, 'utf8'), path);
}

function linkIfAbsent(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function parseStored(text: string, path: string): SigningIdentity {
  const certificateAt = text.indexOf('-----BEGIN CERTIFICATE-----');
  if (certificateAt <= 0) throw new TypeError(`${path} does not hold a private key and its certificate.`);
  return signingIdentityFrom(text.slice(0, certificateAt), text.slice(certificateAt));
}
