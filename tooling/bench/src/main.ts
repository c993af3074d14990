// `pnpm bench verify|http|scale [--record]`: prints a report; with --record also into docs/benchmarks.md. Fails when a target
// is missed.

import { runHttp } from './http/run-http.ts';
import { recordReport } from './record.ts';
import { parseScaleSizes } from './scale/scale-sizes.ts';
import { runScale } from './scale/run-scale.ts';
import { runVerify } from './run-verify.ts';
import type { Target } from './targets.ts';

/** What a command found, as it is printed and recorded. */
interface Outcome {
  readonly text: string;
  readonly targets: readonly Target[];
}

const USAGE = `usage: pnpm bench verify [--record]
       pnpm bench http [--quick] [--record]
       pnpm bench scale [--teams N] [--claims N] [--record]`;

const [command, ...options] = process.argv.slice(2).filter((option) => option !== '--');
const tell = (progress: string): void => console.error(progress);
const outcome = await run(options.filter((option) => option !== '--record'));
if (outcome === null || command === undefined) {
  console.error(USAGE);
  process.exit(2);
}
console.log(outcome.text);
if (options.includes('--record')) recordReport(outcome.text, command);
process.exit(outcome.targets.every(({ isMet }) => isMet) ? 0 : 1);

/** Null: that is no command of ours. */
async function run(given: readonly string[]): Promise<Outcome | null> {
  if (command === 'verify' && given.length === 0) return runVerify(new Date(), tell);
  if (command === 'http' && given.every((option) => option === '--quick'))
    return runHttp({ isQuick: given.length > 0 }, tell);
  const sizes = command === 'scale' ? parseScaleSizes(given) : null;
  return sizes && runScale(sizes, tell);
}
