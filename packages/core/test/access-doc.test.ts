import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderAccessDoc } from '../scripts/access-doc.ts';
import { ACCESS_REASONS } from '../src/index.ts';

const doc = readFileSync(new URL('../../../docs/access.md', import.meta.url), 'utf8');

describe('docs/access.md', () => {
  it('says what decideAccess decides: run `pnpm docs:access` after a change', () => {
    expect(doc).toBe(renderAccessDoc());
  });
  it('shows every reason in a decision at least once, and explains it', () => {
    for (const reason of ACCESS_REASONS) expect(doc.split(`** \`${reason}\``).length).toBeGreaterThan(1);
    for (const reason of ACCESS_REASONS) expect(doc).toContain(`| \`${reason}\``);
  });
});
