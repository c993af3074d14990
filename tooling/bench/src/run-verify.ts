// The command `verify`: peers installed, everything measured, the report rendered.

import { installPeers } from './install-peers.ts';
import { renderReport } from './report.ts';
import type { Target } from './targets.ts';
import { benchVerify } from './verify.ts';

export async function runVerify(
  now: Date,
  tell: (progress: string) => void,
): Promise<{ readonly text: string; readonly targets: readonly Target[] }> {
  installPeers('peers');
  const report = await benchVerify(now, tell);
  return { text: renderReport(report), targets: report.targets };
}
