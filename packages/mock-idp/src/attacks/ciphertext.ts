// Encrypted assertions: weak and unknown algorithms, broken ciphertext, keys out of their place.

import { replaceFirst } from '../xml-text.ts';
import type { EncryptionOptions } from '../xml-encryption.ts';
import type { VerificationInput } from './attack.ts';
import { after, attacksOf, before, respond, swap } from './compose.ts';
import type { AttackRow, Forged } from './compose.ts';

const FAILED = 'decryption_failed';
const WEAK = 'encryption_weak';
const UNSUPPORTED = 'encryption_unsupported';
const STRUCTURE = ['xml_invalid', UNSUPPORTED, FAILED];
const CBC_ALLOWED = { allowCbcEncryption: true } as const;
type Options = Partial<EncryptionOptions>;

type Overrides = Parameters<typeof respond>[1];

const encrypted =
  (
    options: Options,
    overrides: Overrides = {},
    verification: Partial<VerificationInput> = {},
  ): AttackRow[2] =>
  (context): Forged => ({
    xml: respond(context, {
      encryption: { recipientKey: context.serviceProvider.publicKey, ...options },
      ...overrides,
    }).xml,
    verification,
  });

const changed =
  (edit: (xml: string) => string, options: Options = {}): AttackRow[2] =>
  (context) =>
    edit(
      respond(context, { encryption: { recipientKey: context.serviceProvider.publicKey, ...options } }).xml,
    );

const cipherValue = (which: 'key' | 'data', edit: (bytes: Buffer) => Buffer): AttackRow[2] =>
  changed((xml) => {
    const values = [...xml.matchAll(/<xenc:CipherValue>([^<]*)</gu)];
    const value = values[which === 'key' ? 0 : values.length - 1]?.[1] ?? '';
    return replaceFirst(xml, value, edit(Buffer.from(value, 'base64')).toString('base64'));
  });

const renamed = (from: string, to: string): AttackRow[2] => changed(swap(from, to));
const encryptionRows: readonly AttackRow[] = [
  [
    'the service provider has no key',
    'assertion_encrypted_no_key',
    encrypted({}, {}, { decryptionKeys: [] }),
  ],
  [
    'encrypted for somebody else',
    FAILED,
    (context) => respond(context, { encryption: { recipientKey: context.attacker.publicKey } }).xml,
  ],
  ['triple DES', WEAK, encrypted({ contentAlgorithm: '3des-cbc' })],
  [
    'triple DES under a response signature, CBC allowed',
    WEAK,
    encrypted({ contentAlgorithm: '3des-cbc' }, { sign: 'response' }, CBC_ALLOWED),
  ],
  ['RSA 1.5', WEAK, encrypted({ keyTransport: 'rsa-1_5' })],
  [
    'RSA 1.5 under a response signature, CBC allowed',
    WEAK,
    encrypted({ keyTransport: 'rsa-1_5' }, { sign: 'response' }, CBC_ALLOWED),
  ],
  ['AES-128-CBC', [WEAK, UNSUPPORTED], encrypted({ contentAlgorithm: 'aes128-cbc' })],
  ['AES-256-CBC', [WEAK, UNSUPPORTED], encrypted({ contentAlgorithm: 'aes256-cbc' })],
  [
    'AES-256-CBC under a response signature',
    [WEAK, UNSUPPORTED],
    encrypted({ contentAlgorithm: 'aes256-cbc' }, { sign: 'response' }),
  ],
  [
    'AES-256-CBC is allowed, but no response signature covers it',
    [WEAK, UNSUPPORTED, 'signature_missing'],
    encrypted({ contentAlgorithm: 'aes256-cbc' }, { sign: 'assertion' }, CBC_ALLOWED),
  ],
  [
    'AES-256-CBC is allowed, but the attacker signed the response',
    ['signature_wrong_key', 'signature_invalid', WEAK],
    (context) => ({
      xml: respond(context, {
        identity: context.attacker,
        sign: 'response',
        encryption: { recipientKey: context.serviceProvider.publicKey, contentAlgorithm: 'aes256-cbc' },
      }).xml,
      verification: CBC_ALLOWED,
    }),
  ],
  [
    'OAEP with SHA-256 and a SHA-1 mask',
    UNSUPPORTED,
    encrypted({ keyTransport: 'rsa-oaep', oaepDigest: 'sha256', maskHash: 'sha1' }),
  ],
  [
    'OAEP with SHA-1 and a SHA-256 mask',
    UNSUPPORTED,
    encrypted({ keyTransport: 'rsa-oaep', oaepDigest: 'sha1', maskHash: 'sha256' }),
  ],
  [
    'OAEP-MGF1P with a SHA-256 digest',
    UNSUPPORTED,
    encrypted({ keyTransport: 'rsa-oaep-mgf1p', oaepDigest: 'sha256' }),
  ],
  ['a content algorithm nobody knows', UNSUPPORTED, renamed('xmlenc11#aes256-gcm', 'xmlenc11#aes256-xyz')],
  ['a key transport nobody knows', UNSUPPORTED, renamed('xmlenc#rsa-oaep-mgf1p', 'xmlenc#rsa-oaep-xyz')],
  ['a symmetric key wrap', UNSUPPORTED, renamed('xmlenc#rsa-oaep-mgf1p', 'xmlenc#kw-aes256')],
  ['a smaller content algorithm is named', [FAILED, UNSUPPORTED], renamed('aes256-gcm', 'aes128-gcm')],
  [
    'CBC is named over GCM',
    [WEAK, UNSUPPORTED, FAILED],
    renamed('2009/xmlenc11#aes256-gcm', '2001/04/xmlenc#aes256-cbc'),
  ],
  ['one bit of the ciphertext is turned', FAILED, cipherValue('data', (bytes) => turned(bytes, 40))],
  ['one bit of the tag is turned', FAILED, cipherValue('data', (bytes) => turned(bytes, bytes.length - 1))],
  [
    'one bit of the initialization vector is turned',
    FAILED,
    cipherValue('data', (bytes) => turned(bytes, 0)),
  ],
  ['the tag is cut short', FAILED, cipherValue('data', (bytes) => bytes.subarray(0, -12))],
  ['the ciphertext is shorter than its tag', FAILED, cipherValue('data', (bytes) => bytes.subarray(0, 20))],
  ['the ciphertext is empty', [FAILED, 'xml_invalid'], cipherValue('data', () => Buffer.alloc(0))],
  ['one bit of the encrypted key is turned', FAILED, cipherValue('key', (bytes) => turned(bytes, 9))],
  ['the encrypted key is zero', FAILED, cipherValue('key', (bytes) => Buffer.alloc(bytes.length))],
  ['the encrypted key is cut in half', FAILED, cipherValue('key', (bytes) => bytes.subarray(0, 128))],
];

