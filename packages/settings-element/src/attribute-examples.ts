// What the last test sent, beside the names that the mapping looks for. Pure.

import { attributeMappingFor, type AttributeMapping, type Provider, type SettingsView } from '@team-sso/core';

/** Entra leaves groups out above 150 and sends a link under this name instead. */
const OVERAGE = 'http://schemas.microsoft.com/claims/groups.link';

export type MappedField = keyof AttributeMapping;

export interface Example {
  readonly name: string;
  readonly values: readonly string[];
}

/** What the last test of these settings sent; null: there was none, or it brought nothing. */
export function sentAttributes({ lastTest }: SettingsView): readonly Example[] | null {
  const sent = lastTest?.attributes ?? [];
  return sent.length > 0 ? sent : null;
}

/** The names that count for a field, in order. */
export function namesFor(
  provider: Provider | undefined,
  mapping: AttributeMapping | undefined,
  field: MappedField,
): readonly string[] {
  return attributeMappingFor(provider, mapping)[field];
}

/** The first of the names that was sent with a value. */
export function exampleOf(names: readonly string[], sent: readonly Example[]): Example | null {
  for (const name of names) {
    const found = sent.find((example) => example.name === name && example.values.length > 0);
    if (found) return found;
  }
  return null;
}

export function isGroupOverage(sent: readonly Example[] | null): boolean {
  return sent?.some(({ name }) => name === OVERAGE) ?? false;
}
