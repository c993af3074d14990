// Unusual messages that the provider itself signs: here canonicalization is tried where a change would break any old signature.
// The meaning stays, so the identity must. Three canonicalizers meet: the signer's, the engine's, xmlsec1's (and node-saml's).

import { createPrivateKey } from 'node:crypto';
import { signXml } from '@team-sso/mock-idp';
import { attributeOf, childOf, findPlace, nameLike, prefixOf, scopeOf } from '../source-queries.ts';
import {
  copyDocument,
  newElement,
  readSource,
  writeNode,
  writeSource,
  type SourceDocument,
  type SourceElement,
} from '../source-tree.ts';
import type { Random } from '../random.ts';
import { treeMutation, type Mutation, type MutationContext } from './mutation.ts';
import { renamePrefix } from './namespace-declarations.ts';
import { oddElement } from './odd-content.ts';
import { insertAnywhere, isNamed, pickPlace } from './picking.ts';

/** Name of a mutation that another file must know of. */
export const ODD_CONTENT = 'odd content, then signed';

const PREFIX_LISTS = [[], [], ['xs'], ['#default', 'xs'], ['a', 'b', 'saml'], ['unknown']] as const;
const CONTAINERS = [
  'Assertion',
  'AttributeStatement',
  'Subject',
  'Conditions',
  'AuthnStatement',
  'Status',
  'Attribute',
];

/** Foreign content where the schemas allow it: Extensions, StatusDetail, Advice. */
function addOddContent(document: SourceDocument, random: Random): boolean {
  const [local, parentLocal, before] = random.pick([
    ['Extensions', 'Response', 'Status'],
    ['StatusDetail', 'Status', null],
    ['Advice', 'Assertion', 'AuthnStatement'],
  ] as const);
  const parent = findPlace(document, parentLocal);
  if (parent === undefined) return false;
  const { children, name } = parent.element;
  const existing = childOf(parent.element, local);
  const odd = oddElement(random, scopeOf(parent));
  if (existing !== undefined) existing.children.push(odd);
  else {
    const next = before === null ? undefined : childOf(parent.element, before);
    const at = next === undefined ? children.length : children.indexOf(next);
    children.splice(at, 0, newElement(nameLike(name, local), {}, [odd]));
  }
  return true;
}

/** White space between elements anywhere but in values. */
function spaceInside(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random, isNamed(...CONTAINERS));
  if (place === undefined) return false;
  insertAnywhere(
    place.element,
    { kind: 'text', raw: random.pick(['\n', '\r\n  ', '&#13;\n', '\t', '&#x20;'] as const) },
    random,
  );
  return true;
}

/** Signs again what was signed, with the same key. */
function signByProvider(document: SourceDocument, { original, pool, random }: MutationContext): boolean {
  const keyPem = pool.signingKeyPems[original.signerFingerprint];
  if (keyPem === undefined) return false;
  const inclusivePrefixes = random.pick(PREFIX_LISTS);
  const unsigned = copyDocument(document);
  const signatures = ['Assertion', 'Response'].flatMap((local) => dropSignature(unsigned, local));
  // An ID written with references means the same, but the signer looks for it as it is written.
  if (signatures.length === 0 || signatures.some(({ id }) => id.includes('&'))) return false;
  let xml = writeSource(unsigned);
  for (const { id, signature } of signatures) {
    const keyInfo = childOf(signature, 'KeyInfo');
    xml = signXml(xml, {
      referenceId: id,
      key: createPrivateKey(keyPem),
      dsPrefix: prefixOf(signature.name),
      inclusivePrefixes,
      canonicalization: random.pick(['exc-c14n', 'exc-c14n-comments'] as const),
      keyInfo: keyInfo === undefined ? 'none' : { xml: writeNode(keyInfo) },
    });
  }
  const signed = readSource(xml);
  document.root = signed.root;
  document.prolog = signed.prolog;
  return true;
}

/** Takes the signature out of an element; nothing when it has none. */
function dropSignature(
  document: SourceDocument,
  local: string,
): readonly { readonly id: string; readonly signature: SourceElement }[] {
  const element = findPlace(document, local)?.element;
  const signature = element && childOf(element, 'Signature');
  if (element === undefined || signature === undefined) return [];
  element.children = element.children.filter((child) => child !== signature);
  return [{ id: attributeOf(element, 'ID')?.value ?? '', signature }];
}

/** The last step of such a mutant. */
export const SIGNED_BY_PROVIDER: Mutation = treeMutation(
  'signed',
  'signed again by the provider',
  signByProvider,
  0,
);

export const PROVIDER_SIGNED: readonly Mutation[] = [
  treeMutation('signed', ODD_CONTENT, (document, { random }) => addOddContent(document, random), 20),
  treeMutation('signed', 'space, then signed', (document, { random }) => spaceInside(document, random)),
  treeMutation('signed', 'prefix renamed, then signed', (document, { random }) =>
    renamePrefix(document, random, () => true),
  ),
  SIGNED_BY_PROVIDER,
];
