// Events become records: numbered, sealed one onto the other, and in the form in which every store gives them back.

import type { AuditEvent, AuditSeal, SealedAuditRecord } from '@team-sso/core';

/** The last record of a team: what the next one is chained to. */
export interface ChainEnd {
  readonly sequence: number;
  /** Null when there is no record yet. */
  readonly seal: string | null;
}

export function chainRecords(
  end: ChainEnd,
  team: string,
  at: Date,
  events: readonly AuditEvent[],
  seal: AuditSeal | undefined,
): readonly SealedAuditRecord[] {
  const records: SealedAuditRecord[] = [];
  let previous = end.seal;
  for (const [index, event] of events.entries()) {
    const record = {
      team,
      sequence: end.sequence + index + 1,
      at: new Date(at),
      event: parseEvent(eventText(event)),
    };
    previous = seal ? seal(previous, record) : '';
    records.push({ ...record, seal: previous });
  }
  return records;
}

export function eventText(event: AuditEvent): string {
  return JSON.stringify(event);
}

/** Only `eventText` makes this text. */
export function parseEvent(text: string): AuditEvent {
  return JSON.parse(text) as AuditEvent;
}
