// Signature wrapping: a forged assertion or response stands where it is read, the signed one is hidden where it is still found.

import { attributeOf, childOf, findPlace, localNameOf, nameLike } from '../source-queries.ts';
import {
  copyElement,
  newAttribute,
  newElement,
  placesOf,
  type Place,
  type SourceDocument,
  type SourceElement,
} from '../source-tree.ts';
import type { Random } from '../random.ts';
import { treeMutation, type Mutation } from './mutation.ts';
import { insertAnywhere, pickPlace } from './picking.ts';

/** Elements that are made to hide something in them, and under which element they are made. */
const HIDING_PLACES = [
  ['Extensions', 'Response'],
  ['StatusDetail', 'Status'],
  ['StatusMessage', 'Status'],
  ['Object', 'Signature'],
  ['KeyInfo', 'Signature'],
  ['Transform', 'Transforms'],
  ['Advice', 'Assertion'],
  ['AttributeValue', 'Attribute'],
  ['SubjectConfirmationData', 'SubjectConfirmation'],
  ['Condition', 'Conditions'],
  ['AuthnContextDecl', 'AuthnContext'],
  ['Evidence', 'Assertion'],
] as const;

/** Makes an assertion or response speak of another person. */
export function forge(element: SourceElement, random: Random): void {
  const wanted = random.pick([
    'owner@acme.example',
    'admin@acme.example',
    '00000000-0000-4000-8000-000000000001',
  ] as const);
  const places = placesOf({ prolog: '', root: element, epilog: '' });
  for (const { element: inner } of places) {
    const local = localNameOf(inner.name);
    if (local === 'NameID' || (local === 'AttributeValue' && random.chance(50)))
      inner.children = [{ kind: 'text', raw: wanted }];
  }
}

function setId(element: SourceElement, random: Random): void {
  const id = attributeOf(element, 'ID');
  const choice = random.below(4);
  if (choice === 0) return;
  if (choice === 1) element.attributes = element.attributes.filter((one) => one !== id);
  else if (id) id.value = choice === 2 ? '_forged' : `${id.value}.`;
}

function dropSignature(element: SourceElement): void {
  const signature = childOf(element, 'Signature');
  element.children = element.children.filter((child) => child !== signature);
}

/** Puts the signed element out of sight: beside, inside the forged one, or in an element that may hold anything. */
function hide(document: SourceDocument, hidden: SourceElement, forged: Place, random: Random): void {
  const choice = random.below(5);
  if (choice === 0 && forged.parent) insertAnywhere(forged.parent.element, hidden, random);
  else if (choice === 1) insertAnywhere(forged.element, hidden, random);
  else if (choice === 2) {
    const place = pickPlace(document, random);
    insertAnywhere((place ?? forged).element, hidden, random);
  } else {
    const [local, parentLocal] = random.pick(HIDING_PLACES);
    const parent = findPlace(document, parentLocal) ?? forged;
    const existing = childOf(parent.element, local);
    if (existing !== undefined && random.chance(60)) insertAnywhere(existing, hidden, random);
    else {
      const holder = newElement(nameLike(parent.element.name, local), {}, [hidden]);
      // Where the schema wants it: behind Issuer and Signature, or last.
      const at =
        local === 'Extensions' ? Math.min(2, parent.element.children.length) : parent.element.children.length;
      parent.element.children.splice(random.chance(70) ? at : 0, 0, holder);
    }
  }
}

/** The assertion is replaced by a forged copy; the signed one is hidden. */
function wrapAssertion(document: SourceDocument, random: Random): boolean {
  const place = findPlace(document, 'Assertion');
  if (place?.parent == null) return false;
  const hidden = copyElement(place.element);
  forge(place.element, random);
  if (random.chance(60)) setId(place.element, random);
  if (random.chance(60)) dropSignature(place.element);
  if (random.chance(30)) dropSignature(hidden);
  hide(document, hidden, place, random);
  return true;
}

/** The forged assertion is the additional one; the signed one stays where it was. */
function addForged(document: SourceDocument, random: Random): boolean {
  const place = findPlace(document, 'Assertion');
  if (place === undefined) return false;
  const forged = copyElement(place.element);
  forge(forged, random);
  setId(forged, random);
  if (random.chance(50)) dropSignature(forged);
  if (place.parent && random.chance(40)) {
    const siblings = place.parent.element.children;
    siblings.splice(siblings.indexOf(place.element) + random.below(2), 0, forged);
  } else hide(document, forged, place, random);
  return true;
}

/** The whole response is replaced by a forged copy; the signed one is hidden in it. */
function wrapResponse(document: SourceDocument, random: Random): boolean {
  const hidden = copyElement(document.root);
  forge(document.root, random);
  if (random.chance(60)) setId(document.root, random);
  if (random.chance(60)) dropSignature(document.root);
  if (random.chance(30)) dropSignature(hidden);
  hide(document, hidden, { element: document.root, parent: null }, random);
  return true;
}

/** The signature is taken to another element, with or without a copy of what it signs in an Object. */
function moveSignature(document: SourceDocument, random: Random): boolean {
  const place = findPlace(document, 'Signature');
  if (place?.parent == null) return false;
  const signed = place.parent.element;
  const copy = copyElement(signed);
  dropSignature(copy);
  dropSignature(signed);
  if (random.chance(60)) {
    forge(signed, random);
    place.element.children.push(newElement(nameLike(place.element.name, 'Object'), {}, [copy]));
  }
  const target = pickPlace(document, random, ({ element }) =>
    ['Response', 'Assertion', 'Subject', 'Issuer', 'Status'].includes(localNameOf(element.name)),
  );
  insertAnywhere((target ?? place.parent).element, place.element, random);
  return true;
}

/** What was signed stays intact, its element gets another ID and a forged one takes the signed ID. */
function stealId(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random, ({ element }) => attributeOf(element, 'ID') !== undefined);
  const id = place && attributeOf(place.element, 'ID');
  const thief = pickPlace(document, random, ({ element }) => element !== place?.element);
  if (place === undefined || id === undefined || thief === undefined) return false;
  thief.element.attributes = thief.element.attributes.filter(({ name }) => name !== 'ID');
  thief.element.attributes.push(newAttribute(random.pick(['ID', 'Id', 'id', 'xml:id'] as const), id.value));
  if (random.chance(50)) id.value = '_replaced';
  return true;
}

/** Forged, with everything else untouched. */
function forgeInPlace(document: SourceDocument, random: Random): boolean {
  forge(document.root, random);
  if (random.chance(50))
    for (const { element } of placesOf(document)) if (random.chance(50)) dropSignature(element);
  return true;
}

export const WRAPPING: readonly Mutation[] = [
  treeMutation(
    'hostile',
    'signed assertion wrapped',
    (document, { random }) => wrapAssertion(document, random),
    30,
  ),
  treeMutation(
    'hostile',
    'forged assertion added',
    (document, { random }) => addForged(document, random),
    20,
  ),
  treeMutation(
    'hostile',
    'signed response wrapped',
    (document, { random }) => wrapResponse(document, random),
    20,
  ),
  treeMutation('hostile', 'signature moved', (document, { random }) => moveSignature(document, random), 15),
  treeMutation('hostile', 'ID stolen', (document, { random }) => stealId(document, random)),
  treeMutation('hostile', 'forged in place', (document, { random }) => forgeInPlace(document, random), 5),
];
