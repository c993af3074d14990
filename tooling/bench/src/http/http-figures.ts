// Figures out of the rounds: medians of one server, and how many times another's they are.

import { median } from '../rounds.ts';
import type { HttpResult } from './http.ts';
import type { LoginCost, StepCost } from './logins.ts';
import type { ServerKind } from './server.ts';

type Rounds = Pick<HttpResult, 'rounds'>;
/** Picks a figure of one round; undefined where the server has no such step. */
export type PickFigure = (cost: Partial<LoginCost>) => number | undefined;

export const acsCpu: PickFigure = ({ acs }) => acs?.cpuMicroseconds;
/** All three steps of a sign-in. */
export const loginCpu: PickFigure = ({ login, acs, finish }) =>
  login && acs && finish && login.cpuMicroseconds + acs.cpuMicroseconds + finish.cpuMicroseconds;

export function stepFigure(step: keyof LoginCost, figure: (cost: StepCost) => number): PickFigure {
  return (cost) => (cost[step] ? figure(cost[step]) : undefined);
}

/** NaN where nothing was measured. */
export function medianOf({ rounds }: Rounds, kind: ServerKind, pick: PickFigure): number {
  const figures = (rounds.get(kind) ?? []).map(pick).filter((figure) => figure !== undefined);
  return figures.length === 0 ? Number.NaN : median(figures);
}

/** How many times the second's figure the first's is: compared round by round. */
export function timesOf({ rounds }: Rounds, dear: ServerKind, cheap: ServerKind, pick: PickFigure): number {
  const others = rounds.get(cheap) ?? [];
  const ratios = (rounds.get(dear) ?? []).map((cost, round) => {
    const [above, below] = [pick(cost), pick(others[round] ?? {})];
    return above === undefined || below === undefined ? Number.NaN : above / below;
  });
  return ratios.length === 0 ? Number.NaN : median(ratios);
}

/** The value that 99 of 100 do not exceed. */
export function percentile99(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? Number.NaN;
}
