// Encrypted assertions: which are opened, under which signature, and that every failure looks the same.

import { generateKeyPairSync } from 'node:crypto';
import {
  buildResponse,
  createAttackContext,
  encodeResponse,
  verificationFor,
  type BuildResponseOptions,
  type EncryptionOptions,
} from '@team-sso/mock-idp';
import { describe, expect, it } from 'vitest';
import { refusalOf, verify } from './judge.ts';

const now = new Date('2026-11-20T10:00:00Z');
const context = createAttackContext({ now });
const verification = verificationFor(context);
const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
type Sign = NonNullable<BuildResponseOptions['sign']>;

function respond(sign: Sign, encryption: Partial<EncryptionOptions> = {}) {
  const recipientKey = context.serviceProvider.publicKey;
  return buildResponse({
    now,
    identity: context.provider,
    inResponseTo: context.requestId,
    sign,
    encryption: { recipientKey, ...encryption },
  });
}

const judge = (samlResponse: string, change = {}) =>
  verify({ samlResponse, verification: { ...verification, ...change } });

describe('an encrypted assertion', () => {
  it.each(['aes128-gcm', 'aes192-gcm', 'aes256-gcm'] as const)(
    'is opened with %s, however it is signed',
    (contentAlgorithm) => {
      const read = (sign: Sign) => judge(respond(sign, { contentAlgorithm }).samlResponse);
      expect(read('assertion')).toMatchObject({ wasEncrypted: true, signed: 'assertion' });
      expect(read('response')).toMatchObject({ wasEncrypted: true, signed: 'response' });
      expect(read('both')).toMatchObject({ wasEncrypted: true, signed: 'both' });
    },
  );

  it('is refused when neither it nor the response is signed', () => {
    expect(refusalOf(() => judge(respond('none').samlResponse)).code).toBe('signature_missing');
  });

  it('is opened by whichever of several keys fits', () => {
    const decryptionKeys = [other, context.serviceProvider.privateKey];
    expect(judge(respond('assertion').samlResponse, { decryptionKeys }).wasEncrypted).toBe(true);
  });

  // Other readers look for CipherValue anywhere below: what they would find must be what is decrypted.
  it.each([
    [
      'in the method of its content',
      /(<xenc:EncryptionMethod Algorithm="[^"]*gcm")\/>/,
      '$1><xenc:CipherValue>AAAA</xenc:CipherValue></xenc:EncryptionMethod>',
    ],
    [
      'in the digest of its key',
      /(<ds:DigestMethod [^>]*)\/>/,
      '$1><xenc:CipherValue>AAAA</xenc:CipherValue></ds:DigestMethod>',
    ],
    [
      'beside the digest of its key',
      /(<ds:DigestMethod [^>]*\/>)/,
      '$1<xenc:CipherValue>AAAA</xenc:CipherValue>',
    ],
  ])('is refused with a second CipherValue %s', (_where, at, with_) => {
    const { xml } = respond('assertion');
    const changed = xml.replace(at, with_);
    expect(changed).not.toBe(xml);
    expect(refusalOf(() => judge(encodeResponse(changed))).code).toBe('decryption_failed');
  });

  it('needs a key at all', () => {
    expect(refusalOf(() => judge(respond('assertion').samlResponse, { decryptionKeys: [] })).code).toBe(
      'assertion_encrypted_no_key',
    );
  });
});

