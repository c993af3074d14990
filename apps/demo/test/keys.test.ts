// Keys over restarts: the secret key replaced as it is documented, our key pairs rotated by a command.

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keys } from '../src/keys.ts';
import { parseSecretKeys, secretKeyText } from '../src/secret-key-text.ts';
import { verifyAudit } from '../src/verify-audit.ts';
import { runDemo, type DemoUnderTest } from './running-demo.ts';
import { Visitor } from './visitor.ts';

const [OLD, NEW] = [4, 5].map((fill) => secretKeyText(new Uint8Array(32).fill(fill))) as [string, string];
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'acme-bots-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const place = (secretKey: string) => ({ dataDir, databaseUrl: null, secretKeys: parseSecretKeys(secretKey) });
async function listed(secretKey: string, words: readonly string[] = []): Promise<readonly string[]> {
  const lines: string[] = [];
  await keys(place(secretKey), words, (line) => lines.push(line));
  return lines;
}
/** Starts, does something, stops. */
async function session<Answer>(
  secretKey: string,
  act: (demo: DemoUnderTest, admin: Visitor) => Promise<Answer>,
): Promise<Answer> {
  const demo = await runDemo({ DATA_DIR: dataDir, SECRET_KEY: secretKey });
  try {
    const admin = new Visitor(demo);
    await admin.signIn('admin@acme.example');
    return await act(demo, admin);
  } finally {
    await demo.stop();
  }
}

describe('SECRET_KEY', () => {
  it('is replaced over restarts, and then the old one opens nothing and is not needed', async () => {
    const metadata = (demo: DemoUnderTest) => new Visitor(demo).get('/sso/acme/metadata');
    const certificates = ({ text }: { readonly text: string }) => text.match(/<ds:X509Certificate>[^<]+/g);
    const before = await session(OLD, async (demo, admin) => {
      await admin.mustSetUpSso('acme', demo.mockIdp);
      return certificates(await metadata(demo));
    });
    await session(`${OLD},${NEW}`, async () => {});
    expect(await listed(`${NEW},${OLD}`)).toContainEqual(expect.stringMatching(/^SECRET_KEY \w+: needed$/));
    await session(`${NEW},${OLD}`, async () => {
      await expect.poll(async () => (await listed(`${NEW},${OLD}`))[1]).toMatch(/: may leave the list$/);
    });
    const after = await session(NEW, async (demo) => certificates(await metadata(demo)));
    expect(after).toEqual(before);
    await expect(session(OLD, async () => {})).rejects.toThrow(
      /^SECRET_KEY is not the key this store was made with[^\n]+$/,
    );
    expect(await verifyAudit(place(NEW), [], () => {})).toBe(true);
  });
});

describe('the command', () => {
  it('lists key pairs, and makes the next one of a region', async () => {
    await session(OLD, async (demo) => {
      expect((await listed(OLD)).filter((line) => line.startsWith('eu: '))).toHaveLength(1);
      const main = join(import.meta.dirname, '../src/keys-main.ts');
      const env = { PATH: process.env['PATH'], DATA_DIR: demo.dataDir, SECRET_KEY: OLD };
      const run = (...words: readonly string[]) =>
        promisify(execFile)(process.execPath, [main, ...words], { env: { ...env, DATA_DIR: dataDir } });
      const { stdout } = await run('rotate', 'eu');
      expect(stdout).toMatch(/^eu: in use since .+\neu: in use from .+$/m);
      await run('rotate', 'eu', '--immediately');
      const lines = (await listed(OLD)).filter((line) => line.startsWith('eu: '));
      expect(lines.map((line) => /^eu: (in use since|decrypts)/.exec(line)?.[1])).toEqual([
        'in use since',
        'decrypts',
      ]);
      await expect(run('rotate', 'mars')).rejects.toMatchObject({ code: 2 });
    });
  });
});
