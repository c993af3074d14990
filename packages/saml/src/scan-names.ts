// Names of one element, resolved: namespaces by scope, known names as numbers, duplicate attributes and IDs refused.

import { KnownStrings, hashOf, slicesEqual } from './byte-slices.ts';
import {
  ATTRIBUTE,
  LOCAL_NAMES,
  METADATA_ID,
  NO_NAMESPACE_ID,
  expandedName,
  isSamlNamespace,
  isSecurityNamespace,
} from './names.ts';
import { refuse } from './refuse.ts';
import type { TableWriter } from './table-writer.ts';
import {
  ATTR,
  DEFAULT_PREFIX_ID,
  ELEMENT,
  HAS_PREFIXED_ATTRIBUTE,
  VALUE_NOT_CANONICAL,
} from './xml-table.ts';

const KNOWN = new KnownStrings(LOCAL_NAMES, hashOf);
const COMPARED_PAIRWISE = 16;

/** Resolves the element in `row`, whose tag has just been read completely. */
export function resolveNames(table: TableWriter, row: number, localStart: number, nameHash: number): void {
  const { bytes, elements } = table;
  const base = row * ELEMENT.WIDTH;
  const start = elements[base + ELEMENT.START]! + 1;
  const prefixId = localStart === start ? DEFAULT_PREFIX_ID : table.prefixId(start, localStart - 1);
  const namespaceId = namespaceOf(table, prefixId, start);
  const localNameId = KNOWN.indexOf(bytes, localStart, elements[base + ELEMENT.NAME_END]!, nameHash) + 1;
  elements[base + ELEMENT.PREFIX] = prefixId;
  elements[base + ELEMENT.NAME] = expandedName(namespaceId, localNameId);
  const first = elements[base + ELEMENT.FIRST_ATTRIBUTE]!;
  let prefixIds = 0;
  for (let index = first; index < table.attributeCount; index++) {
    resolveAttribute(table, index, namespaceId);
    prefixIds |= table.attributes[index * ATTR.WIDTH + ATTR.PREFIX]!;
  }
  if (prefixIds !== DEFAULT_PREFIX_ID) elements[base + ELEMENT.FLAGS]! |= HAS_PREFIXED_ATTRIBUTE;
  if (table.attributeCount - first > 1) refuseDuplicates(table, first);
}

function resolveAttribute(table: TableWriter, index: number, elementNamespaceId: number): void {
  const { attributes, bytes } = table;
  const at = index * ATTR.WIDTH;
  const start = attributes[at + ATTR.START]!;
  const localStart = attributes[at + ATTR.LOCAL_START]!;
  const nameEnd = attributes[at + ATTR.NAME_END]!;
  const prefixId = attributes[at + ATTR.PREFIX]!;
  // An attribute without prefix is in no namespace, whatever the default is (xml-names §6.2).
  const namespaceId = prefixId === DEFAULT_PREFIX_ID ? NO_NAMESPACE_ID : namespaceOf(table, prefixId, start);
  const name = expandedName(
    namespaceId,
    KNOWN.indexOf(bytes, localStart, nameEnd, attributes[at + ATTR.HASH]!) + 1,
  );
  attributes[at + ATTR.NAMESPACE] = namespaceId;
  attributes[at + ATTR.NAME] = name;
  if (nameEnd - localStart === 2 && isIdVariant(bytes, localStart))
    claimId(table, at, name, elementNamespaceId);
}

function isIdVariant(bytes: Uint8Array, localStart: number): boolean {
  return (bytes[localStart]! | 0x20) === 0x69 && (bytes[localStart + 1]! | 0x20) === 0x64;
}

/**
 * `ID` on SAML's elements, `Id` on those of DSig and XML Encryption; in a message nothing that looks like either anywhere else,
 * while metadata may describe its providers in any vocabulary.
 */
function claimId(table: TableWriter, at: number, name: number, elementNamespaceId: number): void {
  const { attributes, ids, latin1 } = table;
  const { isMetadata } = table.profile;
  const hasUpperCaseId =
    isSamlNamespace(elementNamespaceId) || (isMetadata && elementNamespaceId === METADATA_ID);
  const isOurs =
    (name === ATTRIBUTE.ID && hasUpperCaseId) ||
    (name === ATTRIBUTE.Id && isSecurityNamespace(elementNamespaceId));
  if (isMetadata && !hasUpperCaseId && !isSecurityNamespace(elementNamespaceId)) return;
  const start = attributes[at + ATTR.START]!;
  if (!isOurs) refuse('gate', `an attribute that only looks like an ID, at byte ${start}`);
  const value = latin1.slice(attributes[at + ATTR.VALUE_START]!, attributes[at + ATTR.VALUE_END]!);
  const isPlain = (attributes[at + ATTR.FLAGS]! & VALUE_NOT_CANONICAL) === 0;
  if (!isPlain || !/^[A-Za-z_][A-Za-z0-9_.-]{0,1023}$/.test(value)) {
    refuse('gate', `an ID that is not an NCName, at byte ${start}`);
  }
  if (ids.has(value)) refuse('gate', `an ID that occurs twice, at byte ${start}`);
  ids.add(value);
}

function namespaceOf(table: TableWriter, prefixId: number, start: number): number {
  const namespaceId = table.namespaceOf(prefixId);
  if (namespaceId < 0) refuse('gate', `a prefix that is not declared, at byte ${start}`);
  return namespaceId;
}

/** Refuses attributes of equal expanded name (xml §3.1, xml-names §6.3). */
function refuseDuplicates(table: TableWriter, first: number): void {
  if (table.attributeCount - first > COMPARED_PAIRWISE) refuseDuplicatesAmongMany(table, first);
  else
    for (let index = first + 1; index < table.attributeCount; index++) refuseDuplicate(table, first, index);
}

/** Compares only those whose hashes fall into the same place; the limit per element keeps the pairs of a hostile one few. */
function refuseDuplicatesAmongMany(table: TableWriter, first: number): void {
  const { attributes } = table;
  const hashPlaces = table.emptyHashPlaces();
  for (let index = first; index < table.attributeCount; index++) {
    const hash = attributes[index * ATTR.WIDTH + ATTR.HASH]!;
    const word = (hash >>> 5) & (hashPlaces.length - 1);
    const bit = 1 << (hash & 31);
    if ((hashPlaces[word]! & bit) !== 0) refuseDuplicate(table, first, index);
    hashPlaces[word]! |= bit;
  }
}

/** Refuses the attribute at `index` when one of those from `first` on before it has its name. */
function refuseDuplicate(table: TableWriter, first: number, index: number): void {
  const { attributes } = table;
  const a = index * ATTR.WIDTH;
  const hash = attributes[a + ATTR.HASH];
  for (let b = first * ATTR.WIDTH; b < a; b += ATTR.WIDTH) {
    if (attributes[b + ATTR.HASH] === hash && hasSameName(table, a, b)) {
      refuse('gate', `an attribute that occurs twice, at byte ${attributes[a + ATTR.START]!}`);
    }
  }
}

function hasSameName({ attributes, bytes }: TableWriter, a: number, b: number): boolean {
  if (attributes[a + ATTR.NAMESPACE] !== attributes[b + ATTR.NAMESPACE]) return false;
  return slicesEqual(
    bytes,
    attributes[a + ATTR.LOCAL_START]!,
    attributes[a + ATTR.NAME_END]!,
    attributes[b + ATTR.LOCAL_START]!,
    attributes[b + ATTR.NAME_END]!,
  );
}
