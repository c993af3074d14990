// A chain of certificates as a corporate authority issues them: root, intermediate, and the provider's own leaf.

import { createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

interface Issued {
  readonly pem: string;
  readonly key: KeyObject;
  readonly name: string;
}

const SHA256_WITH_ECDSA = '300a06082a8648ce3d040302';

/** The leaf first, as such files usually are. */
export function certificateChain(): {
  readonly leaf: string;
  readonly intermediate: string;
  readonly root: string;
} {
  const root = issue('Example Root', true);
  const intermediate = issue('Example Issuing CA', true, root);
  const leaf = issue('idp.example', false, intermediate);
  return { leaf: leaf.pem, intermediate: intermediate.pem, root: root.pem };
}

/** Two self-signed certificates of one name, each with a key of its own, both marked as authorities: a renewal. */
export function renewedCertificates(): readonly string[] {
  return [issue('Federated SSO', true).pem, issue('Federated SSO', true).pem];
}

/** One key, certified twice. */
export function recertifiedKey(): readonly string[] {
  const first = issue('Same key', true);
  return [first.pem, issue('Same key', true, undefined, first.key).pem];
}

/** A certificate whose key may encipher keys and nothing else (RFC 5280 §4.2.1.3). */
export function encryptionOnlyCertificate(): string {
  return issue('Encryption', false, undefined, undefined, Buffer.from('0603551d0f040403020520', 'hex')).pem;
}

function issue(
  name: string,
  isAuthority: boolean,
  issuer?: Issued,
  privateKey?: KeyObject,
  extension?: Buffer,
): Issued {
  const key = privateKey ?? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const algorithm = Buffer.from(SHA256_WITH_ECDSA, 'hex');
  const validity = der(0x30, time('240101000000Z'), time('440101000000Z'));
  const basicConstraints = der(
    0x30,
    Buffer.from('0603551d13', 'hex'),
    der(0x04, der(0x30, ...(isAuthority ? [Buffer.from('0101ff', 'hex')] : []))),
  );
  const body = der(
    0x30,
    der(0xa0, Buffer.from('020102', 'hex')),
    der(0x02, Buffer.from([0x40]), randomBytes(15)),
    algorithm,
    distinguishedName(issuer?.name ?? name),
    validity,
    distinguishedName(name),
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, basicConstraints, ...(extension ? [der(0x30, extension)] : []))),
  );
  const signature = sign('sha256', body, issuer?.key ?? key);
  const certificate = der(0x30, body, algorithm, der(0x03, Buffer.from([0]), signature));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return { pem: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`, key, name };
}

function distinguishedName(commonName: string): Buffer {
  return der(
    0x30,
    der(0x31, der(0x30, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(commonName)))),
  );
}

function time(text: string): Buffer {
  return der(0x17, Buffer.from(text));
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
