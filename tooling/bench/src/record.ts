// Puts a report into docs/benchmarks.md, in place of the one before.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = join(import.meta.dirname, '../../../docs/benchmarks.md');
const BEGIN = '<!-- figures: pnpm bench verify --record -->';
const END = '<!-- end of figures -->';

/** Rewrites what stands between the two marks. */
export function recordReport(report: string): void {
  writeFileSync(PAGE, replaceFigures(readFileSync(PAGE, 'utf8'), report));
}

/** The page with other figures. */
export function replaceFigures(page: string, report: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error('docs/benchmarks.md has lost the marks around its figures.');
  return `${page.slice(0, begin + BEGIN.length)}\n\n${report}\n\n${page.slice(end)}`;
}
