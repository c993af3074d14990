// Statuses that are not Success, and responses with more or fewer assertions than one.

import { replaceFirst } from '../xml-text.ts';
import type { AttackContext } from './attack.ts';
import { after, attacksOf, before, built, respond, signedEdit, signedResponseEdit, swap } from './compose.ts';
import type { AttackRow } from './compose.ts';

const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';
const REFUSED = 'status_not_success';
const SEVERAL = 'several_assertions';
const NESTED = ['several_assertions', 'xml_invalid'];
const ASSERTION = /<saml:Assertion.*<\/saml:Assertion>/u;
const SIGNATURE = /<ds:Signature .*?<\/ds:Signature>/u;

const refusal = (code: string, subcode?: string): AttackRow[2] =>
  built({
    assertion: false,
    sign: 'response',
    status: { code: STATUS + code, ...(subcode ? { subcode: STATUS + subcode } : {}) },
  });
const status = (xml: string): AttackRow[2] =>
  signedResponseEdit(swap(/<samlp:Status>.*<\/samlp:Status>/u, xml));

const statusRows: readonly AttackRow[] = [
  ['Responder', REFUSED, refusal('Responder')],
  ['Requester, request denied', REFUSED, refusal('Requester', 'RequestDenied')],
  ['Responder, authentication failed', REFUSED, refusal('Responder', 'AuthnFailed')],
  ['Responder, no passive', REFUSED, refusal('Responder', 'NoPassive')],
  ['Requester, invalid NameID policy', REFUSED, refusal('Requester', 'InvalidNameIDPolicy')],
  ['VersionMismatch', REFUSED, refusal('VersionMismatch')],
  [
    'an unsigned refusal',
    REFUSED,
    built({ assertion: false, sign: 'none', status: { code: `${STATUS}Responder` } }),
  ],
  ['a refusal with a signed assertion', REFUSED, built({ status: { code: `${STATUS}Responder` } })],
  [
    'a signed refusal with a signed assertion',
    REFUSED,
    built({ sign: 'both', status: { code: `${STATUS}Responder` } }),
  ],
  [
    'Success below Responder',
    REFUSED,
    built({ sign: 'response', status: { code: `${STATUS}Responder`, subcode: `${STATUS}Success` } }),
  ],
  [
    'a refusal whose message says Success',
    REFUSED,
    built({
      assertion: false,
      sign: 'response',
      status: { code: `${STATUS}Responder`, message: `${STATUS}Success` },
    }),
  ],
  [
    'a signed refusal with a forged assertion in its signature',
    [REFUSED, 'xml_invalid'],
    (context) => {
      const assertion = ASSERTION.exec(respond(context, { sign: 'none' }).xml)?.[0] ?? '';
      const refused = respond(context, {
        assertion: false,
        sign: 'response',
        status: { code: `${STATUS}Responder` },
      }).xml;
      return replaceFirst(refused, '</ds:Signature>', `<ds:Object>${assertion}</ds:Object></ds:Signature>`);
    },
  ],
  ['no Status', ['xml_invalid', REFUSED], status('')],
  ['an empty Status', ['xml_invalid', REFUSED], status('<samlp:Status></samlp:Status>')],
  [
    'StatusCode without Value',
    ['xml_invalid', REFUSED],
    status('<samlp:Status><samlp:StatusCode/></samlp:Status>'),
  ],
  ['StatusCode is empty', REFUSED, status('<samlp:Status><samlp:StatusCode Value=""/></samlp:Status>')],
  [
    'Success in lower case',
    REFUSED,
    status(`<samlp:Status><samlp:StatusCode Value="${STATUS}success"/></samlp:Status>`),
  ],
  [
    'Success with a trailing blank',
    REFUSED,
    status(`<samlp:Status><samlp:StatusCode Value="${STATUS}Success "/></samlp:Status>`),
  ],
  [
    'Success of SAML 1.1',
    REFUSED,
    status('<samlp:Status><samlp:StatusCode Value="samlp:Success"/></samlp:Status>'),
  ],
  [
    'two StatusCodes, the first is Success',
    ['xml_invalid', REFUSED],
    status(
      `<samlp:Status><samlp:StatusCode Value="${STATUS}Success"/>` +
        `<samlp:StatusCode Value="${STATUS}Responder"/></samlp:Status>`,
    ),
  ],
  [
    'two Statuses, the first is Success',
    ['xml_invalid', REFUSED],
    signedResponseEdit(
      after('</samlp:Status>', `<samlp:Status><samlp:StatusCode Value="${STATUS}Responder"/></samlp:Status>`),
    ),
  ],
  [
    'Status behind the assertion',
    'xml_invalid',
    signedResponseEdit((xml) => {
      const found = /<samlp:Status>.*<\/samlp:Status>/u.exec(xml)?.[0] ?? '';
      return replaceFirst(replaceFirst(xml, found, ''), '</samlp:Response>', `${found}</samlp:Response>`);
    }),
  ],
];

