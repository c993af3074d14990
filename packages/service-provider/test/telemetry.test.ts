// OpenTelemetry: the names that dashboards and alarms go by, and nothing about anybody in the metrics.

import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { createMemoryStore } from '@team-sso/storage/memory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTelemetry, INSTRUMENTS, type InstrumentName } from '../src/opentelemetry/index.ts';
import {
  begin,
  otherIdentity,
  respond,
  signInBySso,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';
import { EVERY_EVENT } from './every-event.ts';
import { failingStore } from './responding-store.ts';

interface Point {
  readonly metric: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The sum of a counter, the count of a histogram. */
  readonly value: number;
}

/** Telemetry into memory, by the SDK itself. */
function aTelemetry() {
  const spans = new InMemorySpanExporter();
  const tracers = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] });
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const meters = new MeterProvider({ readers: [reader] });
  let millis = 0;
  const telemetry = createTelemetry({
    tracer: tracers.getTracer('test'),
    meter: meters.getMeter('test'),
    monotonicMillis: () => (millis += 5),
  });
  const points = async (): Promise<readonly Point[]> => {
    await meters.forceFlush();
    const metrics =
      exporter
        .getMetrics()
        .at(-1)
        ?.scopeMetrics.flatMap((scope) => scope.metrics) ?? [];
    return metrics.flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(({ attributes, value }) => ({
        metric: descriptor.name,
        attributes,
        value: typeof value === 'number' ? value : value.count,
      })),
    );
  };
  return { telemetry, points, spans: () => spans.getFinishedSpans(), close: () => meters.shutdown() };
}

let watched: ReturnType<typeof aTelemetry>;
beforeEach(() => {
  watched = aTelemetry();
});
afterEach(() => watched.close());

describe('metrics', () => {
  it('are exactly those of the table, each with exactly its attributes', async () => {
    const store = watched.telemetry.watchStore(createMemoryStore());
    await store.readSettings('acme');
    await store.completeSignIn({
      team: 'acme',
      requestHash: 'unknown',
      assertionKey: 'key',
      claimUntil: new Date('2026-11-24T00:00:00Z'),
      ticket: {} as never,
      now: new Date('2026-11-23T00:00:00Z'),
    });
    for (const event of Object.values(EVERY_EVENT)) watched.telemetry.observe(event);
    const seen = new Map<string, readonly string[]>();
    for (const { metric, attributes } of await watched.points())
      seen.set(metric, Object.keys(attributes).toSorted());
    const table = Object.entries(INSTRUMENTS).map(
      ([name, { attributes }]) => [name, [...attributes].toSorted()] as const,
    );
    expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(table));
  });

  it('tell no team, person, connection or request', async () => {
    for (const event of Object.values(EVERY_EVENT)) watched.telemetry.observe(event);
    const told = JSON.stringify(await watched.points());
    expect(told).not.toMatch(/acme|user-1|c0ffee|request-1|SSO-7Q2F|abab/);
  });
});

