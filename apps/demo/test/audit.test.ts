// What happened, kept and told: notices in the log, and the command that says whether the audit log is whole.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../src/verify-audit.ts';
import { runDemo, type DemoUnderTest } from './running-demo.ts';
import { Visitor } from './visitor.ts';

let demo: DemoUnderTest;
beforeAll(async () => {
  demo = await runDemo();
  const admin = new Visitor(demo);
  await admin.signIn('admin@acme.example');
  await admin.mustSetUpSso('acme', demo.mockIdp);
  await admin.keepRecoveryCodes('acme');
});
afterAll(() => demo.stop());

const place = (changes: Partial<Parameters<typeof verifyAudit>[0]> = {}) => ({
  dataDir: demo.dataDir,
  databaseUrl: null,
  secretKeys: null,
  ...changes,
});
const WHOLE_GLOBEX = /^globex: \d+ records?, whole\n?$/;
async function verify(teams: readonly string[] = [], of = place()) {
  const lines: string[] = [];
  return { isWhole: await verifyAudit(of, teams, (line) => lines.push(line)), lines };
}

describe('the demo tells owners', () => {
  it('what they should hear of, as lines with ids and no address', async () => {
    const told = () =>
      demo.logged
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ event }) => event === 'owners_notified');
    await expect.poll(() => told().map(({ type }) => type)).toEqual(['mode_changed', 'recovery_codes_made']);
    expect(told()[0]).toMatchObject({ team: 'acme', by: 'user-admin-acme', to: ['user-owner-acme'] });
    expect(demo.logged.join('')).not.toContain('@');
  });
});

describe('verify-audit', () => {
  it('says of every team, beside the running demo, how many records are whole', async () => {
    const { isWhole, lines } = await verify();
    expect(isWhole).toBe(true);
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'acme',
      'globex',
      'hooli',
      'initech',
      'umbrella',
    ]);
    expect(lines.find((line) => line.startsWith('acme:'))).toMatch(/^acme: \d+ records, whole$/);
  });

  it('runs as a command, for the teams given', async () => {
    const main = join(import.meta.dirname, '../src/verify-audit-main.ts');
    const env = { PATH: process.env['PATH'], DATA_DIR: demo.dataDir };
    const { stdout } = await promisify(execFile)(process.execPath, [main, 'globex'], { env });
    expect(stdout).toMatch(WHOLE_GLOBEX);
    await expect(promisify(execFile)(process.execPath, [main, 'nobody'], { env })).rejects.toMatchObject({
      code: 2,
      stderr: 'There is no team "nobody".\n',
    });
  });

  it('finds nothing to verify where nothing is, and makes nothing there', async () => {
    const elsewhere = place({ dataDir: join(demo.dataDir, 'elsewhere') });
    await expect(verify([], elsewhere)).rejects.toThrow('holds no database');
  });

  it('refuses another key than the one that sealed', async () => {
    const secretKeys = [new Uint8Array(32).fill(9)];
    await expect(verify([], place({ secretKeys }))).rejects.toThrow(
      'is not the key this store was made with',
    );
  });

  it('names the first record that somebody changed', async () => {
    const database = new DatabaseSync(join(demo.dataDir, 'acme-bots.sqlite'));
    database.exec(`UPDATE team_sso_audit SET event = replace(event, 'admin', 'owner') WHERE sequence = 2`);
    database.close();
    const { isWhole, lines } = await verify(['acme', 'globex']);
    expect(isWhole).toBe(false);
    expect(lines).toEqual([
      'acme: BROKEN at record 2 (it, or the one before it, is not what was written)',
      expect.stringMatching(WHOLE_GLOBEX),
    ]);
  });
});
