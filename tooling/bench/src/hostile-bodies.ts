// Bodies that anybody can post: the most expensive nonsense that fits into 256 KB, none of it signed by a pinned key.

import {
  buildResponse,
  createSigningIdentity,
  encodeResponse,
  type SigningIdentity,
} from '@team-sso/mock-idp';
import { PARTIES } from './messages.ts';

/** One body: the form field, and what it is. */
export interface HostileBody {
  readonly name: string;
  readonly samlResponse: string;
}

/** The longest form field, in characters, and the XML that fits into it. */
export const MAX_BODY_CHARACTERS = 262_144;
const MAX_XML_BYTES = (MAX_BODY_CHARACTERS / 4) * 3;

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** All bodies; the honest frame around the nonsense is signed by a key that nobody pins. */
export function buildHostileBodies(serviceProvider: SigningIdentity, now: Date): readonly HostileBody[] {
  const frame = buildFrame(now);
  return [
    ...manyElements(frame),
    ...muchMarkup(frame),
    ...muchText(frame),
    ...notEvenBase64(),
    ...forged(serviceProvider, now),
  ].map(([name, samlResponse]) => ({ name, samlResponse }));
}

type Row = readonly [name: string, samlResponse: string];

/** A response cut open where nonsense goes in. */
interface Frame {
  readonly head: string;
  readonly tail: string;
}

function buildFrame(now: Date): Frame {
  const { xml } = buildResponse({
    ...PARTIES,
    now,
    identity: createSigningIdentity(),
    inResponseTo: PARTIES.requestId,
  });
  const at = xml.lastIndexOf('</');
  return { head: xml.slice(0, at), tail: xml.slice(at) };
}

function inside({ head, tail }: Frame, nonsense: string): string {
  return encodeResponse(head + nonsense + tail);
}

function fill({ head, tail }: Frame, pattern: (index: number) => string, limit = Infinity): string {
  const room = MAX_XML_BYTES - head.length - tail.length;
  let nonsense = '';
  let bytes = 0;
  for (let index = 0; index < limit; index++) {
    const next = pattern(index);
    bytes += Buffer.byteLength(next);
    if (bytes > room) break;
    nonsense += next;
  }
  return inside({ head, tail }, nonsense);
}

function manyElements(frame: Frame): readonly Row[] {
  const attribute = (index: number): string =>
    `<saml:Attribute Name="n${index}"><saml:AttributeValue>v</saml:AttributeValue></saml:Attribute>`;
  const open = '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><saml:AttributeStatement>';
  const close = '</saml:AttributeStatement></saml:Assertion>';
  const within = { head: frame.head + open, tail: close + frame.tail };
  return [
    ['2,000 junk elements', inside(frame, '<a b="c"/>'.repeat(2_000))],
    ['7,900 junk elements, within the limit', inside(frame, '<a b="c"></a>'.repeat(7_900))],
    ['10,000 junk elements', inside(frame, '<a b="c"/>'.repeat(10_000))],
    ['as many empty elements as fit', fill(frame, () => '<a/>')],
    ['8,000 elements as an assertion has them, unsigned', fill(within, attribute)],
    ['7,900 elements with IDs', fill(frame, (index) => `<saml:a ID="i${index}"/>`, 7_900)],
    ['elements 31 deep, again and again', fill(frame, () => '<a>'.repeat(31) + '</a>'.repeat(31))],
    ['depth 65,000: what fits', encodeResponse('<a>'.repeat(MAX_XML_BYTES / 3))],
    ['depth 100,000, which is beyond 256 KB', encodeResponse('<a>'.repeat(100_000) + '</a>'.repeat(100_000))],
  ];
}

