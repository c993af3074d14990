// A store whose calls leave a span and a duration, and whose claims are counted.

import { SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { Store } from '@team-sso/core';
import type { RecordValue } from './meters.ts';

interface Watch {
  readonly tracer: Tracer;
  readonly record: RecordValue;
  readonly monotonicMillis: () => number;
}

type Method = (...asked: readonly unknown[]) => Promise<unknown>;

/** Every method of the port is there, each as it was but for being watched. */
export function watchStoreWith(store: Store, watch: Watch): Store {
  const methods = Object.entries(store).map(([name, method]: [string, unknown]) => [
    name,
    typeof method === 'function' ? watched(name, method.bind(store) as Method, watch) : method,
  ]);
  return Object.freeze(Object.fromEntries(methods)) as Store;
}

function watched(method: string, call: Method, { tracer, record, monotonicMillis }: Watch): Method {
  return async (...asked) => {
    const startedAt = monotonicMillis();
    const span = tracer.startSpan(`team_sso.store ${method}`, { kind: SpanKind.CLIENT });
    let outcome = 'failed';
    try {
      const answer = await call(...asked);
      outcome = 'ok';
      if (method === 'completeSignIn') record('team_sso.claims', 1, { outcome: String(answer) });
      return answer;
    } catch (error) {
      // Its message may hold what was asked: only that it failed is told.
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      record('team_sso.store.duration', (monotonicMillis() - startedAt) / 1000, { method, outcome });
      span.end();
    }
  };
}
