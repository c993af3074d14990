// `pnpm fuzz`: a run, its table, and a file for each mutant that broke the law. Exit code 1 when one did.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseCommandLine, USAGE, type CommandLine } from './command-line.ts';
import { writeFailure } from './failure-file.ts';
import { Fuzzer, type FuzzOptions } from './fuzz.ts';
import { createStrictEngine } from './judges/strict-engine.ts';
import { xmlsec1Version } from './judges/xmlsec1.ts';
import { Mutator } from './mutant.ts';
import { createPool } from './pool/create-pool.ts';
import { reportText } from './report.ts';
import { shrink } from './shrink.ts';
import type { Violation } from './tally.ts';
import { runWorkers } from './workers.ts';

const PROGRESS_EVERY = 50_000;
const MOST_FILES = 25;

function readCommandLine(): CommandLine {
  try {
    return parseCommandLine(process.argv.slice(2), join(import.meta.dirname, '../failures'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    console.error(USAGE);
    process.exit(2);
  }
}

async function run(commandLine: CommandLine): Promise<number> {
  const { count, failuresFolder, judgeRefused, listMutations, seed, workers } = commandLine;
  const xmlsec1 = xmlsec1Version();
  const pool = createPool(seed);
  const options: FuzzOptions = { pool, seed, judgeRefused, useXmlsec1: xmlsec1 !== null };
  const started = performance.now();
  let reported = 0;
  const tally = await runWorkers({
    options,
    count,
    workers,
    onProgress: ({ mutants, violations }) => {
      if (mutants - reported < PROGRESS_EVERY) return;
      reported = mutants;
      console.error(`${mutants.toLocaleString('en-US')} mutants, ${violations.length} disagreements`);
    },
  });
  const seconds = (performance.now() - started) / 1000;
  console.log(reportText({ seed, tally, seconds, xmlsec1, nodeSaml: nodeSamlVersion(), listMutations }));
  for (const violation of tally.violations.slice(0, MOST_FILES))
    console.log(`${violation.breach}: ${await reduce(options, violation, failuresFolder)}`);
  return tally.violations.length === 0 ? 0 : 1;
}

async function reduce(options: FuzzOptions, violation: Violation, folder: string): Promise<string> {
  const { pool, seed } = options;
  const mutant = new Mutator(pool).make(seed, violation.index);
  const smallest = await shrink(options, mutant, violation.breach);
  return writeFailure(folder, { seed, violation, mutant, smallest });
}

/** Judges one mutant and says all about it. */
async function runOnly({
  failuresFolder,
  only,
  seed,
}: CommandLine & { readonly only: number }): Promise<number> {
  const pool = createPool(seed);
  const options: FuzzOptions = { pool, seed, judgeRefused: 1, useXmlsec1: xmlsec1Version() !== null };
  const fuzzer = new Fuzzer(options);
  const mutant = fuzzer.mutator.make(seed, only);
  await fuzzer.judge(mutant);
  fuzzer.flush();
  const { violations } = fuzzer.takeTally();
  fuzzer.close();
  const verdict = createStrictEngine(pool)(mutant.original, mutant.samlResponse);
  console.log(`original   ${mutant.original.name}`);
  console.log(`mutations  ${mutant.steps.map(({ mutation }) => mutation.name).join(', ')}`);
  console.log(`verdict    ${verdict.kind === 'refused' ? `refused, ${verdict.reason}` : verdict.kind}`);
  console.log(
    `breaches   ${violations.map(({ breach, detail }) => `${breach} (${detail})`).join('; ') || 'none'}`,
  );
  for (const violation of violations) console.log(await reduce(options, violation, failuresFolder));
  if (violations.length === 0) console.log(mutant.octets.toString('utf8'));
  return violations.length === 0 ? 0 : 1;
}

function nodeSamlVersion(): string {
  const manifest: unknown = createRequire(import.meta.url)('@node-saml/node-saml/package.json');
  const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isManifest ? String(manifest.version) : '';
}

const commandLine = readCommandLine();
const { only } = commandLine;
process.exitCode = only === null ? await run(commandLine) : await runOnly({ ...commandLine, only });
