// The bots of a team and what they have been doing. Runs are computed from the clock: nothing runs here for real.

import type { Kysely } from 'kysely';
import type { BotRow, Tables } from './tables.ts';

export interface Bot {
  readonly id: string;
  readonly name: string;
  readonly does: string;
  /** Null: it has not run yet. */
  readonly lastRunAt: Date | null;
  readonly runsToday: number;
}

export interface BotRun {
  readonly bot: string;
  readonly at: Date;
  readonly durationSeconds: number;
  readonly outcome: 'done' | 'needs a person';
}

const DAY_SECONDS = 86_400;
const RUNS_SHOWN_PER_BOT = 6;

/** In the order they were made. */
export async function listBots(db: Kysely<Tables>, team: string, now: Date): Promise<readonly Bot[]> {
  return (await readBots(db, team)).map((row) => botOf(row, now));
}

/** The newest runs of all bots, newest first. */
export async function listRuns(db: Kysely<Tables>, team: string, now: Date): Promise<readonly BotRun[]> {
  const runs = (await readBots(db, team)).flatMap((row) => runsOf(row, now));
  return runs.toSorted((one, other) => other.at.getTime() - one.at.getTime()).slice(0, 20);
}

export async function addBot(
  db: Kysely<Tables>,
  bot: { readonly id: string; readonly team: string; readonly name: string; readonly does: string },
  now: Date,
): Promise<void> {
  await db
    .insertInto('bots_bots')
    .values({
      bot_id: bot.id,
      team: bot.team,
      name: bot.name,
      does: bot.does,
      every_seconds: 600,
      made_at: now.toISOString(),
    })
    .execute();
}

function readBots(db: Kysely<Tables>, team: string): Promise<BotRow[]> {
  return db
    .selectFrom('bots_bots')
    .selectAll()
    .where('team', '=', team)
    .orderBy('made_at')
    .orderBy('bot_id')
    .execute();
}

function botOf(row: BotRow, now: Date): Bot {
  const seconds = now.getTime() / 1000;
  const midnight = seconds - (seconds % DAY_SECONDS);
  const last = lastRunSeconds(row, seconds);
  const before = lastRunSeconds(row, midnight);
  return {
    id: row.bot_id,
    name: row.name,
    does: row.does,
    lastRunAt: isSeeded(row) || last * 1000 > Date.parse(row.made_at) ? new Date(last * 1000) : null,
    runsToday: isSeeded(row) ? Math.round((last - before) / row.every_seconds) : runsSinceMade(row, last),
  };
}

function runsOf(row: BotRow, now: Date): BotRun[] {
  const last = lastRunSeconds(row, now.getTime() / 1000);
  return Array.from({ length: RUNS_SHOWN_PER_BOT }, (_, index) => {
    const at = last - index * row.every_seconds;
    const spread = spreadOf(`${row.bot_id} ${at}`);
    return {
      bot: row.name,
      at: new Date(at * 1000),
      durationSeconds: 1 + (spread % 47),
      outcome: spread % 11 === 0 ? ('needs a person' as const) : ('done' as const),
    };
  }).filter(({ at }) => isSeeded(row) || at.getTime() > Date.parse(row.made_at));
}

/** Bots start at a time of their own within their interval, so that they don't all run at once. */
function lastRunSeconds(row: BotRow, atSeconds: number): number {
  const offset = row.every_seconds === DAY_SECONDS ? 9.75 * 3600 : spreadOf(row.bot_id) % row.every_seconds;
  return Math.floor((atSeconds - offset) / row.every_seconds) * row.every_seconds + offset;
}

function runsSinceMade(row: BotRow, last: number): number {
  return Math.max(0, Math.floor((last - Date.parse(row.made_at) / 1000) / row.every_seconds) + 1);
}

/** The seed's bots have a past; one made by a person begins when it is made. */
const isSeeded = (row: BotRow): boolean => row.bot_id.startsWith(`${row.team}-`);

function spreadOf(text: string): number {
  let hash = 7;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return hash;
}
