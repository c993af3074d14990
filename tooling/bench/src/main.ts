// `pnpm bench verify [--record]`: prints the report; with --record also into docs/benchmarks.md. Fails when a target is missed.

import { installPeers } from './install-peers.ts';
import { recordReport } from './record.ts';
import { renderReport } from './report.ts';
import { benchVerify } from './verify.ts';

const [command, ...options] = process.argv.slice(2);
if (command !== 'verify' || options.some((option) => option !== '--record')) {
  console.error('usage: pnpm bench verify [--record]');
  process.exit(2);
}
installPeers();
const report = await benchVerify(new Date(), (progress) => console.error(progress));
const text = renderReport(report);
console.log(text);
if (options.includes('--record')) recordReport(text);
process.exitCode = report.targets.every(({ isMet }) => isMet) ? 0 : 1;
