import type { Store } from '@team-sso/core';
import type { Middleware } from 'koa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerHealthChecks, type HealthOptions } from '../src/koa/index.ts';
import { startDeployment, type Deployment } from './deployment.ts';
import { failingStore } from './responding-store.ts';

const down: { names: ReadonlySet<keyof Store> } = { names: new Set() };
let deployment: Deployment;
let health: HealthOptions;
beforeEach(async () => {
  down.names = new Set();
  health = {};
  const before: Middleware = (ctx, next) =>
    answerHealthChecks(deployment.sso, { isReady: () => health.isReady?.() ?? true })(ctx, next);
  deployment = await startDeployment({ store: failingStore(down), before });
});
afterEach(() => deployment.close());

const statusOf = async (path: string, method = 'GET') =>
  (await deployment.browser().send(method, path)).status;

describe('health checks', () => {
  it('say that the process lives and can serve', async () => {
    expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 200]);
    expect([await statusOf('/healthz', 'HEAD'), await statusOf('/readyz', 'HEAD')]).toEqual([200, 200]);
  });

  it('tell a process whose store is away apart from one that is dead', async () => {
    down.names = new Set<keyof Store>(['ping']);
    expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 503]);
  });

  it.each<[string, NonNullable<HealthOptions['isReady']>]>([
    ['says no', () => false],
    ['fails', () => Promise.reject(new Error('no'))],
  ])('get no requests sent to an instance whose host %s', async (_what, isReady) => {
    health = { isReady };
    expect(await statusOf('/readyz')).toBe(503);
  });

  it('are kept by no cache, and answer nothing else', async () => {
    const answer = await deployment.browser().send('GET', '/readyz');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(await statusOf('/readyz', 'POST')).toBe(404);
    expect(await statusOf('/healthz/x')).toBe(404);
  });
});
