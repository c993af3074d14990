// The service provider's key pairs and values kept for good, in memory.

import type { StoredSpKey } from '@team-sso/core';
import type { MemoryTables } from './memory-tables.ts';
import { copyOf } from './memory-copy.ts';

export function readSpKeys(tables: MemoryTables, region?: string): readonly StoredSpKey[] {
  return region === undefined ? [...tables.spKeys.values()].flat() : (tables.spKeys.get(region) ?? []);
}

export function addFirstSpKey(tables: MemoryTables, key: StoredSpKey): StoredSpKey {
  const [first] = readSpKeys(tables, key.region);
  if (first) return first;
  tables.spKeys.set(key.region, [copyOf(key)]);
  return key;
}

export function addNextSpKey(tables: MemoryTables, key: StoredSpKey, after: string): boolean {
  const keys = readSpKeys(tables, key.region);
  if (keys.at(-1)?.keyId !== after) return false;
  tables.spKeys.set(key.region, [...keys, copyOf(key)]);
  return true;
}

export function useSpKey(tables: MemoryTables, region: string, keyId: string, usedFrom: Date): void {
  change(tables, region, keyId, (key) =>
    key.usedFrom > usedFrom ? { ...key, usedFrom: new Date(usedFrom) } : null,
  );
}

export function resealSpKey(
  tables: MemoryTables,
  ...[region, keyId, from, to]: readonly [string, string, string, string]
): boolean {
  return change(tables, region, keyId, (key) =>
    key.encryptedPrivateKey === from ? { ...key, encryptedPrivateKey: to } : null,
  );
}

export function removeSpKey(tables: MemoryTables, region: string, keyId: string): boolean {
  const keys = readSpKeys(tables, region);
  if (keys.at(-1)?.keyId === keyId) return false;
  const left = keys.filter((key) => key.keyId !== keyId);
  tables.spKeys.set(region, left);
  return left.length < keys.length;
}

export function keepFirst(tables: MemoryTables, name: string, value: string): string {
  const kept = tables.kept.get(name) ?? value;
  tables.kept.set(name, kept);
  return kept;
}

export function readKept(
  tables: MemoryTables,
  prefix: string,
): readonly { readonly name: string; readonly value: string }[] {
  return [...tables.kept]
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => ({ name, value }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

export function replaceKept(tables: MemoryTables, name: string, from: string, to: string): boolean {
  if (tables.kept.get(name) !== from) return false;
  tables.kept.set(name, to);
  return true;
}

/** @returns whether anything was changed. */
function change(
  tables: MemoryTables,
  region: string,
  keyId: string,
  to: (key: StoredSpKey) => StoredSpKey | null,
): boolean {
  let isChanged = false;
  const keys = readSpKeys(tables, region).map((key) => {
    const changed = key.keyId === keyId ? to(key) : null;
    isChanged ||= changed !== null;
    return changed ?? key;
  });
  tables.spKeys.set(region, keys);
  return isChanged;
}
