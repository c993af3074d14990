// What the sales people of Acme Bots do: a team gets another plan, while the demo runs.

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Demo } from './demo.ts';

/** For a demo on SQLite. */
export function setPlan(demo: Demo, team: string, plan: 'Free' | 'Pro' | 'Enterprise' | 'Ultimate'): void {
  const file = new DatabaseSync(join(demo.dataFolder, 'acme-bots.sqlite'), { timeout: 5_000 });
  try {
    const { changes } = file.prepare('UPDATE bots_teams SET plan = ? WHERE team = ?').run(plan, team);
    if (changes !== 1) throw new Error(`there is no team ${team}`);
  } finally {
    file.close();
  }
}
