// `pnpm run demo`: builds what the demo needs (turbo's cache makes that free when nothing changed), then serves it.
import { delimiter, join } from 'node:path';
import { runUntilExit } from './run-until-exit.mjs';

const root = join(import.meta.dirname, '..');
const demo = join(root, 'apps/demo');
const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1' };

const turbo = ['run', 'build', '--filter=@team-sso/demo...', '--output-logs=errors-only', '--ui=stream'];
const built = await runUntilExit('turbo', turbo, {
  cwd: root,
  env: { ...env, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${env.PATH}` },
  shell: process.platform === 'win32',
});
process.exit(built === 0 ? await runUntilExit('node', ['src/main.ts'], { cwd: demo, env }) : built);
