// The Conditions of an assertion (saml-core-2.0-os §2.5).

import { ATTRIBUTE, SAML } from './names.ts';
import type { XmlTable } from './xml-table.ts';

const KNOWN_CONDITIONS: ReadonlySet<number> = new Set([
  SAML.AudienceRestriction,
  SAML.OneTimeUse,
  SAML.ProxyRestriction,
]);

/** The Conditions element, or -1. */
export function conditionsOf(table: XmlTable, assertionRow: number): number {
  return table.child(assertionRow, SAML.Conditions);
}

/** The name of a condition that this engine cannot judge, or null. §2.5.1.1: an unknown condition leaves validity indeterminate. */
export function unknownCondition(table: XmlTable, conditions: number): string | null {
  const end = table.next(conditions);
  for (let child = conditions + 1; child < end; child = table.next(child)) {
    if (!KNOWN_CONDITIONS.has(table.name(child))) return table.qualifiedName(child);
  }
  return null;
}

/** The audiences of each AudienceRestriction. §2.5.1.4: restrictions are joined by "and", the audiences in one by "or". */
export function audienceRestrictions(table: XmlTable, conditions: number): readonly (readonly string[])[] {
  const restrictions: string[][] = [];
  const end = table.next(conditions);
  for (let child = conditions + 1; child < end; child = table.next(child)) {
    if (table.name(child) !== SAML.AudienceRestriction) continue;
    const audiences: string[] = [];
    for (let inner = child + 1; inner < table.next(child); inner = table.next(inner))
      audiences.push(table.text(inner));
    restrictions.push(audiences);
  }
  return restrictions;
}

/** The end of Conditions as written, or null. */
export function conditionsNotOnOrAfter(table: XmlTable, assertionRow: number): string | null {
  const conditions = conditionsOf(table, assertionRow);
  return conditions < 0 ? null : table.attribute(conditions, ATTRIBUTE.NotOnOrAfter);
}
