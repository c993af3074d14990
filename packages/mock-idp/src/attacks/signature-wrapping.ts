// Signature wrapping: a genuine signed element is kept somewhere, and a forged one is put where it may be read.

import { findElement, parseXml } from '../xml-tree.ts';
import type { XmlElement } from '../xml-tree.ts';
import { replaceFirst } from '../xml-text.ts';
import { VICTIM } from './attack.ts';
import type { AttackContext } from './attack.ts';
import { attacksOf, respond } from './compose.ts';
import type { AttackRow } from './compose.ts';

const REFUSED = ['several_assertions', 'xml_invalid', 'signature_invalid', 'signature_missing'];
/** Stands where the assertion that is looked for will be. */
const HOST = '@@host@@';

/** The pieces of an honest response that wrapping plays with. */
interface Pieces {
  readonly xml: string;
  /** The signed assertion, the same without its signature, and that signature. */
  readonly good: string;
  readonly bare: string;
  readonly signature: string;
  /** The forged assertion; carries the honest ID or one of its own. */
  readonly evil: string;
  /** The response with something else in place of its assertion. */
  readonly shell: (content: string) => string;
}

type Place = readonly [name: string, put: (pieces: Pieces, guest: string) => string];

/** Places inside a forged assertion where the genuine one can hide. */
const INSIDE: readonly Place[] = [
  [
    'in its Advice',
    ({ evil }, guest) =>
      replaceFirst(evil, '</saml:Conditions>', `</saml:Conditions><saml:Advice>${guest}</saml:Advice>`),
  ],
  ['in its Subject', ({ evil }, guest) => replaceFirst(evil, '</saml:Subject>', `${guest}</saml:Subject>`)],
  [
    'in its Conditions',
    ({ evil }, guest) => replaceFirst(evil, '</saml:Conditions>', `${guest}</saml:Conditions>`),
  ],
  [
    'in its SubjectConfirmationData',
    ({ evil }, guest) =>
      replaceFirst(
        evil,
        /(<saml:SubjectConfirmationData[^>]*)\/>/u,
        (match) => `${match.slice(0, -2)}>${guest}</saml:SubjectConfirmationData>`,
      ),
  ],
  [
    'in an AttributeValue of it',
    ({ evil }, guest) => replaceFirst(evil, /<saml:AttributeValue>/u, (match) => match + guest),
  ],
  [
    'in its AuthnContextDecl',
    ({ evil }, guest) =>
      replaceFirst(
        evil,
        '</saml:AuthnContext>',
        `<saml:AuthnContextDecl>${guest}</saml:AuthnContextDecl></saml:AuthnContext>`,
      ),
  ],
  [
    'as its last child',
    ({ evil }, guest) => replaceFirst(evil, '</saml:Assertion>', `${guest}</saml:Assertion>`),
  ],
  ['as its first child', ({ evil }, guest) => replaceFirst(evil, '<saml:Issuer>', `${guest}<saml:Issuer>`)],
];

/** Places in the response beside the assertion that is looked for. */
const BESIDE: readonly Place[] = [
  ['before it', ({ shell }, guest) => shell(guest + HOST)],
  ['behind it', ({ shell }, guest) => shell(HOST + guest)],
  ['in Extensions', ({ shell }, guest) => extended(shell(HOST), guest)],
  [
    'in StatusDetail',
    ({ shell }, guest) =>
      replaceFirst(
        shell(HOST),
        '</samlp:Status>',
        `<samlp:StatusDetail>${guest}</samlp:StatusDetail></samlp:Status>`,
      ),
  ],
  [
    'in StatusMessage',
    ({ shell }, guest) =>
      replaceFirst(
        shell(HOST),
        '</samlp:Status>',
        `<samlp:StatusMessage>${guest}</samlp:StatusMessage></samlp:Status>`,
      ),
  ],
  [
    'in a foreign element',
    ({ shell }, guest) => shell(`${HOST}<x:box xmlns:x="urn:example:box">${guest}</x:box>`),
  ],
  [
    'in an EncryptedAssertion',
    ({ shell }, guest) => shell(`${HOST}<saml:EncryptedAssertion>${guest}</saml:EncryptedAssertion>`),
  ],
  [
    'in a Response of its own',
    ({ shell }, guest) => shell(`${HOST}<samlp:Response ID="_inner" Version="2.0">${guest}</samlp:Response>`),
  ],
  [
    'in the Issuer of the response',
    ({ shell }, guest) => replaceFirst(shell(HOST), '</saml:Issuer>', `${guest}</saml:Issuer>`),
  ],
];

