// Transforms and canonicalization that change what is signed.

import { TRANSFORMS } from '../algorithms.ts';
import {
  after,
  all,
  attacksOf,
  before,
  built,
  respond,
  signedEdit,
  signedInfoEdit,
  swap,
} from './compose.ts';
import type { AttackRow } from './compose.ts';

const UNSUPPORTED = ['signature_unsupported', 'xml_invalid', 'signature_invalid'];
const INVALID = ['xml_invalid', 'signature_invalid', 'signature_unsupported'];
const EXCLUSIVE = `<ds:Transform Algorithm="${TRANSFORMS['exc-c14n']}"/>`;
const ENVELOPED = `<ds:Transform Algorithm="${TRANSFORMS.enveloped}"/>`;
const transformRows: readonly AttackRow[] = [
  [
    'an XSLT transform',
    UNSUPPORTED,
    transform(
      '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116">' +
        '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"></xsl:stylesheet></ds:Transform>',
    ),
  ],
  [
    'an XPath transform',
    UNSUPPORTED,
    transform(
      '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116">' +
        '<ds:XPath>not(ancestor-or-self::*[local-name()="Subject"])</ds:XPath></ds:Transform>',
    ),
  ],
  [
    'an XPath Filter 2 transform',
    UNSUPPORTED,
    transform(
      '<ds:Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2">' +
        '<f:XPath xmlns:f="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">//*</f:XPath></ds:Transform>',
    ),
  ],
  [
    'a base64 transform',
    UNSUPPORTED,
    transform('<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#base64"/>'),
  ],
  [
    'a decryption transform',
    UNSUPPORTED,
    transform('<ds:Transform Algorithm="http://www.w3.org/2002/07/decrypt#XML"/>'),
  ],
  ['a transform nobody knows', UNSUPPORTED, transform('<ds:Transform Algorithm="urn:example:transform"/>')],
  ['a transform without algorithm', INVALID, transform('<ds:Transform/>')],
  ['the enveloped transform twice', UNSUPPORTED, transform(ENVELOPED)],
  [
    'the canonicalization transform twice',
    UNSUPPORTED,
    signedInfoEdit(swap(EXCLUSIVE, (match) => match + match)),
  ],
  ['thirty transforms', UNSUPPORTED, transform(ENVELOPED.repeat(30))],
  ['no enveloped transform', UNSUPPORTED, signedInfoEdit(swap(ENVELOPED, ''))],
  ['no canonicalization transform', UNSUPPORTED, signedInfoEdit(swap(EXCLUSIVE, ''))],
  [
    'canonicalization before enveloped',
    UNSUPPORTED,
    signedInfoEdit(swap(ENVELOPED + EXCLUSIVE, EXCLUSIVE + ENVELOPED)),
  ],
  ['no Transforms', UNSUPPORTED, signedInfoEdit(swap(/<ds:Transforms>.*<\/ds:Transforms>/u, ''))],
  [
    'empty Transforms',
    UNSUPPORTED,
    signedInfoEdit(swap(/<ds:Transforms>.*<\/ds:Transforms>/u, '<ds:Transforms></ds:Transforms>')),
  ],
  [
    'a child in the enveloped transform',
    INVALID,
    signedInfoEdit(swap(ENVELOPED, ENVELOPED.replace('/>', '><ds:XPath>true()</ds:XPath></ds:Transform>'))),
  ],
  [
    'a foreign child in the canonicalization transform',
    INVALID,
    signedInfoEdit(
      swap(EXCLUSIVE, EXCLUSIVE.replace('/>', '><x:x xmlns:x="urn:example:x"></x:x></ds:Transform>')),
    ),
  ],
  [
    'two InclusiveNamespaces',
    INVALID,
    signedInfoEdit(
      swap(
        EXCLUSIVE,
        EXCLUSIVE.replace(
          '/>',
          `>${'<ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="saml"/>'.repeat(2)}</ds:Transform>`,
        ),
      ),
    ),
  ],
];

const canonicalizationRows: readonly AttackRow[] = [
  ['inclusive canonicalization', UNSUPPORTED, built({ signing: { canonicalization: 'c14n' } })],
  [
    'inclusive canonicalization with comments',
    UNSUPPORTED,
    built({ signing: { canonicalization: 'c14n-comments' } }),
  ],
  ['canonicalization 1.1', UNSUPPORTED, built({ signing: { canonicalization: 'c14n11' } })],
  [
    'a canonicalization nobody knows',
    UNSUPPORTED,
    signedInfoEdit(
      swap(
        /CanonicalizationMethod Algorithm="[^"]*"/u,
        'CanonicalizationMethod Algorithm="urn:example:c14n"',
      ),
    ),
  ],
  ['no CanonicalizationMethod', INVALID, signedInfoEdit(swap(/<ds:CanonicalizationMethod[^>]*>/u, ''))],
  [
    'CanonicalizationMethod without algorithm',
    INVALID,
    signedInfoEdit(swap(/<ds:CanonicalizationMethod[^>]*>/u, '<ds:CanonicalizationMethod/>')),
  ],
  [
    'a canonicalization with a trailing blank',
    UNSUPPORTED,
    signedInfoEdit(swap('xml-exc-c14n#"/>', 'xml-exc-c14n# "/>')),
  ],
  [
    'a relative namespace URI in the signed assertion',
    'xml_invalid',
    signedEdit(after('<saml:Subject', ' xmlns:v="relative"')),
  ],
  [
    'a relative namespace URI, and the digest is that of nothing',
    'xml_invalid',
    (context) =>
      respond(context, {
        edits: { assertion: after('<saml:Subject', ' xmlns:v="1"') },
        signing: { digestText: '' },
      }).xml,
  ],
  [
    'a relative namespace URI around the signed assertion',
    'xml_invalid',
    (context) => swap('<samlp:Response ', '<samlp:Response xmlns:v="relative" ')(respond(context).xml),
  ],
  [
    'a relative namespace URI in SignedInfo',
    'xml_invalid',
    signedInfoEdit(swap('<ds:SignedInfo', '<ds:SignedInfo xmlns:v="./v"')),
  ],
  ['the digest is that of nothing', 'signature_invalid', built({ signing: { digestText: '' } })],
  [
    'the digest is that of the forged text',
    'signature_invalid',
    built({ signing: { digestText: '<saml:Assertion/>' } }),
  ],
  [
    'a comment in SignedInfo under canonicalization with comments',
    'xml_invalid',
    (context) =>
      respond(context, {
        signing: {
          canonicalization: 'exc-c14n-comments',
          editSignedInfo: all(before('<ds:Reference', '<!-- signed -->')),
        },
      }).xml,
  ],
  [
    'a comment in the assertion under canonicalization with comments',
    'xml_invalid',
    (context) =>
      respond(context, {
        edits: { assertion: after('<saml:Subject>', '<!-- signed -->') },
        signing: { canonicalization: 'exc-c14n-comments' },
      }).xml,
  ],
];

function transform(xml: string): AttackRow[2] {
  return signedInfoEdit(after(ENVELOPED, xml));
}

/** What is done to the octets before they are digested. */
export const transformAttacks = attacksOf('transforms', transformRows);

/** How the octets come about. */
export const canonicalizationAttacks = attacksOf('canonicalization', canonicalizationRows);
