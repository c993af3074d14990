// Namespace declarations: repeated, added, moved, rebound, undone, relative, reserved.

import {
  declarationName,
  isCovered,
  isDeclaration,
  localNameOf,
  prefixOf,
  scopeOf,
} from '../source-queries.ts';
import {
  newAttribute,
  placesOf,
  type Place,
  type SourceDocument,
  type SourceElement,
} from '../source-tree.ts';
import type { Random } from '../random.ts';
import { treeMutation, type Mutation } from './mutation.ts';
import { pickAttribute, pickPlace } from './picking.ts';

const NAMESPACES = [
  'urn:oasis:names:tc:SAML:2.0:protocol',
  'urn:oasis:names:tc:SAML:2.0:assertion',
  'http://www.w3.org/2000/09/xmldsig#',
  'http://www.w3.org/2001/04/xmlenc#',
  'http://www.w3.org/2001/10/xml-exc-c14n#',
  'http://www.w3.org/2001/XMLSchema',
] as const;
const FOREIGN = ['urn:example:foreign', 'http://example.org/a?b=c', 'urn:x:y%20z'] as const;
const UNUSUAL = ['http://example.org/a?b=c&amp;d', 'urn:x\u00fc', 'URN:EXAMPLE', 'x:'] as const;
const BROKEN = [
  'relative',
  '../up',
  '#fragment',
  '?query',
  '//host',
  '',
  ' urn:blank ',
  '1',
  '%',
  'a:b c',
  'http://h:/',
  'http://h:8x/',
  'urn:a#b#c',
  'http://h/%zz',
  'http://[x',
  'urn:{x}',
  'x:',
  'http://u:p@h/',
  'http:///',
  'urn://h:1/',
] as const;
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

/** Adds a declaration at a random position among the attributes, or changes the one that is there. */
function declare(element: SourceElement, prefix: string, uri: string, random: Random): void {
  const name = declarationName(prefix);
  const existing = element.attributes.find((attribute) => attribute.name === name);
  if (existing !== undefined) existing.value = uri;
  else element.attributes.splice(random.below(element.attributes.length + 1), 0, newAttribute(name, uri));
}

/** Says again on an element what is in scope anyway. */
function repeat(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random);
  const entry = place && random.pick([...scopeOf(place)]);
  if (place === undefined || entry === undefined || entry[1] === '') return false;
  declare(place.element, entry[0], entry[1], random);
  return true;
}

function declareUnused(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random);
  if (place === undefined) return false;
  const prefix = random.pick(['unused', 'a', 'z', 'xs2', 'Ds', '_x', 'x-1.2'] as const);
  declare(place.element, prefix, random.pick([...FOREIGN, ...NAMESPACES]), random);
  return true;
}

/** Takes the declarations of an element to its children and grandchildren, as far as its own name allows. */
function pushDown(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random, ({ element }) => element.attributes.some(isDeclaration));
  const declaration = place && random.pick(place.element.attributes.filter(isDeclaration));
  if (place === undefined || declaration === undefined) return false;
  const prefix = declaration.name.slice(6);
  for (const child of place.element.children) {
    if (child.kind !== 'element') continue;
    if (!child.attributes.some(({ name }) => name === declaration.name))
      child.attributes.unshift({ ...declaration });
  }
  const isNeeded =
    prefixOf(place.element.name) === prefix ||
    place.element.attributes.some(({ name }) => prefix !== '' && name.startsWith(`${prefix}:`));
  if (!isNeeded) place.element.attributes = place.element.attributes.filter((one) => one !== declaration);
  return true;
}

