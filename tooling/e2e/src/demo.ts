// The demo server as a process of its own, on free ports and in a data folder of its own: to be started, killed, started again.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from './free-port.ts';

const DEMO_FOLDER = join(import.meta.dirname, '../../../apps/demo');
const MOVED_CLOCK = new URL('./moved-clock.ts', import.meta.url).href;
const START_TIMEOUT_MILLISECONDS = 30_000;

export interface Demo {
  /** `http://localhost:PORT`, without a slash at the end. */
  readonly url: string;
  /** Where browsers reach the service that it is part of; its own address unless `PUBLIC_URL` says otherwise. */
  readonly publicUrl: string;
  /** Where its mock identity provider is: `http://127.0.0.1:PORT`. */
  readonly mockIdpUrl: string;
  /** Its `DATA_DIR`. */
  readonly dataFolder: string;
  /** Everything it printed so far. */
  log(): string;
  /** Ends it as a power cut would (SIGKILL) and starts it again on the same data and ports, with its clock ahead if asked. */
  killAndRestart(change?: { readonly clockAheadMinutes: number }): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** Starts the demo; `environment` goes on top of free ports and a fresh data folder, which `prepare` may fill before. */
export async function startDemo(
  environment: Readonly<Record<string, string>> = {},
  prepare: (dataFolder: string) => Promise<void> = async () => {},
): Promise<Demo> {
  const [port, mockIdpPort] = [await findFreePort(), await findFreePort()];
  const dataFolder = await mkdtemp(join(tmpdir(), 'team-sso-demo-'));
  await prepare(dataFolder);
  const env = {
    ...process.env,
    PORT: String(port),
    MOCK_IDP_PORT: String(mockIdpPort),
    DATA_DIR: dataFolder,
    LOG_LEVEL: 'info',
    ...environment,
  };
  const printed: string[] = [];
  let running = await serve(env, printed);
  return {
    url: `http://localhost:${port}`,
    publicUrl: environment['PUBLIC_URL'] ?? `http://localhost:${port}`,
    mockIdpUrl: `http://127.0.0.1:${mockIdpPort}`,
    dataFolder,
    log: () => printed.join(''),
    async killAndRestart({ clockAheadMinutes } = { clockAheadMinutes: 0 }) {
      await end(running, 'SIGKILL');
      running = await serve({ ...env, CLOCK_AHEAD_MINUTES: String(clockAheadMinutes) }, printed);
    },
    async stop() {
      await end(running, 'SIGTERM');
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

function serve(env: NodeJS.ProcessEnv, printed: string[]): Promise<ChildProcess> {
  const isClockMoved = Number(env['CLOCK_AHEAD_MINUTES'] ?? 0) !== 0;
  const server = spawn(
    process.execPath,
    [...(isClockMoved ? ['--import', MOVED_CLOCK] : []), 'src/main.ts'],
    {
      cwd: DEMO_FOLDER,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const since = printed.length;
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      server.kill('SIGKILL');
      reject(new Error(`the demo ${why}:\n${printed.slice(since).join('')}`));
    };
    const timer = setTimeout(() => fail('did not become ready'), START_TIMEOUT_MILLISECONDS);
    const onExit = (): void => fail('ended before it was ready');
    server.once('exit', onExit);
    const read = (chunk: Buffer): void => {
      printed.push(chunk.toString());
      if (!printed.slice(since).join('').includes('Demo ready at ')) return;
      clearTimeout(timer);
      server.off('exit', onExit);
      resolve(server);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
  });
}

function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.kill(signal);
  });
}