const nestedRows: readonly AttackRow[] = INSIDE.flatMap(([place, put]) => [
  [`the genuine assertion hides ${place}`, REFUSED, (context) => inside(context, '_forged', put)],
  [
    `the genuine assertion hides ${place}, and both have one ID`,
    REFUSED,
    (context) => inside(context, null, put),
  ],
]);

const siblingRows: readonly AttackRow[] = BESIDE.flatMap(([place, put]) => [
  [
    `the forged assertion is read, the genuine one is ${place}`,
    REFUSED,
    (context) => beside(context, '_forged', put, 'good'),
  ],
  [
    `the genuine assertion is read, a forged one is ${place}`,
    REFUSED,
    (context) => beside(context, '_forged', put, 'evil'),
  ],
  [
    `a forged assertion with the same ID is ${place}`,
    REFUSED,
    (context) => beside(context, null, put, 'evil'),
  ],
]);

const signatureRows: readonly AttackRow[] = [
  [
    'the forged assertion carries the signature, the genuine one is in its Object',
    REFUSED,
    (context) => carrying(context, ({ bare }) => `<ds:Object>${bare}</ds:Object>`, '</ds:Signature>'),
  ],
  [
    'the forged assertion carries the signature, the genuine one is in its KeyInfo',
    REFUSED,
    (context) => carrying(context, ({ bare }) => bare, '</ds:KeyInfo>'),
  ],
  [
    'the forged assertion carries the signature, the genuine one stands behind KeyInfo',
    REFUSED,
    (context) => carrying(context, ({ bare }) => bare, '</ds:Signature>'),
  ],
  [
    'the forged assertion carries the signature, the genuine one follows it',
    REFUSED,
    (context) => {
      const pieces = piecesOf(context, '_forged');
      return pieces.shell(withSignature(pieces, pieces.signature) + pieces.bare);
    },
  ],
  [
    'the forged assertion carries the signature, the genuine one precedes it',
    REFUSED,
    (context) => {
      const pieces = piecesOf(context, '_forged');
      return pieces.shell(pieces.bare + withSignature(pieces, pieces.signature));
    },
  ],
  [
    'the genuine signature holds a forged assertion in an Object',
    REFUSED,
    (context) => {
      const { xml, evil } = piecesOf(context, '_forged');
      return replaceFirst(xml, '</ds:Signature>', `<ds:Object>${evil}</ds:Object></ds:Signature>`);
    },
  ],
  [
    'the genuine signature holds a forged assertion in KeyInfo',
    REFUSED,
    (context) => {
      const { xml, evil } = piecesOf(context, '_forged');
      return replaceFirst(xml, '</ds:KeyInfo>', `${evil}</ds:KeyInfo>`);
    },
  ],
  [
    'only a copy of the genuine signature stands in the response',
    REFUSED,
    (context) => {
      const pieces = piecesOf(context, '_forged');
      return replaceFirst(pieces.shell(pieces.evil), '<samlp:Status>', `${pieces.signature}<samlp:Status>`);
    },
  ],
];

