// A self-signed certificate for the service provider's own key pair: SAML carries keys inside certificates, nobody checks the chain.

import { generateKeyPair, randomBytes, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import {
  bitString,
  boolean,
  der,
  objectIdentifier,
  octetString,
  sequence,
  set,
  time,
  unsignedInteger,
  utf8String,
} from './der.ts';
import { pemOf } from './pem.ts';

/** What the certificate says. */
export interface SelfSignedCertificateOptions {
  /** 1 to 64 characters (RFC 5280, ub-common-name). */
  readonly commonName: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** 8 to 20 random bytes. Default: 16 bytes of node's own randomness. */
  readonly serialNumber?: Uint8Array;
}

/** A fresh RSA-2048 key pair. `privateKeyPem` is PKCS#8 and a secret. */
export interface SelfSignedCertificate {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

const MODULUS_BITS = 2048;
const SERIAL_NUMBER_BYTES = 16;
const COMMON_NAME = '2.5.4.3';
const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
// digitalSignature and keyEncipherment: the pair signs requests and receives assertion keys.
const KEY_USAGE_BITS = Buffer.of(0xa0);
const KEY_USAGE_UNUSED_BITS = 5;

/** Makes an RSA-2048 key pair (off the event loop) and a certificate over it, signed by itself with SHA-256. */
export async function createSelfSignedCertificate(
  options: SelfSignedCertificateOptions,
): Promise<SelfSignedCertificate> {
  const { commonName, notAfter, notBefore, serialNumber = randomBytes(SERIAL_NUMBER_BYTES) } = options;
  if (commonName.length < 1 || commonName.length > 64) throw new TypeError('commonName: 1 to 64 characters');
  if (!(notBefore < notAfter)) throw new TypeError('notAfter: after notBefore');
  if (serialNumber.length < 8 || serialNumber.length > 20) throw new TypeError('serialNumber: 8 to 20 bytes');
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: MODULUS_BITS });
  const body = certificateBody({ commonName, notAfter, notBefore, serialNumber }, publicKey);
  const certificate = sequence(body, signatureAlgorithm(), bitString(sign('sha256', body, privateKey)));
  return {
    certificatePem: pemOf('CERTIFICATE', certificate),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** TBSCertificate (RFC 5280 §4.1). */
function certificateBody(options: Required<SelfSignedCertificateOptions>, publicKey: KeyObject): Buffer {
  const name = sequence(set(sequence(objectIdentifier(COMMON_NAME), utf8String(options.commonName))));
  // The top bit is cleared so that the number stays positive and within 20 bytes (§4.1.2.2).
  const serialNumber = Buffer.from(options.serialNumber);
  serialNumber[0] = (serialNumber[0]! & 0x7f) | 0x40;
  return sequence(
    der(0xa0, unsignedInteger(Buffer.of(2))),
    unsignedInteger(serialNumber),
    signatureAlgorithm(),
    name,
    sequence(time(options.notBefore), time(options.notAfter)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      sequence(
        sequence(objectIdentifier(BASIC_CONSTRAINTS), boolean(true), octetString(sequence())),
        sequence(
          objectIdentifier(KEY_USAGE),
          boolean(true),
          octetString(bitString(KEY_USAGE_BITS, KEY_USAGE_UNUSED_BITS)),
        ),
      ),
    ),
  );
}

function signatureAlgorithm(): Buffer {
  return sequence(objectIdentifier(SHA256_WITH_RSA), der(0x05));
}
