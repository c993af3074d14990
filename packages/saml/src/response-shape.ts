// Schema order and cardinality, checked over the whole table before anything is believed: one pass, absolute places only.

import type { ContentModel, Slot } from './content-model.ts';
import {
  CONFUSABLE_ATTRIBUTES,
  CONFUSABLE_ELEMENTS,
  CONTENT_MODELS,
  KEY_INFO_ELEMENTS,
} from './content-models.ts';
import {
  DS,
  NO_NAMESPACE_ID,
  SAML,
  isSamlNamespace,
  isSecurityNamespace,
  localNameIdOf,
  localNameText,
  namespaceIdOf,
} from './names.ts';
import { refuse } from './refuse.ts';
import { ATTR, ELEMENT, HAS_TEXT, type XmlTable } from './xml-table.ts';

/**
 * Checks an element and everything in it against the content models.
 *
 * @throws SsoError `xml_invalid`; `several_assertions` for an assertion at any other place than directly under the response
 */
export function checkShape(table: XmlTable, row: number): void {
  const model = CONTENT_MODELS.get(table.name(row));
  if (model === undefined) refuseShape(table, row, 'an element that is not expected here');
  if (model.attributes !== null) checkAttributes(table, row, model.attributes);
  switch (model.kind) {
    case 'elements':
      checkNoText(table, row);
      checkSequence(table, row, model);
      return;
    case 'text':
    case 'empty':
      if (table.next(row) !== row + 1) refuseShape(table, row + 1, 'an element where only text may be');
      if (model.kind === 'empty') checkNoText(table, row);
      return;
    case 'open':
      checkOpenContent(table, row);
      return;
    default:
      model satisfies never;
  }
}

function checkSequence(table: XmlTable, row: number, model: ContentModel & { kind: 'elements' }): void {
  const { slots } = model;
  const end = table.next(row);
  let slot = 0;
  let count = 0;
  let previous = -1;
  for (let child = row + 1; child < end; child = table.next(child)) {
    const name = table.name(child);
    // Hundreds of values in a row are in the place of the first.
    if (name !== previous) {
      while (slot < slots.length && !slots[slot]!.names.includes(name)) {
        if (count < slots[slot]!.min) refuseMissing(table, row, slots[slot]!);
        slot++;
        count = 0;
      }
      if (slot === slots.length) refuseMisplaced(table, child);
      previous = name;
    }
    if (++count > slots[slot]!.max) refuseShape(table, child, 'an element that occurs too often');
    checkShape(table, child);
  }
  for (; slot < slots.length; slot++, count = 0) {
    if (count < slots[slot]!.min) refuseMissing(table, row, slots[slot]!);
  }
}

/** Foreign content is skipped, but nothing in it may look like a message, an assertion or a signature. */
function checkOpenContent(table: XmlTable, row: number): void {
  const name = table.name(row);
  const isKeyInfo = name === DS.KeyInfo;
  const end = table.next(row);
  for (let inner = row + 1; inner < end; inner++) {
    const innerName = table.name(inner);
    if (CONFUSABLE_ELEMENTS.has(localNameIdOf(innerName))) refuseMisplaced(table, inner);
    if (isKeyInfo) checkKeyInfoElement(table, inner);
  }
  // Within these, the elements that are read have models of their own.
  if (name === SAML.Conditions || name === DS.Transform) {
    for (let child = row + 1; child < end; child = table.next(child)) {
      if (CONTENT_MODELS.has(table.name(child))) checkShape(table, child);
    }
  }
  if (name === SAML.Conditions || isKeyInfo || name === DS.Transform || name === DS.SignatureMethod)
    checkNoText(table, row);
}

function checkKeyInfoElement(table: XmlTable, row: number): void {
  const isKnown =
    isSecurityNamespace(namespaceIdOf(table.name(row))) &&
    KEY_INFO_ELEMENTS.has(localNameText(table.name(row)));
  if (!isKnown) refuseShape(table, row, 'an element that KeyInfo must not hold');
}

function checkNoText(table: XmlTable, row: number): void {
  if ((table.flags(row) & HAS_TEXT) !== 0) refuseShape(table, row, 'text where only elements may be');
}

function checkAttributes(table: XmlTable, row: number, allowed: ReadonlySet<number>): void {
  const { attributes } = table;
  const last = table.element(row, ELEMENT.LAST_ATTRIBUTE);
  for (let index = table.element(row, ELEMENT.FIRST_ATTRIBUTE); index < last; index++) {
    const at = index * ATTR.WIDTH;
    const name = attributes[at + ATTR.NAME]!;
    if (attributes[at + ATTR.NAMESPACE] === NO_NAMESPACE_ID) {
      if (localNameIdOf(name) === 0 || !allowed.has(name))
        refuseShape(table, row, 'an attribute that is not expected here');
    } else if (CONFUSABLE_ATTRIBUTES.has(localNameIdOf(name))) {
      refuseShape(table, row, 'an attribute of SAML in a foreign namespace');
    }
  }
}

/** An element at a place where the schema has none. A second assertion anywhere has a reason of its own. */
function refuseMisplaced(table: XmlTable, row: number): never {
  const name = table.name(row);
  if (name === SAML.Assertion || name === SAML.EncryptedAssertion) {
    refuse('one-assertion', `${table.qualifiedName(row)} inside ${table.qualifiedName(table.parent(row))}`);
  }
  const isOurs = isSamlNamespace(namespaceIdOf(name)) || name === DS.Signature;
  refuseShape(table, row, isOurs ? 'an element out of its place' : 'an element that is not expected here');
}

function refuseMissing(table: XmlTable, row: number, slot: Slot): never {
  refuseShape(table, row, `without ${slot.names.map(localNameText).join(' or ')}`);
}

function refuseShape(table: XmlTable, row: number, what: string): never {
  refuse('shape', `${table.qualifiedName(row)}: ${what}, at byte ${table.element(row, ELEMENT.START)}`);
}
