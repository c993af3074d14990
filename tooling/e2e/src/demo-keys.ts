// What an operator of the demo does about its key pairs, beside the running server.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Demo } from './demo.ts';

const KEYS = join(import.meta.dirname, '../../../apps/demo/src/keys-main.ts');
const MOVED_CLOCK = new URL('./moved-clock.ts', import.meta.url).href;

export interface RotationTime {
  readonly when?: 'in-time' | 'immediately';
  /** As the server's clock is. */
  readonly clockAheadMinutes?: number;
}

/** Makes the next key pair of a region, used in 30 days or at once. */
export async function rotateDemoKeys(
  demo: Demo,
  region: 'eu' | 'us' | 'asia',
  { when = 'in-time', clockAheadMinutes = 0 }: RotationTime = {},
): Promise<void> {
  const words = ['rotate', region, ...(when === 'immediately' ? ['--immediately'] : [])];
  const env = {
    PATH: process.env['PATH'],
    DATA_DIR: demo.dataFolder,
    CLOCK_AHEAD_MINUTES: String(clockAheadMinutes),
  };
  await promisify(execFile)(process.execPath, ['--import', MOVED_CLOCK, KEYS, ...words], { env });
}
