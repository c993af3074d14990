// Installs the peers exactly as their lockfile says, unless that has been done.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PEERS = join(import.meta.dirname, '../peers');
const MARK = join(PEERS, 'node_modules/.installed-from');

/** Runs `npm ci` in the peers' folder when the lockfile is not what is installed. */
export function installPeers(): void {
  const lockfile = readFileSync(join(PEERS, 'package-lock.json'), 'utf8');
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === lockfile) return;
  const { status } = spawnSync('npm', ['ci'], {
    cwd: PEERS,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    throw new Error('The peers could not be installed: npm ci failed in tooling/bench/peers.');
  writeFileSync(MARK, lockfile);
}
