import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { recognise } from './recognise.ts';
import { certificateDer, certificateRequestDer, pemOf, wrapped } from '../test/der-builder.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const p521 = generateKeyPairSync('ec', { namedCurve: 'P-521' });
const ed25519 = generateKeyPairSync('ed25519');

const encryption = { cipher: 'aes-256-cbc', passphrase: 'correct horse' } as const;
type KeyType = 'pkcs1' | 'pkcs8' | 'sec1';
const derOf = (key: KeyObject, type: KeyType) => key.export({ type, format: 'der' });
const PRIVATE_KEYS: readonly (readonly [string, Buffer, string])[] = [
  ['RSA PKCS#1', derOf(rsa.privateKey, 'pkcs1'), 'RSA PRIVATE KEY'],
  ['RSA PKCS#8', derOf(rsa.privateKey, 'pkcs8'), 'PRIVATE KEY'],
  ['EC P-256 SEC 1', derOf(p256.privateKey, 'sec1'), 'EC PRIVATE KEY'],
  ['EC P-256 PKCS#8', derOf(p256.privateKey, 'pkcs8'), 'PRIVATE KEY'],
  ['EC P-384 SEC 1', derOf(p384.privateKey, 'sec1'), 'EC PRIVATE KEY'],
  ['EC P-521 SEC 1', derOf(p521.privateKey, 'sec1'), 'EC PRIVATE KEY'],
  ['EC P-521 PKCS#8', derOf(p521.privateKey, 'pkcs8'), 'PRIVATE KEY'],
  ['Ed25519 PKCS#8', derOf(ed25519.privateKey, 'pkcs8'), 'PRIVATE KEY'],
  [
    'encrypted RSA PKCS#8',
    rsa.privateKey.export({ type: 'pkcs8', format: 'der', ...encryption }),
    'ENCRYPTED PRIVATE KEY',
  ],
  [
    'encrypted EC PKCS#8',
    p256.privateKey.export({ type: 'pkcs8', format: 'der', ...encryption }),
    'ENCRYPTED PRIVATE KEY',
  ],
  ['OpenSSH', Buffer.concat([Buffer.from('openssh-key-v1\0'), Buffer.alloc(180, 7)]), 'OPENSSH PRIVATE KEY'],
];
const certificate = certificateDer(rsa, { version: 3 });
const certificatePem = pemOf('CERTIFICATE', certificate);

describe.each(PRIVATE_KEYS)('a private key: %s', (_name, der, label) => {
  const bare = der.toString('base64');
  const pem = pemOf(label, der);
  it.each<readonly [string, string]>([
    ['as PEM', pem],
    ['as PEM in lower case', pem.toLowerCase()],
    ['as PEM with typographic dashes', pem.replaceAll('--', '\u2014')],
    ['as PEM with zero-width characters in its label', pem.replace('PRIVATE', 'PRI\u200BVATE')],
    ['as PEM with no-break spaces in its label', pem.replaceAll('PRIVATE KEY', 'PRIVATE\u00A0KEY')],
    ['as PEM whose label lost its dashes', pem.replaceAll('-', '')],
    ['as PEM whose first line is missing', pem.split('\n').slice(1).join('\n')],
    ['as PEM whose last line is missing', pem.split('\n').slice(0, -2).join('\n')],
    ['as the last two lines of PEM', pem.trim().split('\n').slice(-2).join('\n')],
    ['as PEM on one line with \\n written out', pem.replaceAll('\n', '\\n')],
    ['as PEM on one line with blanks', pem.replaceAll('\n', ' ')],
    ['as PEM after a certificate', certificatePem + pem],
    ['as PEM before a certificate', pem + certificatePem],
    ['as PEM inside JSON', JSON.stringify({ key: pem })],
    ['as PEM inside metadata', `<EntityDescriptor entityID="x"><!-- ${pem} --></EntityDescriptor>`],
    ['as base64 of PEM', Buffer.from(pem).toString('base64')],
    ['without a label', bare],
    ['without a label, in lines', wrapped(bare, 64)],
    ['without a label, in narrow lines', wrapped(bare, 16)],
    ['without a label, between words', `the key is: ${bare} thanks`],
    ['without a label, after a certificate', `${certificatePem}\n${wrapped(bare, 64)}`],
    ['without a label, after a bare certificate', `${certificate.toString('base64')}\n${bare}`],
    ['without a label, as a value', `key=${bare}`],
    ['with white space around', `\uFEFF\r\n  ${pem}\r\n`],
  ])('is recognised %s', (_form, text) => {
    expect(recognise(text)).toBe('private_key');
  });
});

