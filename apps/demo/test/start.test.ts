// The program as an operator meets it: one clear line when it cannot start, a clean end when it is asked to stop.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretKeyText } from '../src/secret-key-text.ts';
import { freePorts } from './running-demo.ts';

const APP = join(import.meta.dirname, '..');
let dataDir = '';
let ports: [number, number];
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'acme-bots-start-'));
  ports = await freePorts();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** Starts `main.ts`; `onReady` runs when it answers and may end it. */
function start(
  variables: Readonly<Record<string, string>>,
  onReady?: (stop: (signal: NodeJS.Signals) => void) => void,
) {
  const env = {
    PATH: process.env['PATH'] ?? '',
    PORT: String(ports[0]),
    MOCK_IDP_PORT: String(ports[1]),
    DATA_DIR: dataDir,
  };
  const child = spawn(process.execPath, ['src/main.ts'], { cwd: APP, env: { ...env, ...variables } });
  let [stdout, stderr] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const wasReady = stdout.includes('Demo ready');
    stdout += text;
    if (!wasReady && stdout.includes('Demo ready')) onReady?.((signal) => child.kill(signal));
  });
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

describe('a start that cannot succeed', () => {
  it('says in one line which variable is wrong', async () => {
    const { code, stdout, stderr } = await start({ CLOCK_SKEW_SECONDS: '300' });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toBe('CLOCK_SKEW_SECONDS is "300"; it must be a whole number from 0 to 120.\n');
  });

  it.each(['PORT', 'MOCK_IDP_PORT'] as const)('says in one line that %s is taken', async (name) => {
    const port = ports[name === 'PORT' ? 0 : 1];
    const other = await listen(port);
    const { code, stderr } = await start({});
    await new Promise((resolve) => other.close(resolve));
    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`^Port ${port} is taken by another program; set ${name} to a free port.*\\.\n$`),
    );
  });

  it('says in one line that the database does not answer', async () => {
    const [closed] = await freePorts();
    const { code, stderr } = await start({
      DATABASE_URL: `postgres://bots:hunter2@127.0.0.1:${closed}/bots`,
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^DATABASE_URL names a database that does not answer \(ECONNREFUSED\)\.\n$/);
  });
});

it('says how to try it, answers, and ends cleanly when asked to; another key is then refused', async () => {
  let answered = 0;
  const { code, stdout } = await start({}, (stop) => {
    void fetch(`http://localhost:${ports[0]}/readyz`).then((answer) => {
      answered = answer.status;
      stop('SIGTERM');
    });
  });
  expect([code, answered]).toEqual([0, 200]);
  expect(stdout).toContain(`Mock identity provider: http://127.0.0.1:${ports[1]}\n`);
  expect(stdout).toMatch(new RegExp(`\nDemo ready at http://localhost:${ports[0]}\n$`));
  const other = await start({ SECRET_KEY: secretKeyText(new Uint8Array(32).fill(5)) });
  expect(other.code).toBe(1);
  expect(other.stderr).toMatch(/^SECRET_KEY is not the key this store was made with .+\n$/);
  expect(other.stderr.trim()).not.toContain('\n');
});

it('finishes a request it has accepted before it ends', async () => {
  let status = 0;
  const { code } = await start({}, (stop) => {
    const body = JSON.stringify({ email: 'member@acme.example', password: 'demo-password' });
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      expect: '100-continue',
    };
    const sending = request({
      port: ports[0],
      host: '127.0.0.1',
      path: '/api/session',
      method: 'POST',
      headers,
    });
    sending.on('response', (answer) => {
      status = answer.statusCode ?? 0;
      answer.resume();
    });
    // The server has the request and waits for its body.
    sending.on('continue', () => {
      stop('SIGTERM');
      sending.end(body);
    });
    sending.flushHeaders();
  });
  expect([code, status]).toEqual([0, 204]);
});

function listen(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}
