// Observed events as lines of JSON, one for each, for whatever collects logs.

import type { Observe, ObservedEvent } from '../observe.ts';
import { EVENT_NOTES, LOG_LEVELS, type LogLevel } from './events.ts';
import { redactCause, redactText } from './redact.ts';

export interface EventLogOptions {
  /** Takes one line, without its line feed. */
  readonly write: (line: string) => void;
  /** The quietest level that is written. Default `info`. */
  readonly level?: LogLevel;
  /** The clock. Default: the system's. */
  readonly now?: () => Date;
}

/**
 * Makes an `observe` that writes each event as `{"at","level","event",…fields}`. `requestId` is the one in the answer's
 * `X-Request-Id`. E-mail addresses, markup, PEM blocks, long tokens and the messages of errors never get out.
 */
export function createEventLog({ write, level = 'info', now = () => new Date() }: EventLogOptions): Observe {
  const loudest = LOG_LEVELS.indexOf(level);
  return (event) => {
    const own = EVENT_NOTES[event.name].level;
    if (LOG_LEVELS.indexOf(own) > loudest) return;
    write(JSON.stringify({ at: now().toISOString(), level: own, event: event.name, ...fieldsOf(event) }));
  };
}

function fieldsOf(event: ObservedEvent): Readonly<Record<string, unknown>> {
  const fields = Object.entries(event)
    .filter(([name]) => name !== 'name' && name !== 'cause')
    .map(([name, value]) => [name, plain(value)] as const);
  return {
    ...Object.fromEntries(fields),
    ...('cause' in event ? { cause: redactCause(event.cause) } : {}),
  };
}

/** Texts, numbers, truth values and lists of texts; what an event should never hold is left out whole. */
function plain(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.map((item) => redactText(String(item))) : undefined;
}
