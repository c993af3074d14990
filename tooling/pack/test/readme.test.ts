// The packages as they are published hold what the README promises: its two snippets compile and run in an empty project.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { browserLaunch } from '@team-sso/test-browser';
import { chromium } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConsumerProject, WORKSPACE } from '../src/consumer-project.ts';
import type { ConsumerProject } from '../src/consumer-project.ts';
import { readNamedBlocks } from '../src/readme-blocks.ts';

const DEPENDENCIES = ['koa@3.3.0', '@types/koa@3.0.3', '@types/node@24'];
const README_PORT = '8080';

describe('the packed packages, installed with npm', () => {
  let project: ConsumerProject;
  let url: string;
  let blocks: ReadonlyMap<string, string>;

  beforeAll(async () => {
    project = await createConsumerProject(DEPENDENCIES);
    url = `http://localhost:${await findFreePort()}`;
    blocks = readNamedBlocks(await readFile(join(WORKSPACE, 'README.md'), 'utf8'));
    for (const [file, code] of blocks)
      await project.write(file, code.replaceAll(README_PORT, new URL(url).port));
    await project.copyIn(join(import.meta.dirname, '../fixture/host.ts'), 'host.ts');
  });

  afterAll(() => project?.remove()); // there is none when the install failed

  it('compile in the snippets of the README', async () => {
    expect(new Set(blocks.keys())).toEqual(new Set(['embed.ts', 'server.ts']));
    await expect(project.compile()).resolves.toBeUndefined();
  });

  it('serve the router and the element as the README says', async () => {
    const server = await startServer(project.folder, url);
    const browser = await chromium.launch(await browserLaunch());
    try {
      const metadata = await fetch(`${url}/sso/acme/metadata`);
      expect(metadata.status).toBe(200);
      expect(metadata.headers.get('content-type')).toContain('application/samlmetadata+xml');

      const page = await browser.newPage();
      const { entry, scripts } = await bundle(project.folder, 'embed.ts');
      for (const [file, body] of scripts)
        await page.route(`${url}/${file}`, (route) =>
          route.fulfill({ contentType: 'text/javascript', body }),
        );
      await page.route(`${url}/settings`, (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<!doctype html><body><script type="module" src="/${entry}"></script>`,
        }),
      );
      await page.goto(`${url}/settings`);
      await page.getByText('Enable SAML authentication').first().waitFor();
    } finally {
      await browser.close();
      server.kill();
    }
  });
});

async function startServer(folder: string, url: string): Promise<ChildProcess> {
  const env = { ...process.env, SECRET_KEY: randomBytes(32).toString('base64url') };
  const server = spawn(process.execPath, ['server.ts'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  server.stdout.on('data', (chunk) => printed.push(String(chunk)));
  server.stderr.on('data', (chunk) => printed.push(String(chunk)));
  const ended = new Promise<never>((_resolve, reject) => {
    server.once('exit', () => reject(new Error(`server.ts ended: ${printed.join('')}`)));
  });
  await Promise.race([ended, answers(url)]);
  ended.catch(() => {}); // ending it later is no error
  return server;
}

async function answers(url: string): Promise<void> {
  const isUp = await fetch(url).then(
    () => true,
    () => false,
  );
  if (isUp) return;
  await new Promise((resolve) => setTimeout(resolve, 50));
  return answers(url);
}

/** The scripts of an entry by file name: later sections of the element are chunks of their own. */
async function bundle(
  folder: string,
  entry: string,
): Promise<{ readonly entry: string; readonly scripts: ReadonlyMap<string, string> }> {
  const options = { root: folder, configFile: false, logLevel: 'error' } as const;
  const result = await build({
    ...options,
    build: { write: false, lib: { entry: join(folder, entry), formats: ['es'], fileName: 'embed' } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !('output' in output)) throw new Error('nothing was bundled');
  const chunks = output.output.filter((file) => file.type === 'chunk');
  return {
    entry: output.output[0].fileName,
    scripts: new Map(chunks.map(({ code, fileName }) => [fileName, code])),
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
