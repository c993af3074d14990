// Installs the peers exactly as their lockfile says, unless that has been done.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BENCH = join(import.meta.dirname, '..');

/** Runs `npm ci` in the peers' folder when the lockfile is not what is installed. */
export function installPeers(folder: 'peers' | 'peers/jackson'): void {
  const peers = join(BENCH, folder);
  const mark = join(peers, 'node_modules/.installed-from');
  const lockfile = readFileSync(join(peers, 'package-lock.json'), 'utf8');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lockfile) return;
  const { status } = spawnSync('npm', ['ci'], {
    cwd: peers,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    throw new Error(`The peers could not be installed: npm ci failed in tooling/bench/${folder}.`);
  writeFileSync(mark, lockfile);
}
