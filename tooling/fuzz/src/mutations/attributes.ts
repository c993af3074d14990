// Attributes added, repeated, renamed, removed, changed; identifiers in all their disguises.

import { attributeOf, isDeclaration, localNameOf, prefixOf, scopeOf } from '../source-queries.ts';
import { newAttribute, placesOf, type SourceDocument } from '../source-tree.ts';
import type { Random } from '../random.ts';
import { treeMutation, type Mutation } from './mutation.ts';
import { pickAttribute, pickPlace } from './picking.ts';

const NAMES = [
  'ID',
  'Id',
  'id',
  'iD',
  'AssertionID',
  'Version',
  'IssueInstant',
  'Destination',
  'InResponseTo',
  'Consent',
  'Method',
  'Recipient',
  'NotBefore',
  'NotOnOrAfter',
  'SessionIndex',
  'Name',
  'Format',
  'Algorithm',
  'URI',
  'Value',
  'xml:id',
  'xml:lang',
  'xml:space',
  'xml:base',
  'xsi:nil',
  'xsi:type',
  'xsi:schemaLocation',
  'Unknown',
  'Type',
] as const;
const VALUES = [
  '',
  ' ',
  '2.0',
  '1.1',
  '_forged',
  'owner@acme.example',
  'urn:oasis:names:tc:SAML:2.0:cm:bearer',
  '2026-06-15T12:00:00Z',
  '2099-01-01T00:00:00Z',
  '2099',
  '2026-06-15T12:00:00+00:00',
  '1970-01-01T00:00:00Z',
  '2026-06-15T24:00:00Z',
  'https://auth.acmebots.example/sso/acme/acs',
  'https://auth.acmebots.example/sso/other/acs',
  '#',
  'http://example.org/',
  'urn:oasis:names:tc:SAML:2.0:status:Success',
  'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
  '-1',
  'true',
] as const;
/** What may be there without meaning anything. */
const HARMLESS = [
  ['Response', 'Consent', 'urn:oasis:names:tc:SAML:2.0:consent:unspecified'],
  ['Signature', 'Id', '_signature'],
  ['SignatureValue', 'Id', '_signature-value'],
  ['Response', 'xml:lang', 'en'],
] as const;

function add(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random);
  if (place === undefined) return false;
  const { attributes } = place.element;
  const name = random.chance(70)
    ? random.pick(NAMES)
    : `${random.pick([...scopeOf(place).keys()]) || 'saml'}:${random.pick(NAMES)}`;
  attributes.splice(random.below(attributes.length + 1), 0, newAttribute(name, random.pick(VALUES)));
  return true;
}

/** The same attribute twice: by name, or by expanded name through two prefixes. */
function repeat(document: SourceDocument, random: Random): boolean {
  const target = pickAttribute(document, random, (attribute) => !isDeclaration(attribute));
  if (target === undefined) return false;
  const { attributes } = target.place.element;
  const value = random.chance(50) ? target.attribute.value : random.pick(VALUES);
  const prefix = prefixOf(target.attribute.name);
  const uri = scopeOf(target.place).get(prefix);
  if (prefix !== '' && uri !== undefined && random.chance(60)) {
    attributes.push(
      newAttribute('xmlns:twin', uri),
      newAttribute(`twin:${localNameOf(target.attribute.name)}`, value),
    );
  } else
    attributes.splice(random.below(attributes.length + 1), 0, { ...target.attribute, space: ' ', value });
  return true;
}

function rename(document: SourceDocument, random: Random): boolean {
  const target = pickAttribute(document, random, (attribute) => !isDeclaration(attribute));
  if (target === undefined) return false;
  const { name } = target.attribute;
  const prefix = random.pick([...scopeOf(target.place).keys()].filter((one) => one !== ''));
  target.attribute.name =
    random.pick([
      name.toLowerCase(),
      name.toUpperCase(),
      `${prefix ?? 'saml'}:${localNameOf(name)}`,
      `${name}_`,
      `xml:${localNameOf(name)}`,
      random.pick(NAMES),
    ]) ?? name;
  return target.attribute.name !== name;
}

