// Settings as JSON text for a store: written whole, and read back with a check, never with a cast.

import * as z from 'zod/mini';
import { parseConnection, type Connection, type StoredConnection } from './connection.ts';
import { parseWith } from './parsed.ts';
import { MODES, type TeamSettings } from './settings.ts';

const date = z.pipe(
  z.iso.datetime(),
  z.transform((text: string) => new Date(text)),
);
const record = z.record(z.string(), z.unknown());

const settingsSchema = z.object({
  mode: z.enum(MODES),
  live: z.nullable(record),
  draft: z.nullable(record),
  previous: z.nullable(z.object({ connection: record, replacedAt: date })),
  policy: z.object({
    emergencyAdmins: z.array(z.string()),
    guests: z.enum(['exempt', 'required', 'blocked']),
    personalTokenDays: z.number(),
    serviceTokens: z.enum(['exempt', 'refused']),
    reauthenticateAfterHours: z.optional(z.number()),
    justInTime: z.enum(['off', 'invite-only', 'on']),
    defaultRole: z.string(),
    roleRules: z.optional(
      z.array(z.object({ attribute: z.optional(z.string()), value: z.string(), role: z.string() })),
    ),
  }),
  requirement: z.nullable(
    z.object({ since: date, confirmBy: z.optional(date), ownCredentialSessionsEndAt: date }),
  ),
});

/** Settings as text; `parseSettings` reads it back. */
export function serializeSettings(settings: TeamSettings): string {
  return JSON.stringify(settings);
}

/** Settings from a store's text. @throws TypeError when the text is not what `serializeSettings` wrote. */
export function parseSettings(text: string): TeamSettings {
  const parsed = parseWith(settingsSchema, jsonOf(text));
  if (!parsed.ok) throw new TypeError(`stored settings are damaged at ${parsed.issues[0]?.path}`);
  const { live, draft, previous } = parsed.value;
  return {
    ...(parsed.value as unknown as TeamSettings),
    live: live && storedConnection(live),
    draft: draft && {
      ...storedConnection(draft),
      basedOn: typeof draft['basedOn'] === 'string' ? draft['basedOn'] : null,
    },
    previous: previous && {
      replacedAt: previous.replacedAt,
      connection: storedConnection(previous.connection),
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TypeError('stored settings are no JSON', { cause });
  }
}

/**
 * What was written comes back to the letter: a certificate that lost its last line break on the way would be another
 * content, and saving it again a change.
 */
function storedConnection(stored: Record<string, unknown>): StoredConnection {
  const { connectionId, basedOn: _, ...written } = stored;
  const connection = parseConnection(written);
  if (!connection.ok || typeof connectionId !== 'string')
    throw new TypeError('a stored connection is damaged');
  return { ...connection.value, ...(written as Partial<Connection>), connectionId };
}
