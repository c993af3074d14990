// What an operator of the demo does about its key pairs, beside the running server.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Demo } from './demo.ts';

const KEYS = join(import.meta.dirname, '../../../apps/demo/src/keys-main.ts');

/** Makes the next key pair of a region, used in 30 days or at once. */
export async function rotateDemoKeys(
  demo: Demo,
  region: 'eu' | 'us' | 'asia',
  when: 'in-time' | 'immediately' = 'in-time',
): Promise<void> {
  const words = ['rotate', region, ...(when === 'immediately' ? ['--immediately'] : [])];
  const env = { PATH: process.env['PATH'], DATA_DIR: demo.dataFolder };
  await promisify(execFile)(process.execPath, [KEYS, ...words], { env });
}
