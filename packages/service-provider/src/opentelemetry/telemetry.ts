// Observed events as OpenTelemetry spans and metrics, and a store whose calls are timed.

import {
  context,
  metrics,
  SpanKind,
  SpanStatusCode,
  trace,
  type Meter,
  type Tracer,
} from '@opentelemetry/api';
import type { Store } from '@team-sso/core';
import type { Observe, ObservedEvent } from '../observe.ts';
import { measureEvent } from './measure-event.ts';
import { createMeters } from './meters.ts';
import { watchStoreWith } from './watch-store.ts';

export interface TelemetryOptions {
  /** Makes the spans. Default: the global provider's. */
  readonly tracer?: Tracer;
  /** Makes the metrics. Default: the global provider's. */
  readonly meter?: Meter;
  /** The clock that spans are dated by. Default: the system's. */
  readonly now?: () => Date;
  /** Milliseconds that only go forward. Default: `performance.now`. */
  readonly monotonicMillis?: () => number;
}

export interface Telemetry {
  /** Give it to `createServiceProvider` as `observe`; call your log's from it too, if you keep one. */
  readonly observe: Observe;
  /** The same store, each call with a span `team_sso.store <method>` and a value of `team_sso.store.duration`. */
  watchStore(store: Store): Store;
}

const SCOPE = '@team-sso/service-provider';

/**
 * Makes spans and metrics of what happens. Spans carry the team and the request id, metrics never do; neither holds an
 * address, a name, an assertion or a ticket. A span's parent is the one that is active: your HTTP server's, as a rule.
 */
export function createTelemetry({
  tracer = trace.getTracer(SCOPE),
  meter = metrics.getMeter(SCOPE),
  now = () => new Date(),
  monotonicMillis = () => performance.now(),
}: TelemetryOptions = {}): Telemetry {
  const record = createMeters(meter);
  return Object.freeze<Telemetry>({
    observe: (event) => {
      measureEvent(record, event);
      if (event.name === 'team_sso.request_served') addSpan(tracer, event, now());
    },
    watchStore: (store) => watchStoreWith(store, { tracer, record, monotonicMillis }),
  });
}

type Served = Extract<ObservedEvent, { readonly name: 'team_sso.request_served' }>;

function addSpan(tracer: Tracer, served: Served, endedAt: Date): void {
  const { route, team, method, status, refusal, requestId, durationSeconds } = served;
  const span = tracer.startSpan(
    `team_sso.${route}`,
    {
      kind: SpanKind.INTERNAL,
      startTime: new Date(endedAt.getTime() - durationSeconds * 1000),
      attributes: {
        'team_sso.route': route,
        'http.request.method': method,
        'http.response.status_code': status,
        'team_sso.request_id': requestId,
        ...(team === undefined ? {} : { 'team_sso.team': team }),
        ...(refusal === undefined ? {} : { 'team_sso.refusal': refusal }),
      },
    },
    context.active(),
  );
  // A refusal is an answer; only what we could not do is an error.
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(endedAt);
}
