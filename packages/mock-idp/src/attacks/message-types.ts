// Messages that are no SAML 2.0 responses, and messages made to be slow.

import type { AttackContext } from './attack.ts';
import { attacksOf, before, built, respond, signedEdit, signedResponseEdit, swap } from './compose.ts';
import type { AttackRow } from './compose.ts';

const INVALID = 'xml_invalid';
const rooted = (name: string, namespace: string): AttackRow[2] =>
  signedResponseEdit((xml) =>
    xml
      .replaceAll('samlp:Response', `samlp:${name}`)
      .replaceAll('urn:oasis:names:tc:SAML:2.0:protocol', namespace),
  );

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const messageRows: readonly AttackRow[] = [
  ...['LogoutResponse', 'LogoutRequest', 'ArtifactResponse', 'AuthnRequest', 'response', 'Responses'].map(
    (name): AttackRow => [`the root is ${name}`, INVALID, rooted(name, PROTOCOL)],
  ),
  ['the root is a SAML 1.1 Response', INVALID, rooted('Response', 'urn:oasis:names:tc:SAML:1.0:protocol')],
  [
    'the root is in the assertion namespace',
    INVALID,
    rooted('Response', 'urn:oasis:names:tc:SAML:2.0:assertion'),
  ],
  [
    'the root is the assertion alone',
    INVALID,
    (context) => /<saml:Assertion.*<\/saml:Assertion>/u.exec(respond(context).xml)?.[0] ?? '',
  ],
  ['the response is in a SOAP envelope', INVALID, (context) => soap(respond(context, { sign: 'both' }).xml)],
  [
    'the response is in an ArtifactResponse',
    INVALID,
    (context) =>
      `<samlp:ArtifactResponse xmlns:samlp="${PROTOCOL}" ID="_a" Version="2.0">${respond(context).xml}</samlp:ArtifactResponse>`,
  ],
  [
    'the response is in a security token response',
    INVALID,
    (context) =>
      '<t:RequestSecurityTokenResponse ' +
      `xmlns:t="http://schemas.xmlsoap.org/ws/2005/02/trust">${respond(context).xml}</t:RequestSecurityTokenResponse>`,
  ],
  [
    'provider metadata',
    INVALID,
    () =>
      `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example/metadata"/>`,
  ],
  ['the response is of version 1.1', INVALID, signedResponseEdit(swap('Version="2.0"', 'Version="1.1"'))],
  ['the response is of version 2.1', INVALID, signedResponseEdit(swap('Version="2.0"', 'Version="2.1"'))],
  ['the response has no version', INVALID, signedResponseEdit(swap(' Version="2.0"', ''))],
  ['the assertion is of version 1.1', INVALID, signedEdit(swap('Version="2.0"', 'Version="1.1"'))],
  ['the assertion has no version', INVALID, signedEdit(swap(' Version="2.0"', ''))],
];

const TOO_LARGE = ['response_too_large', 'xml_invalid'];
const inExtensions = (context: AttackContext, content: string): string =>
  before('<samlp:Status>', `<samlp:Extensions>${content}</samlp:Extensions>`)(respond(context).xml);

const sizeRows: readonly AttackRow[] = [
  [
    'more than 256 KiB of white space',
    'response_too_large',
    (context) => respond(context).xml + ' '.repeat(262_144),
  ],
  [
    'more than 256 KiB of base64 blanks',
    'response_too_large',
    (context) => ({
      samlResponse: Buffer.from(respond(context).xml).toString('base64') + '\n'.repeat(262_144),
    }),
  ],
  [
    'a signed response with too many groups',
    'response_too_large',
    built({
      attributes: [
        {
          name: 'groups',
          values: Array.from({ length: 6000 }, (_, index) => `group-${index}-${'x'.repeat(30)}`),
        },
      ],
    }),
  ],
  [
    'more than 8 000 elements',
    TOO_LARGE.toReversed(),
    (context) => inExtensions(context, '<x/>'.repeat(10_000)),
  ],
  ['10 000 comments', TOO_LARGE.toReversed(), (context) => inExtensions(context, '<!--x-->'.repeat(10_000))],
  ['64 KB of comment beginnings', INVALID, (context) => inExtensions(context, '<!--'.repeat(16_384))],
  [
    '58 000 tags that are never closed',
    TOO_LARGE.toReversed(),
    (context) => `${respond(context).xml.split('<samlp:Status>')[0] ?? ''}${'<a>'.repeat(58_000)}`,
  ],
  ['elements 33 deep', INVALID, (context) => inExtensions(context, '<x>'.repeat(31) + '</x>'.repeat(31))],
  [
    'elements 20 000 deep',
    INVALID,
    (context) => inExtensions(context, '<x>'.repeat(20_000) + '</x>'.repeat(20_000)),
  ],
  ['65 attributes on one element', INVALID, (context) => inExtensions(context, `<x${attributes(65)}/>`)],
  ['2 000 attributes on one element', INVALID, (context) => inExtensions(context, `<x${attributes(2000)}/>`)],
  [
    '17 namespace declarations on one element',
    INVALID,
    (context) => inExtensions(context, `<x${declarations(17)}/>`),
  ],
  [
    '2 000 namespace declarations on one element',
    INVALID,
    (context) => inExtensions(context, `<x${declarations(2000)}/>`),
  ],
  [
    'an element name of 10 000 characters',
    INVALID,
    (context) => inExtensions(context, `<${'x'.repeat(10_000)}/>`),
  ],
  [
    'an attribute name of 10 000 characters',
    INVALID,
    (context) => inExtensions(context, `<x ${'a'.repeat(10_000)}="1"/>`),
  ],
  [
    '20 000 character references',
    TOO_LARGE.toReversed(),
    (context) => inExtensions(context, '&#0;'.repeat(20_000)),
  ],
  ['100 000 quotes', INVALID, (context) => inExtensions(context, `<x a="${"'".repeat(100_000)}`)],
  ['100 000 less-than signs', INVALID, (context) => inExtensions(context, '<'.repeat(100_000))],
  ['100 000 ampersands', INVALID, (context) => inExtensions(context, '&'.repeat(100_000))],
];

function soap(xml: string): string {
  const namespace = 'http://schemas.xmlsoap.org/soap/envelope/';
  return `<s:Envelope xmlns:s="${namespace}"><s:Body>${xml}</s:Body></s:Envelope>`;
}

function attributes(count: number): string {
  return Array.from({ length: count }, (_, index) => ` a${index}="1"`).join('');
}

function declarations(count: number): string {
  return Array.from({ length: count }, (_, index) => ` xmlns:n${index}="urn:example:${index}"`).join('');
}

/** Messages that are not SAML 2.0 responses. */
export const messageTypeAttacks = attacksOf('message-type', messageRows);

/** Size and depth. */
export const sizeAttacks = attacksOf('size', sizeRows);
