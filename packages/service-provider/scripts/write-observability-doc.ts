// Writes docs/observability.md. Run by `pnpm docs:observability`.

import { readFileSync, writeFileSync } from 'node:fs';
import { renderObservabilityDoc } from './observability-doc.ts';

const example = (name: string): string =>
  readFileSync(new URL(`../test/examples/${name}.ts`, import.meta.url), 'utf8');

writeFileSync(
  new URL('../../../docs/observability.md', import.meta.url),
  renderObservabilityDoc({ log: example('log'), telemetry: example('telemetry') }),
);