describe('a deployment', () => {
  let deployment: Deployment;
  afterEach(() => deployment.close());
  const deploy = async (store: Parameters<typeof startDeployment>[0] = {}) => {
    deployment = await startDeployment({ ...store, options: { observe: watched.telemetry.observe } });
  };
  const valueOf = async (metric: InstrumentName, attributes: Readonly<Record<string, string>>) =>
    (await watched.points()).find(
      (point) =>
        point.metric === metric &&
        Object.entries(attributes).every(([name, value]) => point.attributes[name] === value),
    )?.value;

  it('counts logins, claims and refusals by reason, and times each step', async () => {
    await deploy({ store: (store) => watched.telemetry.watchStore(store) });
    await switchOn(deployment);
    await signInBySso(deployment, deployment.browser());
    const browser = deployment.browser();
    const bad = respond(deployment, await begin(browser), { identity: otherIdentity });
    await browser.postForm('/sso/acme/acs', { SAMLResponse: bad });
    expect(await valueOf('team_sso.login.started', {})).toBe(2);
    expect(await valueOf('team_sso.login.completed', {})).toBe(1);
    expect(await valueOf('team_sso.login.refused', { reason: 'signature_wrong_key' })).toBe(1);
    expect(await valueOf('team_sso.claims', { outcome: 'done' })).toBe(1);
    expect(await valueOf('team_sso.login.duration', { step: 'start', outcome: 'ok' })).toBe(2);
    expect(await valueOf('team_sso.login.duration', { step: 'acs', outcome: 'ok' })).toBe(1);
    expect(await valueOf('team_sso.login.duration', { step: 'acs', outcome: 'refused' })).toBe(1);
    expect(await valueOf('team_sso.login.duration', { step: 'finish', outcome: 'ok' })).toBe(1);
    expect(await valueOf('team_sso.store.duration', { method: 'completeSignIn', outcome: 'ok' })).toBe(1);
  });

  it('makes a span of each request and each call of the store, with no secret in any', async () => {
    await deploy({ store: (store) => watched.telemetry.watchStore(store) });
    await switchOn(deployment);
    const browser = deployment.browser();
    const bad = respond(deployment, await begin(browser, '?hint=ana%40acme.example'), {
      identity: otherIdentity,
    });
    const refused = await browser.postForm('/sso/acme/acs', { SAMLResponse: bad });
    await signInBySso(deployment, browser);
    const spans = watched.spans();
    expect(spans.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'team_sso.login',
        'team_sso.acs',
        'team_sso.finish',
        'team_sso.store readSettings',
      ]),
    );
    expect(spans.find(({ attributes }) => attributes['team_sso.refusal'])?.attributes).toEqual({
      'team_sso.route': 'acs',
      'team_sso.team': 'acme',
      'http.request.method': 'POST',
      'http.response.status_code': 403,
      'team_sso.request_id': refused.headers.get('X-Request-Id'),
      'team_sso.refusal': 'signature_wrong_key',
    });
    const told = JSON.stringify(
      spans.map(({ name, attributes, events, status }) => [name, attributes, events, status]),
    );
    expect(told).not.toMatch(/@acme|%40|PRIVATE KEY|CERTIFICATE/);
    expect(told).not.toContain(browser.cookie('sso-browser'));
    expect(told).not.toContain(bad.slice(100, 140));
  });

  it('marks what the store could not do as failed, and tells nothing of its message', async () => {
    const down = { names: new Set(['readSettings'] as const) };
    await deploy({ store: (store) => watched.telemetry.watchStore(failingStore(down)(store)) });
    expect((await deployment.browser().visit('/sso/acme/login')).status).toBe(503);
    expect(await valueOf('team_sso.store.duration', { method: 'readSettings', outcome: 'failed' })).toBe(1);
    expect(await valueOf('team_sso.login.duration', { step: 'start', outcome: 'failed' })).toBe(1);
    const failed = watched.spans().filter(({ status }) => status.code === 2);
    expect(failed.map(({ name }) => name)).toEqual(['team_sso.store readSettings', 'team_sso.login']);
    expect(JSON.stringify(failed.map(({ status, events }) => [status, events]))).not.toContain('ana');
  });
});

describe('route names', () => {
  it('are few, whatever is asked for', async () => {
    const events: string[] = [];
    const deployment = await startDeployment({
      options: {
        observe: (event) => {
          if (event.name === 'team_sso.request_served') events.push(`${event.route} ${event.team ?? '-'}`);
        },
      },
    });
    const browser = deployment.browser();
    for (const path of [
      '/sso/acme/login?hint=ana%40acme.example',
      '/sso/ana@acme.example/login',
      '/sso/teams/acme/settings/mode',
      '/sso/teams/acme/ana@acme.example',
      '/sso/acme/secret-4711',
      '/sso/constructor/constructor',
      '/sso/discover',
    ])
      await browser.visit(path);
    await deployment.close();
    expect(events).toEqual([
      'login acme',
      'login -',
      'settings acme',
      'other -',
      'other -',
      'other -',
      'discover -',
    ]);
  });
});
