// The report, in Markdown that also reads well in a terminal.

import type { HostileResult } from './hostile.ts';
import { costOf, ratioOf } from './rounds.ts';
import { FLOOR, NODE_SAML, OURS, type ShapeResult } from './shapes.ts';
import { table, wholeNumber } from './table.ts';
import { bytesOf, type Target } from './targets.ts';

/** Everything that one run has found. */
export interface Report {
  readonly machine: string;
  readonly rounds: number;
  readonly shapes: readonly ShapeResult[];
  readonly hostile: readonly HostileResult[];
  readonly targets: readonly Target[];
}

/** Renders a report. */
export function renderReport(report: Report): string {
  return [
    report.machine,
    `## CPU time of one verification, in microseconds\n\n${costTable(report)}`,
    `## Memory asked for by one verification, in KB\n\n${memoryTable(report.shapes)}`,
    `## Hostile bodies: how long they keep the event loop, in milliseconds\n\n${hostileTable(report.hostile)}`,
    `## Targets\n\n${targetLines(report.targets)}`,
  ].join('\n\n');
}

function costTable({ rounds, shapes }: Report): string {
  const names = [...(shapes[0]?.samples.keys() ?? [])];
  const head = ['', ...shapes.map(({ message }) => `${message.name}, ${wholeNumber(message.bytes)} bytes`)];
  const costs = names.map((name) => [
    name,
    ...shapes.map(({ samples }) => wholeNumber(costOf(samples, name))),
  ]);
  const ratios = [
    ['node-saml ÷ team-sso', ...shapes.map(({ samples }) => ratioOf(samples, NODE_SAML, OURS).toFixed(1))],
    ['team-sso ÷ floor', ...shapes.map(({ samples }) => ratioOf(samples, OURS, FLOOR).toFixed(2))],
  ];
  const legend = shapes.map(({ message }) => `${message.name}: ${message.description}`).join('; ');
  return `${table([head, ...costs, ...ratios])}\n\n${legend}. Medians of ${rounds} interleaved rounds.`;
}

function memoryTable(shapes: readonly ShapeResult[]): string {
  const row = (name: string, bytes: (shape: ShapeResult) => number): readonly string[] => [
    name,
    ...shapes.map((shape) => wholeNumber(bytes(shape) / 1024)),
  ];
  return table([
    ['', ...shapes.map(({ message }) => message.name)],
    row('team-sso, objects', ({ allocation }) => allocation.ours.heapBytes),
    row('team-sso, buffers', ({ allocation }) => allocation.ours.bufferBytes),
    row('node-saml, both', ({ allocation }) => bytesOf(allocation.nodeSaml)),
  ]);
}

function hostileTable(results: readonly HostileResult[]): string {
  const rows = results.map((result) => [
    result.name,
    wholeNumber(result.characters),
    result.outcome,
    result.medianMilliseconds.toFixed(2),
    result.worstMilliseconds.toFixed(2),
    ...peerCells(result),
  ]);
  const head = ['body', 'characters', 'our answer', 'median', 'worst round', 'node-saml', 'its answer'];
  return table([head, ...rows]);
}

function peerCells({ peer }: HostileResult): readonly [string, string] {
  if (peer === null) return ['–', '–'];
  if (peer.isStopped) return [`> ${wholeNumber(peer.milliseconds)}`, 'stopped'];
  return [wholeNumber(peer.milliseconds), peer.isAccepted ? 'accepted' : 'refused'];
}

/** Each promise with its figure. */
export function targetLines(targets: readonly Target[]): string {
  const width = Math.max(...targets.map(({ promise }) => promise.length));
  return targets
    .map(({ figure, isMet, promise }) => `- ${isMet ? '✓' : '✗'} ${promise.padEnd(width)}  ${figure}`)
    .join('\n');
}
