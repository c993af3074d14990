// Attribute values of an assertion (saml-core-2.0-os §2.7.3), as received: by Name, in order, repeated Names concatenated.

import type { AttributeValues } from '@team-sso/core/reasons';
import { ATTRIBUTE, SAML } from './names.ts';
import { refuse } from './refuse.ts';
import type { XmlTable } from './xml-table.ts';

/** What the AttributeStatements of an assertion say. Both objects have no prototype. */
export interface AssertionAttributes {
  readonly attributes: AttributeValues;
  readonly friendlyNames: Readonly<Record<string, string>>;
}

/** Reads all attributes. Encrypted ones are passed over: they can be read by nobody here. */
export function readAttributes(table: XmlTable, assertionRow: number): AssertionAttributes {
  // Names come from the message: a plain object would have `__proto__` and `constructor` already.
  const attributes: Record<string, string[]> = Object.create(null);
  const friendlyNames = new Map<string, string | null>();
  const end = table.next(assertionRow);
  for (let statement = assertionRow + 1; statement < end; statement = table.next(statement)) {
    if (table.name(statement) !== SAML.AttributeStatement) continue;
    for (let row = statement + 1; row < table.next(statement); row = table.next(row)) {
      if (table.name(row) === SAML.Attribute) readAttribute(table, row, attributes, friendlyNames);
    }
  }
  const unambiguous: Record<string, string> = Object.create(null);
  for (const [friendlyName, name] of friendlyNames) if (name !== null) unambiguous[friendlyName] = name;
  return { attributes, friendlyNames: unambiguous };
}

function readAttribute(
  table: XmlTable,
  row: number,
  attributes: Record<string, string[]>,
  friendlyNames: Map<string, string | null>,
): void {
  const name = table.attribute(row, ATTRIBUTE.Name);
  if (name === null || name === '') refuse('shape', 'an Attribute without Name');
  const values = (attributes[name] ??= []);
  const end = table.next(row);
  for (let value = row + 1; value < end; value = table.next(value)) values.push(table.text(value));
  const friendlyName = table.attribute(row, ATTRIBUTE.FriendlyName);
  if (friendlyName === null || friendlyName === '') return;
  const known = friendlyNames.get(friendlyName);
  // A friendly name for two different attributes names neither.
  friendlyNames.set(friendlyName, known === undefined || known === name ? name : null);
}