/** Another prefix, or none, for an element and those of its children that share its prefix; the namespace stays. */
export function renamePrefix(
  document: SourceDocument,
  random: Random,
  isWanted: (place: Place) => boolean,
): boolean {
  const place = pickPlace(document, random, isWanted);
  if (place === undefined) return false;
  const old = prefixOf(place.element.name);
  const uri = scopeOf(place).get(old);
  if (uri === undefined) return false;
  const prefix = random.pick(['', 'other', 'ds', 'saml', 'samlp', 'saml2', 'xs'] as const);
  place.element.name =
    prefix === '' ? localNameOf(place.element.name) : `${prefix}:${localNameOf(place.element.name)}`;
  // Below, the old names must keep their meaning, or follow.
  const scope = scopeOf(place);
  for (const child of place.element.children) {
    if (child.kind !== 'element') continue;
    const childPrefix = prefixOf(child.name);
    const childUri = scope.get(childPrefix);
    const isDeclared = child.attributes.some(({ name }) => name === declarationName(childPrefix));
    if (!isDeclared && childUri !== undefined) declare(child, childPrefix, childUri, random);
  }
  declare(place.element, prefix, uri, random);
  return true;
}

function rebind(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random);
  if (place === undefined) return false;
  const prefix = random.pick([...scopeOf(place).keys(), prefixOf(place.element.name)]) ?? '';
  declare(place.element, prefix, random.pick([...NAMESPACES, ...FOREIGN, ...UNUSUAL]), random);
  return true;
}

function declareBroken(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random);
  if (place === undefined) return false;
  const prefix = random.pick([...scopeOf(place).keys(), 'unused', '', 'a']) ?? '';
  declare(place.element, prefix, random.pick(BROKEN), random);
  return true;
}

function declareReserved(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random);
  if (place === undefined) return false;
  const [prefix, uri] = random.pick([
    ['xml', 'urn:example:foreign'],
    ['xml', XML_NAMESPACE],
    ['xmlns', 'urn:example:foreign'],
    ['xmlns', XMLNS_NAMESPACE],
    ['other', XML_NAMESPACE],
    ['other', XMLNS_NAMESPACE],
    ['', XML_NAMESPACE],
    ['xmlfoo', 'urn:example:foreign'],
  ] as const);
  declare(place.element, prefix, uri, random);
  return true;
}

function dropDeclaration(document: SourceDocument, random: Random): boolean {
  const target = pickAttribute(document, random, isDeclaration);
  if (target === undefined) return false;
  const { element } = target.place;
  element.attributes = element.attributes.filter((one) => one !== target.attribute);
  return true;
}

function changePrefixAlone(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random);
  if (place === undefined) return false;
  const prefixes = ['', 'undeclared', ...placesOf(document).map(({ element }) => prefixOf(element.name))];
  const prefix = random.pick(prefixes) ?? '';
  const localName = localNameOf(place.element.name);
  place.element.name = prefix === '' ? localName : `${prefix}:${localName}`;
  return true;
}

function duplicateDeclaration(document: SourceDocument, random: Random): boolean {
  const target = pickAttribute(document, random, isDeclaration);
  if (target === undefined) return false;
  target.place.element.attributes.push({ ...target.attribute, space: ' ' });
  return true;
}

export const NAMESPACE_DECLARATIONS: readonly Mutation[] = [
  treeMutation('neutral', 'repeated declaration', (document, { random }) => repeat(document, random)),
  treeMutation('neutral', 'unused declaration', (document, { random }) => declareUnused(document, random)),
  treeMutation('neutral', 'declaration pushed down', (document, { random }) => pushDown(document, random)),
  treeMutation('neutral', 'prefix renamed where unsigned', (document, { random }) =>
    renamePrefix(document, random, (place) => !isCovered(place)),
  ),
  treeMutation('hostile', 'prefix renamed', (document, { random }) =>
    renamePrefix(document, random, () => true),
  ),
  treeMutation('hostile', 'prefix rebound', (document, { random }) => rebind(document, random)),
  treeMutation('hostile', 'broken namespace', (document, { random }) => declareBroken(document, random)),
  treeMutation('hostile', 'reserved namespace', (document, { random }) => declareReserved(document, random)),
  treeMutation('hostile', 'declaration dropped', (document, { random }) => dropDeclaration(document, random)),
  treeMutation('hostile', 'prefix without declaration', (document, { random }) =>
    changePrefixAlone(document, random),
  ),
  treeMutation(
    'hostile',
    'declaration twice',
    (document, { random }) => duplicateDeclaration(document, random),
    3,
  ),
];
