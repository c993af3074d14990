// Signatures that are broken, or valid over something else than what is read.

import { sign } from 'node:crypto';
import { after, attacksOf, changedAfterSigning, respond, signedInfoEdit, swap } from './compose.ts';
import type { AttackRow } from './compose.ts';

const SIGNATURE = /<ds:Signature .*?<\/ds:Signature>/u;
const SIGNED_INFO = /<ds:SignedInfo>.*?<\/ds:SignedInfo>/u;
const SIGNATURE_VALUE = /<ds:SignatureValue>.*?<\/ds:SignatureValue>/u;
const BROKEN = ['signature_invalid', 'xml_invalid'];
const validity: readonly AttackRow[] = [
  ['NameID is changed', 'signature_invalid', changedAfterSigning(swap('>member@', '>owner@'))],
  [
    'an attribute value is changed',
    'signature_invalid',
    changedAfterSigning(swap('Engineering', 'Administrators')),
  ],
  [
    'an attribute is added',
    'signature_invalid',
    changedAfterSigning(
      after(
        '<saml:AttributeStatement>',
        '<saml:Attribute Name="role"><saml:AttributeValue>owner</saml:AttributeValue></saml:Attribute>',
      ),
    ),
  ],
  [
    'the audience is changed to ours',
    'signature_invalid',
    (context) =>
      swap(
        'https://auth.other.example',
        context.spEntityId,
      )(respond(context, { audiences: [['https://auth.other.example']] }).xml),
  ],
  [
    'the recipient is changed to ours',
    'signature_invalid',
    (context) =>
      swap(
        'Recipient="https://other.example/acs"',
        `Recipient="${context.acsUrl}"`,
      )(respond(context, { confirmations: [{ recipient: 'https://other.example/acs' }] }).xml),
  ],
  [
    'Destination is changed to ours under a response signature',
    'signature_invalid',
    (context) =>
      swap(
        'Destination="https://other.example/acs"',
        `Destination="${context.acsUrl}"`,
      )(respond(context, { sign: 'response', destination: 'https://other.example/acs' }).xml),
  ],
  [
    'an expired assertion is made young again',
    'signature_invalid',
    (context) => {
      const hourAgo = new Date(context.now.getTime() - 3_600_000);
      const stamp = (xml: string) =>
        xml.replaceAll(
          /NotOnOrAfter="[^"]*"/gu,
          `NotOnOrAfter="${new Date(context.now.getTime() + 300_000).toISOString()}"`,
        );
      return stamp(respond(context, { now: hourAgo }).xml);
    },
  ],
  [
    'the status under a response signature is changed to Success',
    'signature_invalid',
    changedAfterSigning(swap('status:Responder', 'status:Success'), {
      sign: 'response',
      status: { code: 'urn:oasis:names:tc:SAML:2.0:status:Responder' },
    }),
  ],
  [
    'white space is added to the signed assertion',
    'signature_invalid',
    changedAfterSigning(after('<saml:Subject>', '\n')),
  ],
  [
    'one bit of SignatureValue is turned',
    'signature_invalid',
    changedAfterSigning(
      swap(
        /SignatureValue>[A-Za-z0-9+/]/u,
        (match) => match.slice(0, -1) + (match.endsWith('A') ? 'B' : 'A'),
      ),
    ),
  ],
  [
    'SignatureValue is cut in half',
    'signature_invalid',
    changedAfterSigning(swap(SIGNATURE_VALUE, (match) => `${match.slice(0, 19 + 172)}</ds:SignatureValue>`)),
  ],
  [
    'SignatureValue is followed by junk',
    'signature_invalid',
    changedAfterSigning(
      swap(SIGNATURE_VALUE, (match) => `<ds:SignatureValue>${withJunk(match)}</ds:SignatureValue>`),
    ),
  ],
  [
    'SignatureValue is not base64',
    BROKEN,
    changedAfterSigning(swap(/SignatureValue>.{4}/u, 'SignatureValue>*@#!')),
  ],
  [
    'DigestValue is changed',
    'signature_invalid',
    changedAfterSigning(
      swap(/DigestValue>[A-Za-z0-9+/]/u, (match) => match.slice(0, -1) + (match.endsWith('A') ? 'B' : 'A')),
    ),
  ],
  [
    'DigestValue is that of the empty text',
    'signature_invalid',
    signedInfoEdit(swap(/DigestValue>[^<]*/u, 'DigestValue>47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=')),
  ],
  ['DigestValue is empty', BROKEN, signedInfoEdit(swap(/DigestValue>[^<]*/u, 'DigestValue>'))],
  [
    'DigestValue is cut to its first bytes',
    BROKEN,
    signedInfoEdit(swap(/DigestValue>(.{8})[^<]*/u, (match) => match.slice(0, 'DigestValue>'.length + 8))),
  ],
  [
    'SignedInfo is changed after signing',
    'signature_invalid',
    changedAfterSigning(swap('<ds:Reference URI', '<ds:Reference Id="_reference" URI')),
  ],
  [
    'the response signature is good and the assertion signature broken',
    'signature_invalid',
    (context) => respond(context, { sign: 'both', edits: { response: swap('>member@', '>owner@') } }).xml,
  ],
  [
    'the assertion signature is good and the response signature broken',
    'signature_invalid',
    changedAfterSigning(swap('IssueInstant="20', 'IssueInstant="19'), { sign: 'both' }),
  ],
  [
    'an ECDSA signature is written as DER',
    'signature_invalid',
    (context) => ({
      xml: withDerSignature(context),
      verification: { signingCertificates: [context.providerEc.certificatePem] },
    }),
  ],
  [
    'an ECDSA signature of zeros',
    'signature_invalid',
    (context) => ({
      xml: swap(
        SIGNATURE_VALUE,
        `<ds:SignatureValue>${Buffer.alloc(64).toString('base64')}</ds:SignatureValue>`,
      )(respond(context, { identity: context.providerEc }).xml),
      verification: { signingCertificates: [context.providerEc.certificatePem] },
    }),
  ],
  [
    'an RSA signature of zeros',
    'signature_invalid',
    changedAfterSigning(
      swap(SIGNATURE_VALUE, `<ds:SignatureValue>${Buffer.alloc(256).toString('base64')}</ds:SignatureValue>`),
    ),
  ],
  [
    'an RSA signature of one',
    'signature_invalid',
    changedAfterSigning(
      swap(
        SIGNATURE_VALUE,
        `<ds:SignatureValue>${Buffer.concat([Buffer.alloc(255), Buffer.from([1])]).toString('base64')}</ds:SignatureValue>`,
      ),
    ),
  ],
  [
    'the signature of another assertion is pasted in',
    ['signature_invalid', 'xml_invalid'],
    (context) => {
      const other = SIGNATURE.exec(respond(context).xml)?.[0] ?? '';
      return swap(SIGNATURE, other)(respond(context).xml);
    },
  ],
];

function withJunk(signatureValue: string): string {
  const bytes = Buffer.from(signatureValue.replaceAll(/<[^>]*>/gu, ''), 'base64');
  return Buffer.concat([bytes, Buffer.from('junk')]).toString('base64');
}

function withDerSignature(context: Parameters<AttackRow[2]>[0]): string {
  const { xml } = respond(context, { identity: context.providerEc });
  // SignedInfo in this shape differs from its canonical form by the declaration it inherits and by empty tags.
  const octets = (SIGNED_INFO.exec(xml)?.[0] ?? '')
    .replace('<ds:SignedInfo>', '<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">')
    .replaceAll(/<(ds:\w+)([^<>]*)\/>/gu, '<$1$2></$1>');
  const der = sign('sha256', Buffer.from(octets), context.providerEc.privateKey).toString('base64');
  return swap(SIGNATURE_VALUE, `<ds:SignatureValue>${der}</ds:SignatureValue>`)(xml);
}

/** Signatures that do not fit. */
export const signatureValidityAttacks = attacksOf('signature-validity', validity);