describe('what was encrypted', () => {
  const respondEdited = (options: Partial<BuildResponseOptions>) =>
    buildResponse({
      now,
      identity: context.provider,
      inResponseTo: context.requestId,
      encryption: { recipientKey: context.serviceProvider.publicKey },
      ...options,
    }).samlResponse;

  it('passes the same gate', () => {
    const assertion = (xml: string) => xml.replace('<saml:Subject>', '<!-- x --><saml:Subject>');
    const samlResponse = respondEdited({ sign: 'response', edits: { assertion } });
    expect(refusalOf(() => judge(samlResponse))).toMatchObject({ code: 'xml_invalid', rule: 'gate' });
  });

  it('has the same shape', () => {
    const assertion = (xml: string) => xml.replace('<saml:Subject>', '<saml:Subject evil="1">');
    const samlResponse = respondEdited({ sign: 'assertion', edits: { assertion } });
    expect(refusalOf(() => judge(samlResponse))).toMatchObject({ code: 'xml_invalid', rule: 'shape' });
  });

  it('shares no ID with the response around it', () => {
    const response = (xml: string) => xml.replace('ID="_outer"', 'ID="_inner"');
    const ids = { responseId: '_outer', assertionId: '_inner' } as const;
    expect(judge(respondEdited({ sign: 'assertion', ...ids })).assertionId).toBe('_inner');
    const samlResponse = respondEdited({ sign: 'assertion', ...ids, edits: { response } });
    expect(refusalOf(() => judge(samlResponse))).toMatchObject({ code: 'xml_invalid', rule: 'gate' });
  });

  it('is not opened with a label, which nothing here could know', () => {
    const label = '<xenc:OAEPparams>AAAA</xenc:OAEPparams>';
    const { xml } = respond('assertion');
    const labelled = xml.replace(/(<xenc:EncryptionMethod Algorithm="[^"]*rsa-oaep[^"]*">)/, `$1${label}`);
    expect(labelled).toContain(label);
    expect(refusalOf(() => judge(encodeResponse(labelled))).code).toBe('encryption_unsupported');
  });
});

describe('AES-CBC', () => {
  const cbc = (sign: Sign, allowCbcEncryption: boolean) => () =>
    judge(respond(sign, { contentAlgorithm: 'aes256-cbc' }).samlResponse, { allowCbcEncryption });

  it('is opened only where it is allowed and the response is signed', () => {
    expect(cbc('response', true)()).toMatchObject({ wasEncrypted: true });
    expect(cbc('both', true)()).toMatchObject({ wasEncrypted: true });
    expect(refusalOf(cbc('response', false)).code).toBe('encryption_weak');
  });

  it('says what to switch on where only the assertion is signed', () => {
    expect(refusalOf(cbc('assertion', true))).toMatchObject({
      code: 'encryption_weak',
      evidence: { detail: 'encryption-strength: AES-CBC: sign response and assertion' },
    });
  });

  it('is not even tried when the signature over the ciphertext is broken', () => {
    const { xml } = respond('response', { contentAlgorithm: 'aes128-cbc' });
    const broken = changeCipherValue(xml, 1);
    expect(refusalOf(() => judge(encodeResponse(broken), { allowCbcEncryption: true })).code).toBe(
      'signature_invalid',
    );
  });
});

describe('a failure to decrypt', () => {
  const { xml } = respond('assertion');
  it.each([
    ['another key', () => judge(encodeResponse(xml), { decryptionKeys: [other] })],
    ['a changed encrypted key', () => judge(encodeResponse(changeCipherValue(xml, 0)))],
    ['changed content', () => judge(encodeResponse(changeCipherValue(xml, 1)))],
    ['content that is too short', () => judge(encodeResponse(replaceCipherValue(xml, 1, 'AAAA')))],
    ['an encrypted key that is too short', () => judge(encodeResponse(replaceCipherValue(xml, 0, 'AAAA')))],
  ])('with %s looks like any other', (_, decrypt) => {
    expect(refusalOf(decrypt)).toMatchObject({
      code: 'decryption_failed',
      evidence: { detail: 'decryption' },
    });
  });
});

/** Changes one character in the middle of the n-th CipherValue. */
function changeCipherValue(xml: string, which: number): string {
  const value = cipherValues(xml)[which] ?? '';
  const at = value.length >> 1;
  return xml.replace(value, value.slice(0, at) + (value[at] === 'A' ? 'B' : 'A') + value.slice(at + 1));
}

function replaceCipherValue(xml: string, which: number, value: string): string {
  return xml.replace(cipherValues(xml)[which] ?? '', value);
}

function cipherValues(xml: string): readonly string[] {
  return [...xml.matchAll(/CipherValue>([^<]+)</g)].map(([, value = '']) => value);
}
