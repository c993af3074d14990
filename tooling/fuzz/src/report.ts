// A run as a table of text.

import { BREACHES, type JudgeCount, type Tally } from './tally.ts';

export interface Report {
  readonly seed: number;
  readonly tally: Tally;
  readonly seconds: number;
  /** Null: it was not installed and judged nothing. */
  readonly xmlsec1: string | null;
  readonly nodeSaml: string;
  readonly listMutations: boolean;
}

type Row = readonly [what: string, count: string, note?: string];

/** The table that `pnpm fuzz` prints. */
export function reportText(report: Report): string {
  const { nodeSaml, seconds, seed, tally, xmlsec1 } = report;
  const refused = Object.entries(tally.refused).toSorted(([, a], [, b]) => b - a);
  const refusedCount = refused.reduce((sum, [, count]) => sum + count, 0);
  const rows: Row[] = [
    ['seed', String(seed)],
    ['mutants', number(tally.mutants), `${number(tally.unchanged)} of them unchanged`],
    ['accepted by the strict engine', number(tally.accepted), share(tally.accepted, tally.mutants)],
    ['refused by the strict engine', number(refusedCount), share(refusedCount, tally.mutants)],
    ...refused.map(([reason, count]): Row => [`  ${reason}`, number(count)]),
    ...judgeRows(`node-saml ${nodeSaml}`, tally.nodeSaml),
    ...(xmlsec1 === null
      ? [
          [
            'xmlsec1',
            'not run',
            `not installed: ${number(tally.accepted)} accepted mutants not shown to it`,
          ] as const,
        ]
      : judgeRows(xmlsec1.replace(/^xmlsec1 ([\d.]+).*$/u, 'xmlsec1 $1'), tally.xmlsec1)),
    ['disagreements', number(tally.violations.length)],
    ...BREACHES.map((breach): Row => {
      return [`  ${breach}`, number(tally.violations.filter((one) => one.breach === breach).length)];
    }),
    ['time', `${seconds.toFixed(0)} s`, `${(tally.mutants / seconds).toFixed(0)} mutants per second`],
  ];
  return [tableText(rows), ...(report.listMutations ? ['', tableText(mutationRows(tally))] : [])].join('\n');
}

function judgeRows(name: string, count: JudgeCount): readonly Row[] {
  return [
    [`${name}: accepted mutants judged`, number(count.agreed + count.disagreed)],
    ['  agrees', number(count.agreed)],
    ['  disagrees', number(count.disagreed)],
    ['  not asked', number(count.unsupported), 'uses what it does not implement'],
    ['  refused mutants shown', number(count.shownRefused)],
    ['  of them it would accept', number(count.acceptedRefused), 'ours is stricter'],
  ];
}

function mutationRows(tally: Tally): readonly Row[] {
  return Object.entries(tally.byMutation)
    .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([name, { accepted, applied }]): Row => [
      name,
      number(applied),
      `${share(accepted, applied)} accepted`,
    ]);
}

function tableText(rows: readonly Row[]): string {
  const first = Math.max(...rows.map(([what]) => what.length));
  const second = Math.max(...rows.map(([, count]) => count.length));
  return rows
    .map(([what, count, note = '']) => `${what.padEnd(first)}  ${count.padStart(second)}  ${note}`.trimEnd())
    .join('\n');
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)} %`;
}
