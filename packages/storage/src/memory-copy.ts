// Copies of what goes into the memory store and comes out of it: strings are shared, everything else is made anew.

/** A copy of plain data: objects, arrays, dates, maps and sets. `structuredClone` writes every string out and reads it back. */
export function copyOf<Value>(value: Value): Value {
  return copy(value) as Value;
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return new Date(value);
  if (Array.isArray(value)) return value.map(copy);
  if (value instanceof Map) return new Map([...value].map(([key, member]) => [copy(key), copy(member)]));
  if (value instanceof Set) return new Set([...value].map(copy));
  // Defined, not set: a member may be called `__proto__`.
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copy(member)]));
}
