// Encrypted assertions (xmlenc-core1 §4.4): decrypted here, then a document of their own that passes the same gate.

import { constants, createDecipheriv, privateDecrypt, randomBytes, type KeyObject } from 'node:crypto';
import { readEncryptedParts } from './encrypted-data.ts';
import { contentCipher, oaepHash, type ContentCipher } from './encryption-algorithms.ts';
import { SAML } from './names.ts';
import { refuse } from './refuse.ts';
import { scanXml } from './strict-xml.ts';
import type { XmlTable } from './xml-table.ts';

/** What decryption may use. */
export interface DecryptionOptions {
  readonly decryptionKeys: readonly KeyObject[];
  readonly allowCbcEncryption: boolean;
  /** A pinned key has signed the Response, and with it the ciphertext. */
  readonly isResponseSigned: boolean;
}

const GCM_NONCE_BYTES = 12;
const GCM_TAG_BYTES = 16;
const CBC_BLOCK_BYTES = 16;

/**
 * Decrypts the EncryptedAssertion in `row`; row 0 of the result is the Assertion.
 *
 * @throws SsoError `assertion_encrypted_no_key`, `encryption_weak`, `encryption_unsupported`, `decryption_failed`, and
 * `xml_invalid` for an authentic plaintext that does not pass the gate
 */
export function decryptAssertion(table: XmlTable, row: number, options: DecryptionOptions): XmlTable {
  if (options.decryptionKeys.length === 0) refuse('encryption-key');
  const parts = readEncryptedParts(table, row);
  const cipher = contentCipher(parts.contentAlgorithm);
  const hash = oaepHash(parts.keyTransport);
  // Padding of CBC is an oracle for whoever may change the ciphertext; a signature over it takes that away.
  if (cipher.mode === 'cbc' && !(options.allowCbcEncryption && options.isResponseSigned)) {
    const note = options.allowCbcEncryption ? 'AES-CBC: sign response and assertion' : 'AES-CBC: use AES-GCM';
    refuse('encryption-strength', note, { received: parts.contentAlgorithm });
  }
  const key = decryptKey(parts.encryptedKey, hash, cipher.keyBytes, options.decryptionKeys);
  const plaintext = decryptContent(cipher, key, parts.content) ?? refuse('decryption');
  const assertion = scanXml(plaintext);
  if (assertion.name(0) !== SAML.Assertion) {
    refuse('message-type', undefined, { expected: 'saml:Assertion', received: assertion.qualifiedName(0) });
  }
  for (const id of assertion.ids) {
    if (table.ids.has(id))
      refuse('gate', 'an ID that occurs twice, in the response and in the decrypted assertion');
  }
  return assertion;
}

/** The content key. When no key opens it, a random one: what follows fails in the same way and the same time. */
function decryptKey(
  encryptedKey: Buffer,
  oaepHashName: string,
  keyBytes: number,
  decryptionKeys: readonly KeyObject[],
): Buffer {
  let contentKey = randomBytes(keyBytes);
  for (const key of decryptionKeys) {
    try {
      const opened = privateDecrypt(
        { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: oaepHashName },
        encryptedKey,
      );
      if (opened.length === keyBytes) contentKey = opened;
    } catch {
      // Not for this key, or not well-formed: indistinguishable on purpose.
    }
  }
  return contentKey;
}

function decryptContent(cipher: ContentCipher, key: Buffer, content: Buffer): Buffer | null {
  try {
    return cipher.mode === 'gcm'
      ? decryptGcm(cipher.name, key, content)
      : decryptCbc(cipher.name, key, content);
  } catch {
    return null;
  }
}

/** xmlenc-core1 §5.2.4: 96-bit nonce, ciphertext, 128-bit tag. */
function decryptGcm(
  name: (ContentCipher & { mode: 'gcm' })['name'],
  key: Buffer,
  content: Buffer,
): Buffer | null {
  if (content.length < GCM_NONCE_BYTES + GCM_TAG_BYTES) return null;
  const nonce = content.subarray(0, GCM_NONCE_BYTES);
  const decipher = createDecipheriv(name, key, nonce, { authTagLength: GCM_TAG_BYTES });
  decipher.setAuthTag(content.subarray(content.length - GCM_TAG_BYTES));
  const body = content.subarray(GCM_NONCE_BYTES, content.length - GCM_TAG_BYTES);
  return Buffer.concat([decipher.update(body), decipher.final()]);
}

/** xmlenc-core1 §5.2.1, §5.2.2: the last byte counts the padding, the other padding bytes are arbitrary. */
function decryptCbc(
  name: (ContentCipher & { mode: 'cbc' })['name'],
  key: Buffer,
  content: Buffer,
): Buffer | null {
  if (content.length < 2 * CBC_BLOCK_BYTES || content.length % CBC_BLOCK_BYTES !== 0) return null;
  const decipher = createDecipheriv(name, key, content.subarray(0, CBC_BLOCK_BYTES)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(content.subarray(CBC_BLOCK_BYTES)), decipher.final()]);
  const padding = padded[padded.length - 1] ?? 0;
  return padding < 1 || padding > CBC_BLOCK_BYTES ? null : padded.subarray(0, padded.length - padding);
}
