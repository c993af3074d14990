// The algorithms of signatures, as one allow-list: a signature method names its key type, so neither can be confused.

import { hash, verify } from 'node:crypto';
import type { SigningKey } from './signing-key.ts';

export type DigestName = 'sha256' | 'sha384' | 'sha512';

/** An accepted signature method: what it digests with and which keys it belongs to. */
export interface SignatureMethod {
  readonly keyType: SigningKey['keyType'];
  readonly digest: DigestName;
}

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const XMLENC = 'http://www.w3.org/2001/04/xmlenc#';
const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';

/** xmldsig-core1 §6.4; RFC 9231 §2.3. */
export const SIGNATURE_METHODS: ReadonlyMap<string, SignatureMethod> = new Map<string, SignatureMethod>([
  [`${MORE}rsa-sha256`, { keyType: 'RSA', digest: 'sha256' }],
  [`${MORE}rsa-sha384`, { keyType: 'RSA', digest: 'sha384' }],
  [`${MORE}rsa-sha512`, { keyType: 'RSA', digest: 'sha512' }],
  [`${MORE}ecdsa-sha256`, { keyType: 'EC', digest: 'sha256' }],
  [`${MORE}ecdsa-sha384`, { keyType: 'EC', digest: 'sha384' }],
]);

/** xmldsig-core1 §6.2. */
export const DIGEST_METHODS: ReadonlyMap<string, DigestName> = new Map<string, DigestName>([
  [`${XMLENC}sha256`, 'sha256'],
  [`${MORE}sha384`, 'sha384'],
  [`${XMLENC}sha512`, 'sha512'],
]);

/** Known and refused as too weak; whatever is in neither list is unsupported. */
export const WEAK_METHODS: ReadonlySet<string> = new Set([
  `${XMLDSIG}rsa-sha1`,
  `${XMLDSIG}dsa-sha1`,
  `${MORE}rsa-md5`,
  `${MORE}rsa-ripemd160`,
  `${MORE}ecdsa-sha1`,
  `${XMLDSIG}sha1`,
  `${MORE}md5`,
  `${XMLENC}ripemd160`,
]);

export const ENVELOPED_SIGNATURE = `${XMLDSIG}enveloped-signature`;
export const EXCLUSIVE_C14N: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/10/xml-exc-c14n#',
  'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
]);

/** The digest of a canonical form. */
export function digestOf(canonical: Uint8Array, digest: DigestName): Buffer {
  return hash(digest, canonical, 'buffer');
}

/** Whether `signature` over `octets` is by this key. A key of another type than the method's never verifies. */
export function verifySignature(
  method: SignatureMethod,
  key: SigningKey,
  octets: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (key.keyType !== method.keyType || signature.length !== key.signatureBytes) return false;
  return key.keyType === 'RSA'
    ? // A plain RSA key means PKCS#1 v1.5 here; saying so in an object makes Node take the key apart every time.
      verify(method.digest, octets, key.keyObject, signature)
    : // xmldsig-core1 §6.4.3: the value is r and s, raw and of fixed length.
      verify(method.digest, octets, { key: key.keyObject, dsaEncoding: 'ieee-p1363' }, signature);
}
