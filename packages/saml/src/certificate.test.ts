import { createHash, generateKeyPairSync } from 'node:crypto';
import { createSigningIdentity } from '@team-sso/mock-idp';
import { describe, expect, it } from 'vitest';
import { readCertificates } from './certificate.ts';
import { bitString, objectIdentifier, sequence, time, unsignedInteger } from './der.ts';
import { createSelfSignedCertificate } from './self-signed-certificate.ts';

const rsa = createSigningIdentity({ commonName: 'First' });
const second = createSigningIdentity({ commonName: 'Second' });
const ec = createSigningIdentity({ commonName: 'Curve', keyType: 'ec' });
const weak = createSigningIdentity({ commonName: 'Weak', bits: 1024 });
const bareOf = (pem: string) => pem.replaceAll(/-----[^-]+-----|\s/g, '');
const bare = bareOf(rsa.certificatePem);
const der = Buffer.from(bare, 'base64');
const codesOf = (text: string | Uint8Array, now?: Date) =>
  readCertificates(text, now).problems.map(({ code }) => code);
const fingerprintsOf = (text: string | Uint8Array) =>
  readCertificates(text).certificates.map(({ fingerprint }) => fingerprint);

describe('certificate intake reads', () => {
  it.each([
    ['PEM', rsa.certificatePem],
    ['PEM with Windows line ends', rsa.certificatePem.replaceAll('\n', '\r\n')],
    ['PEM on one line', rsa.certificatePem.replaceAll('\n', ' ')],
    ['PEM with written-out line ends', rsa.certificatePem.replaceAll('\n', '\\n')],
    ['PEM in quotes', `"${rsa.certificatePem}",`],
    ['PEM with text around it', `subject=CN\n${rsa.certificatePem}issuer=CN`],
    ['PEM indented', rsa.certificatePem.replaceAll(/^/gm, '    ')],
    ['PEM without its last line', rsa.certificatePem.replace(/-----END.*/, '')],
    ['bare base64', bare],
    ['bare base64 without padding', bare.replaceAll('=', '')],
    ['base64 of PEM', Buffer.from(rsa.certificatePem).toString('base64')],
    ['DER', der],
    ['a file of PEM', Buffer.from(rsa.certificatePem)],
    ['typographic dashes', rsa.certificatePem.replaceAll('-----', '—–')],
    ['the same certificate twice', rsa.certificatePem + rsa.certificatePem],
  ])('%s', (_, text) => {
    expect(fingerprintsOf(text)).toEqual([rsa.fingerprint]);
  });

  it.each([
    ['several PEMs', rsa.certificatePem + second.certificatePem],
    ['bare base64 with a blank line between', `${bare}\n\n${bareOf(second.certificatePem)}`],
    ['a chain in DER', Buffer.concat([der, Buffer.from(bareOf(second.certificatePem), 'base64')])],
  ])('%s', (_, text) => {
    expect(fingerprintsOf(text)).toEqual([rsa.fingerprint, second.fingerprint]);
  });

  it('the facts of RSA and EC certificates', () => {
    const [facts] = readCertificates(rsa.certificatePem).certificates;
    expect(facts).toEqual({
      fingerprint: rsa.fingerprint,
      sha1Thumbprint: createHash('sha1').update(der).digest('hex'),
      subject: 'CN=First',
      notBefore: new Date('2024-01-01T00:00:00Z'),
      notAfter: new Date('2044-01-01T00:00:00Z'),
      keyType: 'RSA',
      keyBits: 2048,
      pem: rsa.certificatePem,
    });
    expect(readCertificates(ec.certificatePem).certificates).toMatchObject([{ keyType: 'EC', keyBits: 256 }]);
  });

  it('a certificate out of its time, with a warning', () => {
    expect(codesOf(rsa.certificatePem, new Date('2045-01-01'))).toEqual(['expired']);
    expect(codesOf(rsa.certificatePem, new Date('2020-01-01'))).toEqual(['not_yet_valid']);
    expect(codesOf(rsa.certificatePem, new Date('2030-01-01'))).toEqual([]);
  });
});

