// What it costs to begin: the time of an import, and the memory of the demo when nobody asks it anything.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const DEMO = join(import.meta.dirname, '../../../../apps/demo');
const PATIENCE_MILLIS = 30_000;
/** Long enough that what the start left behind is cleared away. */
const IDLE_MILLIS = 3000;

/** CPU time that a process spends on importing these, in milliseconds. */
export function importMilliseconds(specifiers: readonly string[]): number {
  const imports = specifiers.map((one) => `await import(${JSON.stringify(one)});`).join('');
  const script = `const before = process.cpuUsage(); ${imports}
    const { user, system } = process.cpuUsage(before); console.log((user + system) / 1000); process.exit(0);`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return Number(output.trim().split('\n').at(-1));
}

/** The server package, its router included. */
export function ourEntries(): readonly string[] {
  return ['@team-sso/service-provider', '@team-sso/service-provider/koa'];
}

export function fileUrl(path: string): string {
  return pathToFileURL(path).href;
}

/** The demo's resident memory a few seconds after its start, in MB. */
export async function demoMegabytes(): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'team-sso-bench-'));
  const port = await freePort();
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: DEMO,
    stdio: 'ignore',
    env: { ...process.env, PORT: String(port), MOCK_IDP_PORT: 'off', DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
  });
  try {
    await untilReady(`http://127.0.0.1:${port}/readyz`);
    await wait(IDLE_MILLIS);
    const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' });
    return Number(kilobytes.trim()) / 1024;
  } finally {
    child.kill();
    await new Promise((resolve) => child.once('exit', resolve));
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function untilReady(url: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MILLIS; waited += 100) {
    if (await isReady(url)) return;
    await wait(100);
  }
  throw new Error('The demo did not start.');
}

function isReady(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
