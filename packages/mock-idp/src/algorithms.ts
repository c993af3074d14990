// The algorithm identifiers of XML Signature and XML Encryption, and how Node computes each of them.

import { constants, createHash, createHmac, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Namespaces of a SAML response. */
export const NAMESPACES = {
  samlp: 'urn:oasis:names:tc:SAML:2.0:protocol',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  xenc: 'http://www.w3.org/2001/04/xmlenc#',
  xenc11: 'http://www.w3.org/2009/xmlenc11#',
  ec: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  md: 'urn:oasis:names:tc:SAML:2.0:metadata',
  xs: 'http://www.w3.org/2001/XMLSchema',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
} as const;

/** Signature algorithms by short name. */
export const SIGNATURE_ALGORITHMS = {
  'rsa-sha256': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'rsa-sha384': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384',
  'rsa-sha512': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'rsa-sha1': 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  'rsa-md5': 'http://www.w3.org/2001/04/xmldsig-more#rsa-md5',
  'rsa-pss-sha256': 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
  'ecdsa-sha1': 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1',
  'ecdsa-sha256': 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
  'ecdsa-sha384': 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384',
  'ecdsa-sha512': 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512',
  'hmac-sha1': 'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
  'hmac-sha256': 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256',
} as const;
/** The short name of a signature algorithm. */
export type SignatureAlgorithm = keyof typeof SIGNATURE_ALGORITHMS;

/** Digest algorithms by short name. */
export const DIGEST_ALGORITHMS = {
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  sha384: 'http://www.w3.org/2001/04/xmldsig-more#sha384',
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
  sha224: 'http://www.w3.org/2001/04/xmldsig-more#sha224',
  sha1: 'http://www.w3.org/2000/09/xmldsig#sha1',
  md5: 'http://www.w3.org/2001/04/xmldsig-more#md5',
} as const;
/** The short name of a digest algorithm. */
export type DigestAlgorithm = keyof typeof DIGEST_ALGORITHMS;

/** Canonicalization methods and transforms by short name. */
export const TRANSFORMS = {
  enveloped: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  'exc-c14n': 'http://www.w3.org/2001/10/xml-exc-c14n#',
  'exc-c14n-comments': 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
  c14n: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  'c14n-comments': 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments',
  c14n11: 'http://www.w3.org/2006/12/xml-c14n11',
} as const;
/** The short name of a canonicalization method. */
export type Canonicalization = Exclude<keyof typeof TRANSFORMS, 'enveloped'>;

/** The digest of a text, base64. */
export function digestOf(text: string, algorithm: DigestAlgorithm): string {
  return createHash(algorithm).update(text, 'utf8').digest('base64');
}

/** The signature algorithm a key is used with when nothing else is asked for. */
export function defaultSignatureAlgorithm(key: KeyObject): SignatureAlgorithm {
  if (key.asymmetricKeyType !== 'ec') return 'rsa-sha256';
  return key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'ecdsa-sha384' : 'ecdsa-sha256';
}

/** Signs a text. An HMAC algorithm takes a secret key object. */
export function signText(text: string, algorithm: SignatureAlgorithm, key: KeyObject): string {
  const [family, ...rest] = algorithm.split('-');
  const hash = rest.at(-1) ?? 'sha256';
  const data = Buffer.from(text, 'utf8');
  if (family === 'hmac') return createHmac(hash, key).update(data).digest('base64');
  if (algorithm === 'rsa-pss-sha256') {
    const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    return sign(hash, data, { key, ...padding }).toString('base64');
  }
  // XML Signature writes ECDSA as raw r‖s (RFC 4050 §3.3), not as DER.
  return sign(hash, data, { key, dsaEncoding: 'ieee-p1363' }).toString('base64');
}
