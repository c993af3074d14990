// Text that readers join differently: comments, processing instructions, CDATA, stray elements.

import { VICTIM } from './attack.ts';
import {
  after,
  attacksOf,
  before,
  changedAfterSigning,
  respond,
  signedEdit,
  signedResponseEdit,
  swap,
} from './compose.ts';
import type { AttackRow } from './compose.ts';

const INVALID = 'xml_invalid';
const SPLIT = [
  ['a comment', '<!---->'],
  ['a processing instruction', '<?x?>'],
  ['a processing instruction with text', '<?x owner?>'],
] as const;

const SPOTS = [
  ['NameID', '>member@acme'],
  ['an attribute value', '>Engineering'],
  ['the audience', '>https://auth.'],
  ['the issuer', '>https://idp.'],
  ['the authentication context', '>urn:oasis:names:tc:SAML:2.0:ac'],
] as const;

const splitRows: readonly AttackRow[] = SPLIT.flatMap(([what, text]) =>
  SPOTS.map(([where, spot]): AttackRow => [
    `${what} splits ${where}`,
    INVALID,
    signedEdit(after(spot, text)),
  ]),
);

const injectionRows: readonly AttackRow[] = [
  ...splitRows,
  [
    'a comment cuts NameID to another person',
    INVALID,
    (context) =>
      respond(context, {
        nameId: 'owner@acme.example.attacker.example',
        edits: { assertion: after('>owner@acme.example', '<!---->') },
      }).xml,
  ],
  [
    'a CDATA section in NameID',
    INVALID,
    signedEdit(swap(`>${VICTIM.honest}`, `><![CDATA[${VICTIM.honest}]]>`)),
  ],
  [
    'a CDATA section in an attribute value',
    INVALID,
    signedEdit(swap('>Engineering', '><![CDATA[Engineering]]>')),
  ],
  ['an empty CDATA section in NameID', INVALID, signedEdit(after('>member@acme', '<![CDATA[]]>'))],
  [
    'a CDATA section with a closing tag',
    INVALID,
    signedEdit(swap('>Engineering', '><![CDATA[</saml:AttributeValue>]]>')),
  ],
  ['a comment before the root', INVALID, (context) => `<!-- -->${respond(context).xml}`],
  ['a comment behind the root', INVALID, (context) => `${respond(context).xml}<!-- -->`],
  [
    'a comment between elements of the response',
    INVALID,
    changedAfterSigning(before('<samlp:Status>', '<!-- -->')),
  ],
  ['a comment under a response signature', INVALID, signedResponseEdit(before('<samlp:Status>', '<!-- -->'))],
  [
    'a comment hides the end of the assertion',
    INVALID,
    changedAfterSigning(before('<saml:Assertion', '<!--<saml:Assertion>-->')),
  ],
  ['a comment with two hyphens', INVALID, changedAfterSigning(before('<samlp:Status>', '<!-- -- -->'))],
  [
    'a processing instruction before the root',
    INVALID,
    (context) => `<?xml-stylesheet href="x.xsl"?>${respond(context).xml}`,
  ],
  ['a processing instruction behind the root', INVALID, (context) => `${respond(context).xml}<?x?>`],
  [
    'an element splits NameID',
    [INVALID, 'nameid_missing'],
    signedEdit(after('>member@acme', '<x:x xmlns:x="urn:example:x"></x:x>')),
  ],
  [
    'an element splits the audience',
    [INVALID, 'audience_mismatch'],
    signedEdit(after('>https://auth.', '<x:x xmlns:x="urn:example:x"></x:x>')),
  ],
  [
    'text between the elements of the assertion',
    INVALID,
    signedEdit(before('<saml:Subject>', 'owner@acme.example')),
  ],
  [
    'text between the elements of the response',
    INVALID,
    changedAfterSigning(before('<samlp:Status>', 'text')),
  ],
];

/** Comments, processing instructions, CDATA and stray text. */
export const textInjectionAttacks = attacksOf('text-injection', injectionRows);
