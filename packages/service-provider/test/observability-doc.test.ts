// What is written down for the person on call is what the code does: the page, the dashboard, the names.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderObservabilityDoc } from '../scripts/observability-doc.ts';
import { DEFAULT_RATE_LIMITS } from '../src/index.ts';
import { INSTRUMENTS, type Instrument } from '../src/opentelemetry/index.ts';

const DOCS = new URL('../../../docs/', import.meta.url);
const doc = readFileSync(new URL('observability.md', DOCS), 'utf8');
const example = (name: string) => readFileSync(new URL(`examples/${name}.ts`, import.meta.url), 'utf8');

describe('docs/observability.md', () => {
  it('is what the tables say: run `pnpm docs:observability` after a change', () => {
    expect(doc).toBe(renderObservabilityDoc({ log: example('log'), telemetry: example('telemetry') }));
  });

  it('points at headings that the operations page has', () => {
    const operations = readFileSync(new URL('operations.md', DOCS), 'utf8');
    const anchors = [...operations.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    );
    const linked = [...doc.matchAll(/operations\.md#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(linked.length).toBeGreaterThan(3);
    for (const anchor of linked) expect(anchors).toContain(anchor);
  });
});

/** How Prometheus names what comes by OTLP: dots to underscores, the unit, the kind. */
function prometheusNames(): ReadonlyMap<string, readonly string[]> {
  const names = Object.entries<Instrument>(INSTRUMENTS).flatMap(([name, { kind, unit, attributes }]) => {
    const base = `${name.replaceAll('.', '_')}${unit === 's' ? '_seconds' : ''}`;
    const suffixes = kind === 'histogram' ? ['_bucket', '_sum', '_count'] : ['_total'];
    return suffixes.map((suffix) => {
      const labels = suffix === '_bucket' ? [...attributes, 'le'] : attributes;
      return [`${base}${suffix}`, labels] as const;
    });
  });
  return new Map(names);
}

interface Panel {
  readonly title: string;
  readonly targets: readonly { readonly expr: string }[];
}

describe.each(readdirSync(new URL('grafana/', DOCS)))('docs/grafana/%s', (file) => {
  const { panels } = JSON.parse(readFileSync(new URL(`grafana/${file}`, DOCS), 'utf8')) as {
    readonly panels: readonly Panel[];
  };
  const names = prometheusNames();
  const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

  it('asks for metrics that there are, and for each of them', () => {
    const asked = new Set(expressions.flatMap((expr) => expr.match(/team_sso_\w+/g) ?? []));
    for (const name of asked) expect([...names.keys()]).toContain(name);
    for (const metric of Object.keys(INSTRUMENTS)) {
      const base = metric.replaceAll('.', '_');
      expect([...asked].some((name) => name.startsWith(base))).toBe(true);
    }
  });

  it('tells series apart by labels that those metrics have', () => {
    for (const expr of expressions) {
      const [metric = ''] = expr.match(/team_sso_\w+/) ?? [];
      const matched = [...expr.matchAll(/[{,]\s*(\w+)\s*[=!]~?"/g)].map(([, label = '']) => label);
      const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, labels = '']) =>
        labels.split(',').map((label) => label.trim()),
      );
      for (const label of [...matched, ...grouped]) expect([...(names.get(metric) ?? [])]).toContain(label);
    }
  });
});

describe('docs/operations.md', () => {
  it('names every limit as it is', () => {
    const operations = readFileSync(new URL('operations.md', DOCS), 'utf8');
    const rows = operations.split('\n').filter((line) => /^\| .* \| \d+ min \| \d+ (?:s|min) \|$/.test(line));
    const written = Object.fromEntries(
      rows.flatMap((row) => {
        const [, doors = '', failures, within, wait] = row.split('|').map((cell) => cell.trim());
        const limit = {
          failures: Number(failures),
          seconds: secondsOf(within),
          waitSeconds: secondsOf(wait),
        };
        return [...doors.matchAll(/`([a-z-]+)`/g)].map(([, door = '']) => [door, limit] as const);
      }),
    );
    expect(written).toEqual(DEFAULT_RATE_LIMITS);
  });
});

function secondsOf(text = ''): number {
  const [amount, unit] = text.split(' ');
  return Number(amount) * (unit === 'min' ? 60 : 1);
}
