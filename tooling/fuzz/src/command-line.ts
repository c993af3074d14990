// The options of `pnpm fuzz`.

import { parseArgs } from 'node:util';

export interface CommandLine {
  readonly count: number;
  readonly seed: number;
  readonly workers: number;
  /** Judge this mutant alone, or null. */
  readonly only: number | null;
  /** One in so many refused mutants is shown to the other judges; 0 for none. */
  readonly judgeRefused: number;
  readonly listMutations: boolean;
  readonly failuresFolder: string;
}

export const USAGE = `pnpm fuzz [options]
  --count N            mutants to make and judge (10000)
  --seed S             everything follows from it (1)
  --workers N          threads (2)
  --only I             judge mutant I of the seed alone, and say all about it
  --judge-refused N    show one in N refused mutants to the other judges, 0 for none (100)
  --by-mutation        also count by mutation
  --failures FOLDER    where mutants that break the law are written`;

/**
 * Reads the arguments.
 *
 * @throws TypeError for what is not an option, or no number
 */
export function parseCommandLine(args: readonly string[], defaultFailuresFolder: string): CommandLine {
  const { values } = parseArgs({
    // `pnpm fuzz -- --count 5` passes the dashes on.
    args: args.filter((arg) => arg !== '--'),
    options: {
      count: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      workers: { type: 'string', default: '2' },
      only: { type: 'string' },
      'judge-refused': { type: 'string', default: '100' },
      'by-mutation': { type: 'boolean', default: false },
      failures: { type: 'string', default: defaultFailuresFolder },
    },
  });
  return {
    count: parseNumber('count', values.count, 1),
    seed: parseNumber('seed', values.seed, 0),
    workers: parseNumber('workers', values.workers, 1),
    only: values.only === undefined ? null : parseNumber('only', values.only, 0),
    judgeRefused: parseNumber('judge-refused', values['judge-refused'], 0),
    listMutations: values['by-mutation'],
    failuresFolder: values.failures,
  };
}

function parseNumber(name: string, text: string, least: number): number {
  const number = Number(text.replaceAll(/[_,]/gu, ''));
  if (!Number.isSafeInteger(number) || number < least || text.trim() === '')
    throw new TypeError(`--${name}: a whole number, at least ${least}`);
  return number;
}
