// The measurement over HTTP at its smallest: everybody gets in, nobody looks at the time.

import { describe, expect, it } from 'vitest';
import { timesOf, acsCpu, percentile99 } from '../src/http/http-figures.ts';
import { judgeHttp, renderHttp } from '../src/http/http-report.ts';
import { measureHttp, type HttpPlan } from '../src/http/http.ts';
import type { ServerKind } from '../src/http/server.ts';

const hasPostgres = process.env['TEST_POSTGRES_URL'] !== undefined;
const START = { ourImportMilliseconds: 100, jacksonImportMilliseconds: 500, demoMegabytes: 100 };

function smallest(kinds: readonly ServerKind[]): HttpPlan {
  return { kinds, rounds: 1, logins: 3, concurrency: 2, warmUpCpuSeconds: 0, accessRequests: 3 };
}

describe('a sign-in over HTTP is measured', () => {
  it('beside a route that does nothing', { timeout: 120_000 }, async () => {
    const kinds = ['noOp', 'memory', 'memoryTwoOpinions', 'sqlite'] as const;
    const result = await measureHttp(smallest(kinds), () => undefined);
    expect([...result.rounds.keys()]).toEqual(kinds);
    expect([...result.rounds.values()].map((costs) => costs.length)).toEqual([1, 1, 1, 1]);
    expect(timesOf(result, 'noOp', 'memory', acsCpu)).toBeGreaterThan(0);
    expect([...result.access.keys()]).toEqual(['memory', 'sqlite']);
    const text = renderHttp(result, START, { logins: 3 });
    expect(text).toContain('| team-sso, SQLite');
  });

  it.skipIf(!hasPostgres)('over PostgreSQL', { timeout: 120_000 }, async () => {
    const result = await measureHttp(smallest(['postgres']), () => undefined);
    expect(result.rounds.get('postgres')).toHaveLength(1);
    expect(result.access.get('postgres')).toBeGreaterThan(0);
  });
});

describe('the figures over HTTP', () => {
  const cost = (cpuMicroseconds: number) => ({
    cpuMicroseconds,
    requestsPerSecond: 1,
    probeMilliseconds: [],
  });
  const login = (acs: number) => ({ login: cost(1), acs: cost(acs), finish: cost(1) });

  it('that were not measured are missed', () => {
    const result = { rounds: new Map(), healthMilliseconds: new Map(), access: new Map() };
    const targets = judgeHttp(result, { ...START, demoMegabytes: Number.NaN });
    expect(targets.filter(({ isMet }) => isMet).map(({ promise }) => promise)).toEqual([
      "import: at most 1/4 of saml-jackson's",
    ]);
    expect(targets.map(({ figure }) => figure)).toContain('not measured');
  });

  it('are compared round by round', () => {
    const rounds = new Map<ServerKind, ReturnType<typeof login>[]>([
      ['noOp', [login(10), login(30), login(20)]],
      ['memory', [login(20), login(60), login(80)]],
    ]);
    expect(timesOf({ rounds }, 'noOp', 'memory', acsCpu)).toBe(0.5);
  });

  it('of the health endpoint are those that 99 of 100 do not exceed', () => {
    expect(percentile99(Array.from({ length: 100 }, (_, index) => 100 - index))).toBe(100);
    expect(percentile99(Array.from({ length: 1000 }, (_, index) => index))).toBe(990);
  });
});
