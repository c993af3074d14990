// Elements copied, moved, swapped, wrapped, removed, renamed, invented: in any place, with no respect for schema or signature.

import { localNameOf, nameLike, prefixOf } from '../source-queries.ts';
import { copyElement, newElement, placesOf, type SourceDocument } from '../source-tree.ts';
import type { Random } from '../random.ts';
import { treeMutation, type Mutation } from './mutation.ts';
import { insertAnywhere, pickInner, pickPlace } from './picking.ts';

/** Names that a response can hold, and some it cannot. */
const LOCAL_NAMES = [
  'Response',
  'Assertion',
  'EncryptedAssertion',
  'Issuer',
  'Extensions',
  'Status',
  'StatusCode',
  'StatusMessage',
  'StatusDetail',
  'Subject',
  'NameID',
  'BaseID',
  'EncryptedID',
  'SubjectConfirmation',
  'Advice',
  'Conditions',
  'SubjectConfirmationData',
  'AudienceRestriction',
  'Audience',
  'OneTimeUse',
  'ProxyRestriction',
  'Condition',
  'AuthnStatement',
  'AuthnContext',
  'AuthnContextClassRef',
  'AttributeStatement',
  'Attribute',
  'AttributeValue',
  'Signature',
  'SignedInfo',
  'SignatureValue',
  'Reference',
  'Transforms',
  'Transform',
  'DigestValue',
  'KeyInfo',
  'X509Data',
  'Object',
  'Manifest',
  'LogoutResponse',
  'ArtifactResponse',
  'AuthnRequest',
  'Unknown',
] as const;

function copySomewhere(document: SourceDocument, random: Random): boolean {
  const source = pickPlace(document, random);
  const target = pickPlace(document, random);
  if (source === undefined || target === undefined) return false;
  insertAnywhere(target.element, copyElement(source.element), random);
  return true;
}

function moveSomewhere(document: SourceDocument, random: Random): boolean {
  const source = pickInner(document, random);
  if (source === undefined) return false;
  remove(source);
  const target = pickPlace(document, random);
  if (target === undefined) return false;
  insertAnywhere(target.element, source.element, random);
  return true;
}

function duplicate(document: SourceDocument, random: Random): boolean {
  const source = pickInner(document, random);
  if (source === undefined) return false;
  const siblings = source.parent.element.children;
  siblings.splice(siblings.indexOf(source.element) + random.below(2), 0, copyElement(source.element));
  return true;
}

function swap(document: SourceDocument, random: Random): boolean {
  const one = pickInner(document, random);
  const other = pickInner(document, random);
  if (one === undefined || other === undefined || one.element === other.element) return false;
  const [a, b] = [one.parent.element.children, other.parent.element.children];
  const [atA, atB] = [a.indexOf(one.element), b.indexOf(other.element)];
  // Copies, so that no element comes to stand inside itself.
  const [copyOfOne, copyOfOther] = [copyElement(one.element), copyElement(other.element)];
  a[atA] = copyOfOther;
  b[atB] = copyOfOne;
  return true;
}

function wrap(document: SourceDocument, random: Random): boolean {
  const inner = pickInner(document, random);
  if (inner === undefined) return false;
  const siblings = inner.parent.element.children;
  const localName = random.pick([localNameOf(inner.element.name), ...LOCAL_NAMES]) ?? 'Unknown';
  siblings[siblings.indexOf(inner.element)] = newElement(nameLike(inner.element.name, localName), {}, [
    inner.element,
  ]);
  return true;
}

function unwrap(document: SourceDocument, random: Random): boolean {
  const inner = pickInner(document, random);
  if (inner === undefined) return false;
  const siblings = inner.parent.element.children;
  siblings.splice(siblings.indexOf(inner.element), 1, ...inner.element.children);
  return true;
}

function removeOne(document: SourceDocument, random: Random): boolean {
  const inner = pickInner(document, random);
  if (inner === undefined) return false;
  remove(inner);
  return true;
}

function rename(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random);
  if (place === undefined) return false;
  const local = localNameOf(place.element.name);
  const name = random.chance(70)
    ? random.pick(LOCAL_NAMES)
    : random.pick([local.toLowerCase(), `${local}s`, `${local}.`]);
  place.element.name = nameLike(place.element.name, name ?? 'Unknown');
  return true;
}

function invent(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random);
  const prefixes = placesOf(document).map(({ element }) => prefixOf(element.name));
  const prefix = random.pick(prefixes);
  if (place === undefined || prefix === undefined) return false;
  const local = random.pick(LOCAL_NAMES);
  const name = prefix === '' ? local : `${prefix}:${local}`;
  const text = random.chance(50) ? ['owner@acme.example'] : [];
  insertAnywhere(place.element, newElement(name, random.chance(30) ? { ID: '_invented' } : {}, text), random);
  return true;
}

/** Reverses or shuffles the children of an element. */
function reorder(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random, ({ element }) => element.children.length > 1);
  if (place === undefined) return false;
  place.element.children = random.shuffle(place.element.children);
  return true;
}

function remove({ element, parent }: NonNullable<ReturnType<typeof pickInner>>): void {
  parent.element.children.splice(parent.element.children.indexOf(element), 1);
}

export const ELEMENTS: readonly Mutation[] = [
  treeMutation('hostile', 'element copied', (document, { random }) => copySomewhere(document, random), 15),
  treeMutation('hostile', 'element moved', (document, { random }) => moveSomewhere(document, random), 15),
  treeMutation('hostile', 'element duplicated', (document, { random }) => duplicate(document, random)),
  treeMutation('hostile', 'elements swapped', (document, { random }) => swap(document, random)),
  treeMutation('hostile', 'element wrapped', (document, { random }) => wrap(document, random)),
  treeMutation('hostile', 'element unwrapped', (document, { random }) => unwrap(document, random)),
  treeMutation('hostile', 'element removed', (document, { random }) => removeOne(document, random)),
  treeMutation('hostile', 'element renamed', (document, { random }) => rename(document, random)),
  treeMutation('hostile', 'element invented', (document, { random }) => invent(document, random)),
  treeMutation('hostile', 'children reordered', (document, { random }) => reorder(document, random)),
];
