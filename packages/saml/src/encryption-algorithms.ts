// The algorithms of XML Encryption as one allow-list (xmlenc-core1 §5): authenticated ciphers, OAEP with matching hashes.

import { refuse } from './refuse.ts';

const XMLENC = 'http://www.w3.org/2001/04/xmlenc#';
const XMLENC11 = 'http://www.w3.org/2009/xmlenc11#';
const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';

/** A content cipher. CBC is not authenticated: it needs an opt-in and a signature over the ciphertext. */
export type ContentCipher =
  | {
      readonly mode: 'gcm';
      readonly name: 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm';
      readonly keyBytes: number;
    }
  | {
      readonly mode: 'cbc';
      readonly name: 'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc';
      readonly keyBytes: number;
    };

const CONTENT_CIPHERS: ReadonlyMap<string, ContentCipher> = new Map<string, ContentCipher>([
  [`${XMLENC11}aes128-gcm`, { mode: 'gcm', name: 'aes-128-gcm', keyBytes: 16 }],
  [`${XMLENC11}aes192-gcm`, { mode: 'gcm', name: 'aes-192-gcm', keyBytes: 24 }],
  [`${XMLENC11}aes256-gcm`, { mode: 'gcm', name: 'aes-256-gcm', keyBytes: 32 }],
  [`${XMLENC}aes128-cbc`, { mode: 'cbc', name: 'aes-128-cbc', keyBytes: 16 }],
  [`${XMLENC}aes192-cbc`, { mode: 'cbc', name: 'aes-192-cbc', keyBytes: 24 }],
  [`${XMLENC}aes256-cbc`, { mode: 'cbc', name: 'aes-256-cbc', keyBytes: 32 }],
]);

const WEAK_ALGORITHMS: ReadonlySet<string> = new Set([
  `${XMLENC}tripledes-cbc`,
  `${XMLENC}kw-tripledes`,
  `${XMLENC}rsa-1_5`,
]);

const HASHES: ReadonlyMap<string, 'sha1' | 'sha256'> = new Map([
  [`${XMLDSIG}sha1`, 'sha1'],
  [`${XMLENC}sha256`, 'sha256'],
  [`${XMLENC11}mgf1sha1`, 'sha1'],
  [`${XMLENC11}mgf1sha256`, 'sha256'],
]);

/** The content cipher of an EncryptedData. */
export function contentCipher(algorithm: string): ContentCipher {
  return CONTENT_CIPHERS.get(algorithm) ?? refuseAlgorithm('content', algorithm);
}

/** What an EncryptionMethod of an EncryptedKey says; absent parts are null. */
export interface KeyTransport {
  readonly algorithm: string;
  readonly digestMethod: string | null;
  readonly maskFunction: string | null;
  readonly hasLabel: boolean;
}

/** The one hash that OAEP uses for digest and mask; Node has no way to use two, and no provider by default does. */
export function oaepHash(transport: KeyTransport): 'sha1' | 'sha256' {
  const { algorithm, digestMethod, hasLabel, maskFunction } = transport;
  const isMgf1p = algorithm === `${XMLENC}rsa-oaep-mgf1p`;
  if (!isMgf1p && algorithm !== `${XMLENC11}rsa-oaep`) refuseAlgorithm('key', algorithm);
  if (hasLabel) refuse('encryption-algorithm', 'OAEP with a label');
  // §5.5.2: SHA-1 is the default of both; mgf1p has it fixed for the mask.
  const digest =
    digestMethod === null
      ? 'sha1'
      : (HASHES.get(digestMethod) ?? refuseAlgorithm('OAEP digest', digestMethod));
  const mask =
    maskFunction === null || isMgf1p
      ? 'sha1'
      : (HASHES.get(maskFunction) ?? refuseAlgorithm('OAEP mask', maskFunction));
  if (digest !== mask)
    refuse('encryption-algorithm', `OAEP with digest ${digest} and mask ${mask}; use the same for both`);
  return digest;
}

function refuseAlgorithm(what: string, algorithm: string): never {
  const values = { received: algorithm };
  if (WEAK_ALGORITHMS.has(algorithm)) refuse('encryption-strength', `${what} encryption too weak`, values);
  refuse('encryption-algorithm', `${what} encryption not accepted`, values);
}