describe('a private key in other wrappings', () => {
  it.each<readonly [string, string]>([
    ['a JSON Web Key of RSA', JSON.stringify(rsa.privateKey.export({ format: 'jwk' }))],
    ['a JSON Web Key of EC', JSON.stringify(p256.privateKey.export({ format: 'jwk' }), null, 2)],
    ['a PuTTY key', 'PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n'],
    ['the rest of a legacy encrypted PEM', 'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA'],
    ['a PGP private key', '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQ'],
    ['an SSH2 private key', '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nP2/5'],
    ['the XML form of .NET', `<RSAKeyValue><Modulus>AA</Modulus><D>${'A'.repeat(64)}</D></RSAKeyValue>`],
  ])('is recognised: %s', (_name, text) => {
    expect(recognise(text)).toBe('private_key');
  });
});

describe('a certificate', () => {
  it.each<readonly [string, string]>([
    ['PEM', certificatePem],
    ['PEM with Windows line ends', certificatePem.replaceAll('\n', '\r\n')],
    ['PEM with typographic dashes', certificatePem.replaceAll('-----', '\u2014\u2013-')],
    ['PEM with text before it', `Bag Attributes\n  friendlyName: x\n${certificatePem}`],
    ['TRUSTED PEM', pemOf('TRUSTED CERTIFICATE', certificate)],
    ['X509 PEM', pemOf('X509 CERTIFICATE', certificate)],
    ['several PEMs', certificatePem + certificatePem],
    ['bare base64', certificate.toString('base64')],
    ['bare base64 in lines', wrapped(certificate.toString('base64'), 76)],
    ['bare base64 of an EC certificate', certificateDer(p256, { version: 3 }).toString('base64')],
    ['bare base64 of an Ed25519 certificate', certificateDer(ed25519, { version: 3 }).toString('base64')],
    ['bare base64 of a version 1 certificate', certificateDer(rsa, { version: 1 }).toString('base64')],
  ])('is recognised: %s', (_name, text) => {
    expect(recognise(text)).toBe('certificate');
  });
});

describe('a certificate request', () => {
  const request = certificateRequestDer(rsa);
  it.each<readonly [string, string]>([
    ['PEM', pemOf('CERTIFICATE REQUEST', request)],
    ['PEM of older tools', pemOf('NEW CERTIFICATE REQUEST', request)],
    ['bare base64', request.toString('base64')],
  ])('is recognised: %s', (_name, text) => {
    expect(recognise(text)).toBe('certificate_request');
  });
});

describe('everything else', () => {
  it.each<readonly [string, string, string]>([
    ['metadata with a prefix', '<?xml version="1.0"?><md:EntityDescriptor entityID="x">', 'metadata'],
    ['metadata of several entities', '<EntitiesDescriptor>', 'metadata'],
    ['metadata that holds a PEM certificate', `<EntityDescriptor >${certificatePem}`, 'metadata'],
    ['a web address', ' https://idp.example/metadata ', 'url'],
    ['a public key', pemOf('PUBLIC KEY', rsa.publicKey.export({ type: 'spki', format: 'der' })), 'unknown'],
    [
      'a bare public key',
      rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
      'unknown',
    ],
    [
      'a bare PKCS#1 public key',
      rsa.publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64'),
      'unknown',
    ],
    [
      'a JSON Web Key without a private part',
      JSON.stringify(rsa.publicKey.export({ format: 'jwk' })),
      'unknown',
    ],
    ['words', 'MICROSOFT ENTRA ID: MAKE A CERTIFICATE, MAIL IT TO ME', 'unknown'],
    ['nothing', '', 'unknown'],
    ['HTML', '<!doctype html><title>Sign in</title>', 'unknown'],
  ])('is told apart: %s', (_name, text, kind) => {
    expect(recognise(text)).toBe(kind);
  });

  it.each<readonly [string, string]>([
    ['dashes', '-'],
    ['BEGINs', 'BEGIN '],
    ['beginnings of keys', 'MA '],
    ['blanks', ' '],
    ['tags', '<D><a'],
  ])('takes a megabyte of %s without choking', (_name, piece) => {
    const text = `A${piece.repeat(1_000_000 / piece.length)}!`;
    expect(recognise(text)).toBe('unknown');
  });
});