const structureRows: readonly AttackRow[] = [
  ['no EncryptedKey', STRUCTURE, changed(swap(/<xenc:EncryptedKey.*<\/xenc:EncryptedKey>/u, ''))],
  [
    'two EncryptedKeys',
    STRUCTURE,
    changed(
      swap(
        /<xenc:EncryptedKey.*<\/xenc:EncryptedKey>/u,
        (match) => match + match.replace('_encrypted-key', '_second-key'),
      ),
    ),
  ],
  [
    'two EncryptedData',
    STRUCTURE,
    changed(
      swap(
        /<xenc:EncryptedData.*<\/xenc:EncryptedData>/u,
        (match) => match + match.replaceAll('_encrypted-', '_second-'),
      ),
    ),
  ],
  [
    'an empty EncryptedAssertion',
    STRUCTURE,
    changed(swap(/<xenc:EncryptedData.*<\/xenc:EncryptedData>/u, '')),
  ],
  [
    'the key is fetched from a URL',
    STRUCTURE,
    changed(swap('URI="#_encrypted-key"', 'URI="http://attacker.example/key"'), { keyPlacement: 'beside' }),
  ],
  [
    'the key reference names nothing',
    STRUCTURE,
    changed(swap('URI="#_encrypted-key"', 'URI="#_nowhere"'), { keyPlacement: 'beside' }),
  ],
  [
    'the key reference is an XPointer',
    STRUCTURE,
    changed(swap('URI="#_encrypted-key"', 'URI="#xpointer(id(\'_encrypted-key\'))"'), {
      keyPlacement: 'beside',
    }),
  ],
  [
    'the key lies beside and nothing refers to it',
    STRUCTURE,
    changed(swap(/<ds:RetrievalMethod[^>]*\/>/u, ''), { keyPlacement: 'beside' }),
  ],
  [
    'a CipherValue in KeyInfo, before the key',
    STRUCTURE,
    changed(before('<xenc:EncryptedKey', '<xenc:CipherValue>AAAA</xenc:CipherValue>')),
  ],
  [
    'a foreign EncryptionMethod deep in KeyInfo',
    STRUCTURE,
    changed(
      before(
        '<xenc:EncryptedKey',
        '<ds:KeyName/><f:Key xmlns:f="urn:foreign"><f:EncryptionMethod Algorithm="urn:foreign"/></f:Key>',
      ),
    ),
  ],
  [
    'a CipherData within CipherData',
    STRUCTURE,
    changed(
      after(
        '<xenc:CipherData>',
        '<xenc:CipherData><xenc:CipherValue>AAAA</xenc:CipherValue></xenc:CipherData>',
      ),
    ),
  ],
  [
    'the ciphertext is fetched from a URL',
    STRUCTURE,
    changed((xml) =>
      xml.replace(
        /<xenc:CipherData>(?!.*<xenc:CipherData>).*<\/xenc:CipherData>/u,
        '<xenc:CipherData><xenc:CipherReference URI="http://attacker.example/"/></xenc:CipherData>',
      ),
    ),
  ],
  [
    'transforms over the ciphertext',
    STRUCTURE,
    changed(
      before(
        '</xenc:EncryptedData>',
        '<xenc:EncryptionProperties><xenc:EncryptionProperty>x</xenc:EncryptionProperty></xenc:EncryptionProperties>',
      ),
    ),
  ],
  ['a comment in the ciphertext', 'xml_invalid', changed(after('<xenc:CipherValue>', '<!-- -->'))],
  ['no EncryptionMethod', STRUCTURE, changed(swap(/<xenc:EncryptionMethod[^>]*\/>/u, ''))],
  [
    'only the content of an element is encrypted',
    STRUCTURE,
    changed(swap('xmlenc#Element"', 'xmlenc#Content"')),
  ],
];

function turned(bytes: Buffer, at: number): Buffer {
  return Buffer.from(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte)));
}

/** Algorithms and ciphertext. */
export const ciphertextAttacks = attacksOf('encryption', [...encryptionRows, ...structureRows]);
