// A key pair with its self-signed X.509 certificate, as an identity provider publishes it.

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import {
  derBitString,
  derInteger,
  derObjectIdentifier,
  derSequence,
  derTime,
  derUtf8,
  derValue,
} from './der.ts';

/** What `createSigningIdentity` may be told. */
export interface SigningIdentityOptions {
  /** Common name of subject and issuer; default `Mock identity provider`. */
  readonly commonName?: string;
  /** Default `rsa`. */
  readonly keyType?: 'rsa' | 'ec';
  /** RSA: modulus length, default 2048. EC: 256 or 384, default 256. */
  readonly bits?: number;
  /** Start of validity; default 2024-01-01. */
  readonly notBefore?: Date;
  /** End of validity; default 2044-01-01. */
  readonly notAfter?: Date;
  /** Certify this private key instead of making one. */
  readonly privateKey?: KeyObject;
  /** 16 bytes; default random. With RSA, a given key and serial number always give the same certificate. */
  readonly serialNumber?: Buffer;
}

/** A private key, its public half, and a certificate for it. */
export interface SigningIdentity {
  /** PEM with 64-column lines and a trailing newline. */
  readonly certificatePem: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** SHA-256 over the certificate's DER bytes, 64 lower-case hex digits. */
  readonly fingerprint: string;
}

const RSA_WITH_SHA256 = '1.2.840.113549.1.1.11';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';
const BASIC_CONSTRAINTS = '2.5.29.19';

/** Makes a key pair and a self-signed certificate for it (RFC 5280, version 3). */
export function createSigningIdentity(options: SigningIdentityOptions = {}): SigningIdentity {
  const privateKey = options.privateKey ?? generateKey(options);
  const certificateDer = selfSign(privateKey, options);
  return signingIdentityFrom(privateKey, toPem(certificateDer));
}

/** Joins a stored private key and its certificate again. */
export function signingIdentityFrom(privateKey: KeyObject | string, certificatePem: string): SigningIdentity {
  const certificate = new X509Certificate(certificatePem);
  const key = typeof privateKey === 'string' ? createPrivateKey(privateKey) : privateKey;
  if (!certificate.checkPrivateKey(key)) throw new TypeError('The certificate is not for this private key.');
  return {
    certificatePem,
    privateKey: key,
    publicKey: certificate.publicKey,
    fingerprint: createHash('sha256').update(certificate.raw).digest('hex'),
  };
}

/** The base64 body of a PEM, on one line. */
export function pemBody(pem: string): string {
  return pem.replace(/-----[^-]+-----|\s/gu, '');
}

function generateKey(options: SigningIdentityOptions): KeyObject {
  if (options.keyType === 'ec') {
    const namedCurve = options.bits === 384 ? 'P-384' : 'P-256';
    return generateKeyPairSync('ec', { namedCurve }).privateKey;
  }
  return generateKeyPairSync('rsa', { modulusLength: options.bits ?? 2048 }).privateKey;
}

function selfSign(privateKey: KeyObject, options: SigningIdentityOptions): Buffer {
  const algorithm =
    privateKey.asymmetricKeyType === 'ec'
      ? derSequence(derObjectIdentifier(ECDSA_WITH_SHA256))
      : derSequence(derObjectIdentifier(RSA_WITH_SHA256), derValue(0x05));
  const name = distinguishedName(options.commonName ?? 'Mock identity provider');
  const validity = derSequence(
    derTime(options.notBefore ?? new Date('2024-01-01T00:00:00Z')),
    derTime(options.notAfter ?? new Date('2044-01-01T00:00:00Z')),
  );
  const serial = Buffer.from(options.serialNumber ?? randomBytes(16));
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const certificate = derSequence(
    derValue(0xa0, derInteger(Buffer.from([2]))),
    derInteger(serial),
    algorithm,
    name,
    validity,
    name,
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    derValue(0xa3, derSequence(basicConstraints())),
  );
  return derSequence(certificate, algorithm, derBitString(sign('sha256', certificate, privateKey)));
}

function distinguishedName(commonName: string): Buffer {
  return derSequence(derValue(0x31, derSequence(derObjectIdentifier(COMMON_NAME), derUtf8(commonName))));
}

function basicConstraints(): Buffer {
  const notAnAuthority = derSequence();
  return derSequence(derObjectIdentifier(BASIC_CONSTRAINTS), derValue(0x04, notAnAuthority));
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/gu) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
