// How long metadata holds (saml-metadata-2.0-os §2.3.1, §2.3.2, §2.4.1): what encloses an element limits it too.

import { refuseMetadata } from './metadata-refusal.ts';
import { ATTRIBUTE } from './names.ts';
import { parseUtcDateTime } from './xs-date-time.ts';
import { parseDurationSeconds } from './xs-duration.ts';
import type { XmlTable } from './xml-table.ts';

/** The limits that hold for an element; null where nothing sets one. */
export interface MetadataValidity {
  /** In milliseconds. */
  readonly validUntil: number | null;
  readonly cacheDurationSeconds: number | null;
}

/** Nothing limits it. */
export const UNLIMITED: MetadataValidity = { validUntil: null, cacheDurationSeconds: null };

/** The limits of the element in `row` inside something with these limits: the earlier and the shorter count. */
export function validityWithin(outer: MetadataValidity, table: XmlTable, row: number): MetadataValidity {
  const until = table.attribute(row, ATTRIBUTE.validUntil);
  const duration = table.attribute(row, ATTRIBUTE.cacheDuration);
  // A limit that cannot be read is no limit that was kept.
  const validUntil =
    until === null ? null : (parseUtcDateTime(until.trim()) ?? refuseDate('validUntil', until));
  const seconds =
    duration === null
      ? null
      : (parseDurationSeconds(duration.trim()) ?? refuseDate('cacheDuration', duration));
  return {
    validUntil: smaller(outer.validUntil, validUntil),
    cacheDurationSeconds: smaller(outer.cacheDurationSeconds, seconds),
  };
}

/** Whether the time has passed. */
export function hasExpired({ validUntil }: MetadataValidity, now: Date): boolean {
  return validUntil !== null && validUntil <= now.getTime();
}

function smaller(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

function refuseDate(name: string, received: string): never {
  refuseMetadata('metadata_invalid', { detail: `${name} cannot be read`, received });
}
