// Whatever admins, providers, plans, hosts and time do to a team: SSO is never lost to it, and never gives away its doors.

import type crypto from 'node:crypto';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { beginning, ENDING } from './beginnings.ts';
import { COMMANDS } from './commands.ts';
import { newTeam } from './team-model.ts';
import { CERTIFICATE_ENDS, openWorld, START, type WorldOptions } from './world.ts';

vi.mock('node:crypto', async (load) => {
  const real = await load<typeof crypto>();
  /** Recovery codes by the dozen: the slow hash is made a quick one. */
  const scrypt = (
    text: string,
    salt: Buffer,
    length: number,
    options: { readonly N: number },
    done: (error: Error | null, hash: Buffer) => void,
  ) => real.scrypt(text, salt, length, { ...options, N: 2 }, done);
  return { ...real, scrypt };
});

/** `MODEL_RUNS=2000 pnpm exec vitest run test/model`: so many stories, other ones each time, or those of `MODEL_SEED`. */
const { MODEL_RUNS, MODEL_SEED = MODEL_RUNS ? undefined : '9' } = process.env;
const LONG_RUNS = Number(MODEL_RUNS ?? 0);
const RUNS = { memory: LONG_RUNS || 40, sqlite: Math.ceil(LONG_RUNS / 10) || 4 };
const SEED = MODEL_SEED === undefined ? {} : { seed: Number(MODEL_SEED) };

const stories = fc.record({
  beginning,
  refusesExpired: fc.boolean(),
  commands: fc.commands(COMMANDS, { maxCommands: 30, size: 'max' }),
});

it.each(['memory', 'sqlite'] as const)(
  'a team that requires SSO keeps a way in, and its doors open by the rules alone: %s',
  async (store) => {
    const told = fc.assert(
      fc.asyncProperty(stories, ({ beginning: begun, refusesExpired, commands }) =>
        tell([...begun.commands, ...commands, ...ENDING], { store, refusesExpired }),
      ),
      { ...SEED, numRuns: RUNS[store] },
    );
    await expect(told).resolves.toBeUndefined();
  },
  3_600_000,
);

async function tell(commands: Parameters<typeof fc.asyncModelRun>[1], options: WorldOptions): Promise<void> {
  const world = await openWorld(options);
  try {
    const team = newTeam(START, options.refusesExpired, CERTIFICATE_ENDS);
    await fc.asyncModelRun(() => ({ model: team, real: world }), commands);
  } finally {
    await world.close();
  }
}
