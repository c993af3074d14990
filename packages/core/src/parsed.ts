// The result of reading untrusted input: a right value, or the list of what is wrong with it.

import * as z from 'zod/mini';

/** One thing wrong with an input: where, which rule, and what would be right. */
export interface Issue {
  /** Dotted path of the field, for example `connection.signOnUrl`; empty for the whole body. */
  readonly path: string;
  readonly code: string;
  readonly expected?: string;
  readonly received?: string;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** The part of a zod schema that a parser needs; schemas themselves never leave this package. */
export function parseWith<T>(schema: z.ZodMiniType<T>, input: unknown): Parsed<T> {
  const result = z.safeParse(schema, input, { reportInput: true });
  if (result.success) return { ok: true, value: dropUndefined(result.data) };
  return { ok: false, issues: result.error.issues.flatMap(toIssues) };
}

function toIssues(issue: z.core.$ZodIssue): Issue[] {
  const path = issue.path.join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, code: 'unknown_field' }));
    case 'invalid_type': {
      const missing = issue.input === undefined;
      return [{ path, code: missing ? 'required' : 'type_invalid', expected: issue.expected }];
    }
    case 'invalid_value':
      return [
        {
          path,
          code: issue.input === undefined ? 'required' : 'value_invalid',
          expected: issue.values.join(' | '),
        },
      ];
    case 'too_small':
      return [{ path, code: codeOf(issue), expected: `at least ${issue.minimum}` }];
    case 'too_big':
      return [{ path, code: codeOf(issue), expected: `at most ${issue.maximum}` }];
    case 'invalid_union': {
      // The alternative of the right kind says more than "none of them".
      const closest = issue.errors.find((issues) => issues.some((inner) => inner.path.length > 0));
      if (!closest) return [{ path, code: codeOf(issue) }];
      return closest.flatMap((inner) => toIssues({ ...inner, path: [...issue.path, ...inner.path] }));
    }
    default:
      return [{ path, code: codeOf(issue) }];
  }
}

/** Schemas give the code as the message of a check; a message of zod's own is none. */
function codeOf({ message }: z.core.$ZodIssue): string {
  return /^[a-z_]+$/.test(message) ? message : 'value_invalid';
}

/** `exactOptionalPropertyTypes` has no place for a key that is there and undefined. Dates and lists pass untouched. */
function dropUndefined<T>(value: T): T {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || value instanceof Date)
    return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key, dropUndefined(member)]),
  ) as T;
}