const responseRows: readonly AttackRow[] = [
  [
    'the genuine response is in the Object of the forged one',
    REFUSED,
    (context) => wrapResponse(context, (good) => `<ds:Object>${good}</ds:Object>`),
  ],
  [
    'the genuine response is in the signature of the forged one',
    REFUSED,
    (context) => wrapResponse(context, (good) => good),
  ],
  [
    'the genuine response is in Extensions of the forged one',
    REFUSED,
    (context) => {
      const { forged, genuine } = responsesOf(context);
      return extended(forged, genuine);
    },
  ],
  [
    'the genuine response precedes the forged assertion',
    REFUSED,
    (context) => {
      const { forged, genuine } = responsesOf(context);
      return replaceFirst(forged, '<saml:Assertion', `${genuine}<saml:Assertion`);
    },
  ],
  [
    'the genuine response follows the forged assertion',
    REFUSED,
    (context) => {
      const { forged, genuine } = responsesOf(context);
      return replaceFirst(forged, '</samlp:Response>', `${genuine}</samlp:Response>`);
    },
  ],
  [
    'two roots: the forged response before the genuine one',
    'xml_invalid',
    (context) => {
      const { forged, genuine } = responsesOf(context);
      return forged + genuine;
    },
  ],
  [
    'two roots: the genuine response before the forged one',
    'xml_invalid',
    (context) => {
      const { forged, genuine } = responsesOf(context);
      return genuine + forged;
    },
  ],
];

function inside(context: AttackContext, id: string | null, put: Place[1]): string {
  const pieces = piecesOf(context, id);
  return pieces.shell(put(pieces, pieces.good));
}

function beside(context: AttackContext, id: string | null, put: Place[1], guest: 'good' | 'evil'): string {
  const pieces = piecesOf(context, id);
  const host = guest === 'good' ? pieces.evil : pieces.good;
  return replaceFirst(put(pieces, pieces[guest]), HOST, host);
}

function carrying(context: AttackContext, hidden: (pieces: Pieces) => string, before: string): string {
  const pieces = piecesOf(context, '_forged');
  const signature = replaceFirst(pieces.signature, before, hidden(pieces) + before);
  return pieces.shell(withSignature(pieces, signature));
}

function withSignature({ evil }: Pieces, signature: string): string {
  return replaceFirst(evil, '</saml:Issuer>', `</saml:Issuer>${signature}`);
}

function piecesOf(context: AttackContext, evilId: string | null): Pieces {
  const { xml, assertionId } = respond(context);
  const assertion = childOf(parseXml(xml), 'Assertion');
  const signatureElement = childOf(assertion, 'Signature');
  const signature = xml.slice(signatureElement.start, signatureElement.end);
  const good = xml.slice(assertion.start, assertion.end);
  const bare = replaceFirst(good, signature, '');
  const renamed = evilId === null ? bare : bare.replaceAll(assertionId, evilId);
  const shell = (content: string) => xml.slice(0, assertion.start) + content + xml.slice(assertion.end);
  return { xml, good, bare, signature, evil: renamed.replaceAll(VICTIM.honest, VICTIM.wanted), shell };
}

function responsesOf(context: AttackContext) {
  const { xml: genuine, responseId, assertionId } = respond(context, { sign: 'response' });
  const signature = childOf(parseXml(genuine), 'Signature');
  const bare = genuine.slice(0, signature.start) + genuine.slice(signature.end);
  const renamed = bare.replaceAll(responseId, '_forged-response').replaceAll(assertionId, '_forged');
  const forged = renamed.replaceAll(VICTIM.honest, VICTIM.wanted);
  return { genuine, forged, bare, signature: genuine.slice(signature.start, signature.end) };
}

function wrapResponse(context: AttackContext, wrap: (genuine: string) => string): string {
  const { forged, bare, signature } = responsesOf(context);
  const holding = replaceFirst(signature, '</ds:Signature>', `${wrap(bare)}</ds:Signature>`);
  return replaceFirst(forged, '</saml:Issuer>', `</saml:Issuer>${holding}`);
}

function extended(xml: string, content: string): string {
  return replaceFirst(xml, '<samlp:Status>', `<samlp:Extensions>${content}</samlp:Extensions><samlp:Status>`);
}

function childOf(element: XmlElement, localName: string): XmlElement {
  const child = findElement(
    element,
    (candidate) => candidate.parent === element && candidate.localName === localName,
  );
  if (!child) throw new TypeError(`There is no ${localName}.`);
  return child;
}

/** All wrapping positions, the eight classical ones among them. */
export const signatureWrappingAttacks = attacksOf('signature-wrapping', [
  ...nestedRows,
  ...siblingRows,
  ...signatureRows,
  ...responseRows,
]);
