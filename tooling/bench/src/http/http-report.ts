// What `pnpm bench http` tells: the tables, and each promise with its figure.

import { table, wholeNumber } from '../table.ts';
import type { Target } from '../targets.ts';
import { acsCpu, loginCpu, medianOf, percentile99, stepFigure, timesOf } from './http-figures.ts';
import type { HttpResult } from './http.ts';
import type { LoginCost } from './logins.ts';
import { SERVERS, type ServerKind } from './server.ts';

/** What was measured once, outside the rounds. NaN: it could not be measured. */
export interface StartFigures {
  readonly ourImportMilliseconds: number;
  readonly jacksonImportMilliseconds: number;
  readonly demoMegabytes: number;
}

const SHARE_OF_NO_OP = 0.25;
const TIMES_NODE_SAML = 30;
const TIMES_JACKSON = 20;
const ACCESS_MICROSECONDS: Partial<Readonly<Record<ServerKind, number>>> = { postgres: 500, sqlite: 100 };
const SHARE_OF_JACKSON_IMPORT = 1 / 4;
const DEMO_MEGABYTES = 120;
const STEPS = ['login', 'acs', 'finish'] as const satisfies readonly (keyof LoginCost)[];

/** Holds the figures against what is promised. What could not be measured is missed. */
export function judgeHttp(result: HttpResult, start: StartFigures): readonly Target[] {
  const share = timesOf(result, 'noOp', 'memory', acsCpu);
  const nodeSaml = timesOf(result, 'nodeSaml', 'memory', acsCpu);
  const jackson = timesOf(result, 'jackson', 'postgres', acsCpu);
  const imported = start.ourImportMilliseconds / start.jacksonImportMilliseconds;
  return [
    atLeast('ACS, memory: at least 25 % of a no-op Koa POST route', share, SHARE_OF_NO_OP, percent),
    atLeast('ACS, memory: at least 30 times Koa + node-saml', nodeSaml, TIMES_NODE_SAML, times),
    atLeast('ACS, PostgreSQL: saml-jackson takes at least 20 times its CPU', jackson, TIMES_JACKSON, times),
    ...(['sqlite', 'postgres'] as const).map((kind) => {
      const limit = ACCESS_MICROSECONDS[kind] ?? 0;
      const promise = `access to a resource, ${SERVERS[kind]}: at most ${limit} µs (p50)`;
      return atMost(promise, result.access.get(kind) ?? Number.NaN, limit, microseconds);
    }),
    atMost("import: at most 1/4 of saml-jackson's", imported, SHARE_OF_JACKSON_IMPORT, percent),
    atMost('the demo, idle: at most 120 MB resident', start.demoMegabytes, DEMO_MEGABYTES, megabytes),
  ];
}

type Show = (value: number) => string;
const times: Show = (value) => value.toFixed(1);
const percent: Show = (value) => `${(value * 100).toFixed(0)} %`;
const microseconds: Show = (value) => `${value.toFixed(0)} µs`;
const megabytes: Show = (value) => `${value.toFixed(0)} MB`;

function atLeast(promise: string, value: number, limit: number, show: Show): Target {
  return { promise, figure: shown(value, show), isMet: value >= limit };
}

function atMost(promise: string, value: number, limit: number, show: Show): Target {
  return { promise, figure: shown(value, show), isMet: value <= limit };
}

function shown(value: number, show: Show): string {
  return Number.isNaN(value) ? 'not measured' : show(value);
}

/** The tables, in Markdown. */
export function renderHttp(
  result: HttpResult,
  start: StartFigures,
  plan: { readonly logins: number },
): string {
  const kinds = [...result.rounds.keys()];
  const cpu = kinds.map((kind) => [
    SERVERS[kind],
    ...STEPS.map((step) =>
      cell(
        medianOf(
          result,
          kind,
          stepFigure(step, (cost) => cost.cpuMicroseconds),
        ),
      ),
    ),
    cell(medianOf(result, kind, loginCpu)),
    cell(
      medianOf(
        result,
        kind,
        stepFigure('acs', (cost) => cost.requestsPerSecond),
      ),
    ),
  ]);
  const rounds = result.rounds.get(kinds[0] ?? 'noOp')?.length ?? 0;
  const login = timesOf(result, 'jackson', 'postgres', loginCpu);
  const health = [...result.healthMilliseconds].map(
    ([kind, values]) => `${percentile99(values).toFixed(1)} ms (${SERVERS[kind]})`,
  );
  return [
    '## CPU time of the serving process, in microseconds per request',
    table([['', 'login', 'ACS', 'finish', 'whole sign-in', 'ACS requests/s'], ...cpu]),
    `Entra-shaped answers with 20 groups, ${plan.logins} sign-ins of each server in a round, medians of ${rounds} rounds. Shares and ` +
      'multiples are of CPU time: what one core can answer. Requests per second are those that the loading process got through, which for the cheapest routes is its own limit. What PostgreSQL itself spends is not in the figures.',
    `A whole sign-in at saml-jackson takes ${cell(login)} times the CPU of one at ours, both over PostgreSQL. Health endpoint under full ACS load, p99: ${health.join(', ') || '–'}. ` +
      `Import: ${cell(start.ourImportMilliseconds)} ms of CPU beside ${cell(start.jacksonImportMilliseconds)} ms.`,
  ].join('\n\n');
}

function cell(value: number): string {
  return Number.isNaN(value) ? '–' : wholeNumber(value);
}
