// XML Encryption of one element: content key, key transport, and where the encrypted key is put.

import { constants, createCipheriv, publicEncrypt, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { DIGEST_ALGORITHMS, NAMESPACES } from './algorithms.ts';
import { encryptOaep } from './rsa-oaep.ts';

const CONTENT_ALGORITHMS = {
  'aes128-gcm': { uri: 'http://www.w3.org/2009/xmlenc11#aes128-gcm', cipher: 'aes-128-gcm', key: 16, iv: 12 },
  'aes192-gcm': { uri: 'http://www.w3.org/2009/xmlenc11#aes192-gcm', cipher: 'aes-192-gcm', key: 24, iv: 12 },
  'aes256-gcm': { uri: 'http://www.w3.org/2009/xmlenc11#aes256-gcm', cipher: 'aes-256-gcm', key: 32, iv: 12 },
  'aes128-cbc': {
    uri: 'http://www.w3.org/2001/04/xmlenc#aes128-cbc',
    cipher: 'aes-128-cbc',
    key: 16,
    iv: 16,
  },
  'aes256-cbc': {
    uri: 'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
    cipher: 'aes-256-cbc',
    key: 32,
    iv: 16,
  },
  '3des-cbc': {
    uri: 'http://www.w3.org/2001/04/xmlenc#tripledes-cbc',
    cipher: 'des-ede3-cbc',
    key: 24,
    iv: 8,
  },
} as const;

const KEY_TRANSPORTS = {
  'rsa-oaep-mgf1p': 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  'rsa-oaep': 'http://www.w3.org/2009/xmlenc11#rsa-oaep',
  'rsa-1_5': 'http://www.w3.org/2001/04/xmlenc#rsa-1_5',
} as const;

const MASK_ALGORITHMS = {
  sha1: 'http://www.w3.org/2009/xmlenc11#mgf1sha1',
  sha256: 'http://www.w3.org/2009/xmlenc11#mgf1sha256',
} as const;

/** The short name of a content encryption algorithm. */
export type ContentAlgorithm = keyof typeof CONTENT_ALGORITHMS;
/** The short name of a key transport algorithm. */
export type KeyTransport = keyof typeof KEY_TRANSPORTS;

/** How an assertion is encrypted. */
export interface EncryptionOptions {
  /** The service provider's public key. */
  readonly recipientKey: KeyObject;
  /** Default `aes256-gcm`. */
  readonly contentAlgorithm?: ContentAlgorithm;
  /** Default `rsa-oaep-mgf1p`. */
  readonly keyTransport?: KeyTransport;
  /** OAEP digest; default `sha1` for `rsa-oaep-mgf1p`, `sha256` for `rsa-oaep`. */
  readonly oaepDigest?: 'sha1' | 'sha256';
  /** OAEP mask hash; `rsa-oaep-mgf1p` always uses SHA-1, `rsa-oaep` by default the digest's. */
  readonly maskHash?: 'sha1' | 'sha256';
  /** EncryptedKey inside KeyInfo, or beside EncryptedData with a RetrievalMethod; default `inside`. */
  readonly keyPlacement?: 'inside' | 'beside';
  /** Recipient attribute of EncryptedKey; none by default. */
  readonly recipient?: string;
  /** Source of content key, nonce and OAEP seed; default Node's. */
  readonly randomBytes?: (size: number) => Buffer;
}

/** An element name with its namespace, as `saml:EncryptedAssertion` needs one. */
export interface EncryptedWrapper {
  readonly openTag: string;
  readonly closeTag: string;
}

/** Encrypts the text of an element and returns the wrapper element holding it. */
export function encryptXml(plaintext: string, wrapper: EncryptedWrapper, options: EncryptionOptions): string {
  const algorithm = CONTENT_ALGORITHMS[options.contentAlgorithm ?? 'aes256-gcm'];
  const random = options.randomBytes ?? randomBytes;
  const contentKey = random(algorithm.key);
  const cipherValue = encryptContent(
    Buffer.from(plaintext, 'utf8'),
    { cipher: algorithm.cipher, iv: random(algorithm.iv) },
    contentKey,
  );
  const beside = options.keyPlacement === 'beside';
  const encryptedKey = encryptedKeyXml(contentKey, options);
  const keyInfo = beside
    ? `<ds:RetrievalMethod Type="${NAMESPACES.xenc}EncryptedKey" URI="#_encrypted-key"/>`
    : encryptedKey;
  return [
    wrapper.openTag,
    `<xenc:EncryptedData xmlns:xenc="${NAMESPACES.xenc}" Id="_encrypted-data" Type="${NAMESPACES.xenc}Element">`,
    `<xenc:EncryptionMethod Algorithm="${algorithm.uri}"/>`,
    `<ds:KeyInfo xmlns:ds="${NAMESPACES.ds}">${keyInfo}</ds:KeyInfo>`,
    cipherDataXml(cipherValue),
    '</xenc:EncryptedData>',
    beside ? encryptedKey : '',
    wrapper.closeTag,
  ].join('');
}

type Algorithm = (typeof CONTENT_ALGORITHMS)[ContentAlgorithm];

function encryptContent(
  plaintext: Buffer,
  { cipher: name, iv }: { readonly cipher: Algorithm['cipher']; readonly iv: Buffer },
  key: Buffer,
): Buffer {
  switch (name) {
    case 'aes-128-gcm':
    case 'aes-192-gcm':
    case 'aes-256-gcm': {
      const cipher = createCipheriv(name, key, iv);
      return Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
    }
    default: {
      // xmlenc §5.2: the last octet counts the padding, which PKCS #7 satisfies.
      const cipher = createCipheriv(name, key, iv);
      return Buffer.concat([iv, cipher.update(plaintext), cipher.final()]);
    }
  }
}

function encryptedKeyXml(contentKey: Buffer, options: EncryptionOptions): string {
  const transport = options.keyTransport ?? 'rsa-oaep-mgf1p';
  const digest = options.oaepDigest ?? (transport === 'rsa-oaep' ? 'sha256' : 'sha1');
  const maskHash = transport === 'rsa-oaep' ? (options.maskHash ?? digest) : 'sha1';
  const recipient = options.recipient ? ` Recipient="${options.recipient}"` : '';
  const cipherValue =
    transport === 'rsa-1_5'
      ? publicEncrypt({ key: options.recipientKey, padding: constants.RSA_PKCS1_PADDING }, contentKey)
      : encryptOaep(contentKey, options.recipientKey, {
          digest,
          maskHash,
          randomBytes: options.randomBytes ?? randomBytes,
        });
  const digestXml = `<ds:DigestMethod xmlns:ds="${NAMESPACES.ds}" Algorithm="${DIGEST_ALGORITHMS[digest]}"/>`;
  const maskXml = `<xenc11:MGF xmlns:xenc11="${NAMESPACES.xenc11}" Algorithm="${MASK_ALGORITHMS[maskHash]}"/>`;
  const parameters = { 'rsa-1_5': '', 'rsa-oaep-mgf1p': digestXml, 'rsa-oaep': digestXml + maskXml }[
    transport
  ];
  return [
    `<xenc:EncryptedKey xmlns:xenc="${NAMESPACES.xenc}" Id="_encrypted-key"${recipient}>`,
    `<xenc:EncryptionMethod Algorithm="${KEY_TRANSPORTS[transport]}">${parameters}</xenc:EncryptionMethod>`,
    cipherDataXml(cipherValue),
    '</xenc:EncryptedKey>',
  ].join('');
}

function cipherDataXml(value: Buffer): string {
  return `<xenc:CipherData><xenc:CipherValue>${value.toString('base64')}</xenc:CipherValue></xenc:CipherData>`;
}
