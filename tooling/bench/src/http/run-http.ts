// The command `http`: peers installed, all servers measured beside each other, then what it costs to begin.

import { installPeers } from '../install-peers.ts';
import { describeMachine } from '../machine.ts';
import { targetLines } from '../report.ts';
import { median } from '../rounds.ts';
import type { Target } from '../targets.ts';
import { jacksonEntry } from '../../peers/jackson/index.mjs';
import { judgeHttp, renderHttp, type StartFigures } from './http-report.ts';
import { measureHttp, type HttpPlan } from './http.ts';
import { SERVERS, type ServerKind } from './server.ts';
import { demoMegabytes, fileUrl, importMilliseconds, ourEntries } from './startup.ts';

const FULL: HttpPlan = {
  kinds: Object.keys(SERVERS) as ServerKind[],
  rounds: 9,
  logins: 200,
  concurrency: 8,
  warmUpCpuSeconds: 3,
  accessRequests: 4000,
};
const QUICK: HttpPlan = { ...FULL, rounds: 3, logins: 100, warmUpCpuSeconds: 1.5, accessRequests: 1000 };
const IMPORTS = 5;

export async function runHttp(
  { isQuick }: { readonly isQuick: boolean },
  tell: (progress: string) => void,
): Promise<{ readonly text: string; readonly targets: readonly Target[] }> {
  installPeers('peers');
  installPeers('peers/jackson');
  const plan = isQuick ? QUICK : FULL;
  const result = await measureHttp(plan, tell);
  tell('imports and the idle demo …');
  const start = await measureStart();
  const targets = judgeHttp(result, start);
  const text = [
    describeMachine(),
    renderHttp(result, start, plan),
    `## Targets\n\n${targetLines(targets)}`,
  ].join('\n\n');
  return { text, targets };
}

async function measureStart(): Promise<StartFigures> {
  const ours: number[] = [];
  const jacksons: number[] = [];
  for (let round = 0; round < IMPORTS; round++) {
    ours.push(importMilliseconds(ourEntries()));
    jacksons.push(importMilliseconds([fileUrl(jacksonEntry())]));
  }
  return {
    ourImportMilliseconds: median(ours),
    jacksonImportMilliseconds: median(jacksons),
    demoMegabytes: await demoMegabytes().catch(() => Number.NaN),
  };
}
