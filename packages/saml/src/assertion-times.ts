// Times of an assertion against the clock: a time that cannot be read is a time that has passed, or not come.

import { conditionsNotOnOrAfter } from './conditions.ts';
import { ATTRIBUTE } from './names.ts';
import type { Values } from './refuse.ts';
import type { Confirmation } from './subject.ts';
import type { XmlTable } from './xml-table.ts';
import { parseUtcDateTime } from './xs-date-time.ts';

/** The clock of one verification, in milliseconds. */
export interface Clock {
  readonly now: number;
  readonly skew: number;
}

export const MAX_CLOCK_SKEW_SECONDS = 120;
export const MAX_LIFETIME_MILLISECONDS = 24 * 3_600_000;
export const LONG_LIFETIME_MILLISECONDS = 2 * 3_600_000;

/** Null when `text` is absent or an instant that is not after now; otherwise what was expected. */
export function refusesNotBefore(clock: Clock, text: string | null): Values | null {
  if (text === null) return null;
  const instant = parseUtcDateTime(text);
  if (instant !== null && instant <= clock.now + clock.skew) return null;
  return { expected: `not after ${iso(clock.now)}`, received: text };
}

/** Null when `text` is absent or an instant that is after now; otherwise what was expected. */
export function refusesNotOnOrAfter(clock: Clock, text: string | null): Values | null {
  if (text === null) return null;
  const instant = parseUtcDateTime(text);
  if (instant !== null && instant > clock.now - clock.skew) return null;
  return { expected: `after ${iso(clock.now)}`, received: text };
}

/** The later NotOnOrAfter of Conditions and the confirmation, in milliseconds. */
export function latestEnd(
  facts: { readonly assertion: XmlTable; readonly assertionRow: number },
  confirmation: Confirmation,
): number {
  const conditions = parseUtcDateTime(conditionsNotOnOrAfter(facts.assertion, facts.assertionRow) ?? '') ?? 0;
  return Math.max(conditions, parseUtcDateTime(confirmation.notOnOrAfter ?? '') ?? 0);
}

/** IssueInstant of the assertion in milliseconds; the header check has parsed it before. */
export function issuedAt(facts: { readonly assertion: XmlTable; readonly assertionRow: number }): number {
  return (
    parseUtcDateTime(facts.assertion.attribute(facts.assertionRow, ATTRIBUTE.IssueInstant) ?? '') ??
    Number.NaN
  );
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
