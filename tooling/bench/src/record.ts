// Puts a report into docs/benchmarks.md, in place of the one before.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = join(import.meta.dirname, '../../../docs/benchmarks.md');
const END = '<!-- end of figures -->';

/** Rewrites what stands between the two marks of a command. */
export function recordReport(report: string, command: string): void {
  writeFileSync(PAGE, replaceFigures(readFileSync(PAGE, 'utf8'), report, command));
}

/** The page with other figures. */
export function replaceFigures(page: string, report: string, command: string): string {
  const mark = `<!-- figures: pnpm bench ${command} --record -->`;
  const begin = page.indexOf(mark);
  const end = page.indexOf(END, begin);
  if (begin < 0 || end < begin) throw new Error('docs/benchmarks.md has lost the marks around its figures.');
  return `${page.slice(0, begin + mark.length)}\n\n${report}\n\n${page.slice(end)}`;
}