const assertionRows: readonly AttackRow[] = [
  ['Success without any assertion', 'assertion_missing', built({ assertion: false, sign: 'response' })],
  ['two signed assertions', SEVERAL, (context) => withSecond(context, respond(context).xml)],
  [
    'two assertions under one response signature',
    SEVERAL,
    signedResponseEdit((xml) => {
      const second = (ASSERTION.exec(xml)?.[0] ?? '').replace(/ID="[^"]*"/u, 'ID="_second"');
      return replaceFirst(xml, '</samlp:Response>', `${second}</samlp:Response>`);
    }),
  ],
  [
    'an unsigned assertion before the signed one',
    SEVERAL,
    (context) => withSecond(context, respond(context, { sign: 'none' }).xml, 'before'),
  ],
  [
    'an unsigned assertion behind the signed one',
    SEVERAL,
    (context) => withSecond(context, respond(context, { sign: 'none' }).xml),
  ],
  [
    'an encrypted assertion beside the signed one',
    SEVERAL,
    (context) => withSecond(context, encrypted(context)),
  ],
  [
    'two encrypted assertions',
    SEVERAL,
    (context) => {
      const first = encrypted(context);
      const second = (
        /<saml:EncryptedAssertion.*<\/saml:EncryptedAssertion>/u.exec(encrypted(context))?.[0] ?? ''
      ).replaceAll('_encrypted-', '_second-encrypted-');
      return replaceFirst(first, '</samlp:Response>', `${second}</samlp:Response>`);
    },
  ],
  [
    'the provider signed an assertion within Advice',
    NESTED,
    signedEdit(after('</saml:Conditions>', `<saml:Advice>${inner()}</saml:Advice>`)),
  ],
  [
    'the provider signed an assertion within an attribute value',
    NESTED,
    signedEdit(after('<saml:AttributeValue>', inner())),
  ],
  [
    'the provider signed an assertion within SubjectConfirmationData',
    NESTED,
    signedEdit(
      swap(/<saml:SubjectConfirmationData[^>]*\/>/u, (match) =>
        match.replace('/>', `>${inner()}</saml:SubjectConfirmationData>`),
      ),
    ),
  ],
  [
    'the provider signed an assertion within Extensions',
    NESTED,
    signedResponseEdit(before('<samlp:Status>', `<samlp:Extensions>${inner()}</samlp:Extensions>`)),
  ],
  [
    'a signature within Extensions',
    ['xml_invalid', 'signature_invalid'],
    (context) =>
      before(
        '<samlp:Status>',
        `<samlp:Extensions>${SIGNATURE.exec(respond(context).xml)?.[0] ?? ''}</samlp:Extensions>`,
      )(respond(context).xml),
  ],
  [
    'an AssertionIDRef instead of an assertion',
    ['xml_invalid', 'assertion_missing'],
    signedResponseEdit(
      swap(
        ASSERTION,
        '<saml:AssertionIDRef xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">_x</saml:AssertionIDRef>',
      ),
    ),
  ],
];

function inner(): string {
  return (
    '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_inner" Version="2.0" ' +
    'IssueInstant="2026-01-01T00:00:00Z"><saml:Issuer>https://idp.example/metadata</saml:Issuer></saml:Assertion>'
  );
}

function withSecond(context: AttackContext, otherXml: string, place: 'before' | 'behind' = 'behind'): string {
  const other = /<saml:(Encrypted)?Assertion.*<\/saml:(Encrypted)?Assertion>/u.exec(otherXml)?.[0] ?? '';
  const { xml } = respond(context);
  return place === 'before'
    ? replaceFirst(xml, '<saml:Assertion', `${other}<saml:Assertion`)
    : replaceFirst(xml, '</samlp:Response>', `${other}</samlp:Response>`);
}

function encrypted(context: AttackContext): string {
  return respond(context, { encryption: { recipientKey: context.serviceProvider.publicKey } }).xml;
}

/** Statuses. */
export const statusAttacks = attacksOf('status', statusRows);
/** Counts and places of assertions. */
export const severalAssertionsAttacks = attacksOf('several-assertions', assertionRows);