function drop(document: SourceDocument, random: Random): boolean {
  const target = pickAttribute(document, random, (attribute) => !isDeclaration(attribute));
  if (target === undefined) return false;
  const { element } = target.place;
  element.attributes = element.attributes.filter((one) => one !== target.attribute);
  return true;
}

function change(document: SourceDocument, random: Random): boolean {
  const target = pickAttribute(document, random, (attribute) => !isDeclaration(attribute));
  if (target === undefined) return false;
  const others = placesOf(document).flatMap(({ element }) => element.attributes.map(({ value }) => value));
  const value = random.chance(50) ? random.pick(VALUES) : random.pick(others);
  target.attribute.value = (value ?? '').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
  return true;
}

/** White space and control characters in a value; a line break there reads as a blank (xml §3.3.3). */
function space(document: SourceDocument, random: Random): boolean {
  const target = pickAttribute(document, random, (attribute) => !isDeclaration(attribute));
  if (target === undefined) return false;
  const { value } = target.attribute;
  const blank =
    random.pick([' ', '\n', '\t', '\r\n', '&#10;', '&#9;', '&#13;', '\u00a0', '\u200b', '\u2028']) ?? ' ';
  target.attribute.value = random.pick([
    value + blank,
    blank + value,
    value.replace(' ', blank),
    value.replace(':', `:${blank}`),
  ] as const);
  return target.attribute.value !== value;
}

/** An identifier that occurs twice, in the same spelling or another. */
function repeatId(document: SourceDocument, random: Random): boolean {
  const source = pickPlace(document, random, ({ element }) => attributeOf(element, 'ID') !== undefined);
  const target = pickPlace(document, random, ({ element }) => element !== source?.element);
  const value = source && attributeOf(source.element, 'ID')?.value;
  if (target === undefined || value === undefined) return false;
  target.element.attributes.push(
    newAttribute(random.pick(['ID', 'Id', 'id', 'xml:id', 'AssertionID'] as const), value),
  );
  return true;
}

function changeId(document: SourceDocument, random: Random): boolean {
  const target = pickAttribute(document, random, ({ name }) => localNameOf(name).toLowerCase() === 'id');
  if (target === undefined) return false;
  const { value } = target.attribute;
  target.attribute.value =
    random.pick([
      `${value}x`,
      value.slice(1),
      ` ${value}`,
      `1${value}`,
      '',
      `${value}'`,
      value.toUpperCase(),
      `${value}:x`,
      `${value}\u00e9`,
    ]) ?? '';
  return true;
}

function addHarmless(document: SourceDocument, random: Random): boolean {
  const [local, name, value] = random.pick(HARMLESS);
  const place = pickPlace(document, random, ({ element }) => localNameOf(element.name) === local);
  if (place === undefined || attributeOf(place.element, name) !== undefined) return false;
  place.element.attributes.push(newAttribute(name, value));
  return true;
}

export const ATTRIBUTES: readonly Mutation[] = [
  treeMutation('neutral', 'harmless attribute', (document, { random }) => addHarmless(document, random)),
  treeMutation('hostile', 'attribute added', (document, { random }) => add(document, random)),
  treeMutation('hostile', 'attribute twice', (document, { random }) => repeat(document, random)),
  treeMutation('hostile', 'attribute renamed', (document, { random }) => rename(document, random)),
  treeMutation('hostile', 'attribute dropped', (document, { random }) => drop(document, random)),
  treeMutation('hostile', 'attribute changed', (document, { random }) => change(document, random), 15),
  treeMutation('hostile', 'space in attribute', (document, { random }) => space(document, random)),
  treeMutation('hostile', 'ID twice', (document, { random }) => repeatId(document, random)),
  treeMutation('hostile', 'ID changed', (document, { random }) => changeId(document, random)),
];