function muchMarkup(frame: Frame): readonly Row[] {
  const attributes = (count: number, from = 0): string =>
    Array.from({ length: count }, (_, index) => ` a${from + index}=""`).join('');
  const declarations = (count: number, from = 0): string =>
    Array.from({ length: count }, (_, index) => ` xmlns:p${from + index}="u:${from + index}"`).join('');
  return [
    ['10,000 comments', inside(frame, '<!-- -->'.repeat(10_000))],
    ['64 KB of <!--', inside(frame, '<!--'.repeat(16_384))],
    ['unclosed tags', encodeResponse('<a '.repeat(MAX_XML_BYTES / 3))],
    ['2,000 attributes', inside(frame, `<a${attributes(2_000)}/>`)],
    ['64 attributes on every element', fill(frame, () => `<a${attributes(64)}/>`)],
    ['64 attributes of one length and first letter', fill(frame, () => `<a${attributes(64, 100)}/>`)],
    ['2,000 namespace declarations', inside(frame, `<a${declarations(2_000)}/>`)],
    ['16 new prefixes on every element', fill(frame, (index) => `<a${declarations(16, index * 16)}/>`)],
    ['one attribute of 190 KB', fill(frame, () => `<a b="${'x'.repeat(190_000)}"/>`, 1)],
    ['one name of 190 KB', fill(frame, () => `<${'x'.repeat(190_000)}/>`, 1)],
    ['one namespace of 190 KB', fill(frame, () => `<a xmlns="u:${'x'.repeat(190_000)}"/>`, 1)],
    ['references in one attribute', fill(frame, () => `<a b="${'&lt;'.repeat(46_000)}"/>`, 1)],
    ['white space in one tag', fill(frame, () => `<a${' '.repeat(190_000)}/>`, 1)],
    ['a DOCTYPE with entities', encodeResponse(`<!DOCTYPE a [${'<!ENTITY b "&c;">'.repeat(10_000)}]><a/>`)],
  ];
}

function muchText(frame: Frame): readonly Row[] {
  return [
    ['&#13; as often as fits', fill(frame, () => '&#13;')],
    ['&lt; as often as fits', fill(frame, () => '&lt;')],
    ['&#x0010FFFF; as often as fits', fill(frame, () => '&#x0010FFFF;')],
    ['carriage returns', fill(frame, () => '\r')],
    ['] as often as fits', fill(frame, () => ']')],
    ['one text of 190 KB', fill(frame, () => 'x')],
    ['one text in three-byte characters', fill(frame, () => '\u{FF21}')],
    ['UTF-8 up to the last byte', notUtf8()],
  ];
}

function notEvenBase64(): readonly Row[] {
  const random = Array.from(
    { length: MAX_BODY_CHARACTERS },
    (_, index) => BASE64[(index * index + index * 7) % 64]!,
  ).join('');
  return [
    ['base64 of noise', random],
    ['noise that is not base64', '%'.repeat(MAX_BODY_CHARACTERS)],
    ['one wrong character at the end', `${random.slice(0, -1)}!`],
    ['256 KB of white space', ' '.repeat(MAX_BODY_CHARACTERS)],
    ['base64, every other character a blank', 'A '.repeat(MAX_BODY_CHARACTERS / 2)],
    ['base64 and then white space', 'AAAA'.repeat(4_096) + '\n'.repeat(MAX_BODY_CHARACTERS - 16_384)],
    ['longer than 256 KB', 'A'.repeat(MAX_BODY_CHARACTERS + 4)],
  ];
}

/** Messages of full size whose one fault is the last thing that is found. */
function forged(serviceProvider: SigningIdentity, now: Date): readonly Row[] {
  const groups = (count: number) => [
    { name: 'groups', values: Array.from({ length: count }, (_, index) => `group ${index}`) },
  ];
  const common = { ...PARTIES, now, identity: createSigningIdentity(), inResponseTo: PARTIES.requestId };
  const plain = buildResponse({ ...common, sign: 'both', attributes: groups(3_500) });
  const encrypted = buildResponse({
    ...common,
    attributes: groups(2_500),
    encryption: { recipientKey: serviceProvider.publicKey },
  });
  return [
    ['3,500 groups, signed by a stranger', plain.samlResponse],
    ['2,500 groups, encrypted for us by a stranger', encrypted.samlResponse],
  ];
}

function notUtf8(): string {
  const bytes = Buffer.alloc(MAX_XML_BYTES, 'é');
  bytes[MAX_XML_BYTES - 1] = 0xff;
  return bytes.toString('base64');
}