describe('certificate intake explains', () => {
  const privateKey = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const pkcs8 = rsa.privateKey.export({ type: 'pkcs8', format: 'der' });
  const pkcs1 = rsa.privateKey.export({ type: 'pkcs1', format: 'der' });
  const publicKey = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();

  it.each([
    ['nothing', '', 'empty'],
    ['white space', ' \n', 'empty'],
    ['a private key', privateKey, 'private_key'],
    ['an encrypted private key', privateKey.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE'), 'private_key'],
    ['a bare PKCS#8 key', pkcs8.toString('base64'), 'private_key'],
    ['a bare PKCS#1 key', pkcs1.toString('base64'), 'private_key'],
    [
      'a certificate request',
      `-----BEGIN CERTIFICATE REQUEST-----\n${bare}\n-----END CERTIFICATE REQUEST-----`,
      'certificate_request',
    ],
    ['a public key', publicKey, 'public_key_only'],
    ['a bare public key', bareOf(publicKey), 'public_key_only'],
    ['metadata', '<?xml version="1.0"?><EntityDescriptor/>', 'metadata_xml'],
    ['text that was cut', bare.slice(0, 400), 'truncated'],
    ['PEM that was cut', rsa.certificatePem.slice(0, 500), 'truncated'],
    ['words', 'please see the attached file', 'not_a_certificate'],
    ['a PKCS#7 bundle', `-----BEGIN PKCS7-----\n${bare}\n-----END PKCS7-----`, 'not_a_certificate'],
    ['a weak key', weak.certificatePem, 'weak_key'],
    ['too much', 'A'.repeat(262_145), 'too_large'],
  ])('%s', (_, text, code) => {
    expect(readCertificates(text)).toMatchObject({
      certificates: [],
      problems: [{ code, severity: 'error' }],
    });
  });

  it('a key of a type that signs no SAML', () => {
    expect(codesOf(edwardsCertificate())).toEqual(['key_type_unsupported']);
  });

  it('what a word processor did to the text', () => {
    expect(codesOf(rsa.certificatePem.replaceAll('-----', '—–'))).toEqual(['smart_quotes']);
  });

  it('a private key beside a certificate, and still takes the certificate', () => {
    const reading = readCertificates(privateKey + rsa.certificatePem);
    expect(reading.problems).toMatchObject([{ code: 'private_key' }]);
    expect(reading.certificates).toHaveLength(1);
  });

  it('never quotes what was pasted', () => {
    expect(JSON.stringify(readCertificates(privateKey))).not.toContain(bareOf(privateKey).slice(0, 20));
  });

  it('bad input of any kind without throwing', () => {
    for (let length = 0; length < 200; length++) {
      expect(() => readCertificates(der.subarray(0, length * 4))).not.toThrow();
      expect(() => readCertificates(Buffer.from(der).fill(length, length * 3, length * 3 + 5))).not.toThrow();
    }
  });
});

describe('a self-signed certificate', () => {
  it('says what it was told and verifies with its own key', async () => {
    const notBefore = new Date('2026-01-01T00:00:00Z');
    const notAfter = new Date('2051-01-01T00:00:00Z');
    const { certificatePem, privateKeyPem } = await createSelfSignedCertificate({
      commonName: 'Team SSO – eu',
      notBefore,
      notAfter,
    });
    const { X509Certificate, createPrivateKey } = await import('node:crypto');
    const certificate = new X509Certificate(certificatePem);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(privateKeyPem))).toBe(true);
    expect(readCertificates(certificatePem, new Date('2030-01-01'))).toMatchObject({
      certificates: [{ subject: 'CN=Team SSO – eu', notBefore, notAfter, keyType: 'RSA', keyBits: 2048 }],
      problems: [],
    });
  });

  it('is refused without a sensible name or time', async () => {
    const times = { notBefore: new Date(0), notAfter: new Date(1000) };
    await expect(createSelfSignedCertificate({ commonName: '', ...times })).rejects.toThrow(TypeError);
    await expect(
      createSelfSignedCertificate({ commonName: 'x', notBefore: new Date(1), notAfter: new Date(0) }),
    ).rejects.toThrow(TypeError);
  });
});

/** A certificate over an Ed25519 key; nobody checks its signature here. */
function edwardsCertificate(): Buffer {
  const { publicKey } = generateKeyPairSync('ed25519');
  const algorithm = sequence(objectIdentifier('1.3.101.112'));
  const validity = sequence(time(new Date(0)), time(new Date('2049-01-01T00:00:00Z')));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const body = sequence(unsignedInteger(Buffer.of(1)), algorithm, sequence(), validity, sequence(), spki);
  return sequence(body, algorithm, bitString(Buffer.alloc(64)));
}
