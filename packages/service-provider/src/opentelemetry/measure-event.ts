// What each event adds to the metrics.

import type { ObservedEvent } from '../observe.ts';
import type { RecordValue } from './meters.ts';

type Served = Extract<ObservedEvent, { readonly name: 'team_sso.request_served' }>;

const LOGIN_STEPS: ReadonlyMap<string, string> = new Map([
  ['login', 'start'],
  ['start', 'start'],
  ['acs', 'acs'],
  ['finish', 'finish'],
]);

export function measureEvent(record: RecordValue, event: ObservedEvent): void {
  record('team_sso.events', 1, { event: event.name.slice('team_sso.'.length) });
  switch (event.name) {
    case 'team_sso.request_served':
      return measureRequest(record, event);
    case 'team_sso.login_started':
      return record('team_sso.login.started', 1, {});
    case 'team_sso.sign_in_completed':
      return record('team_sso.login.completed', 1, {});
    case 'team_sso.sign_in_refused':
      return record('team_sso.login.refused', 1, { reason: event.reason });
    case 'team_sso.request_refused':
      return record('team_sso.request.refused', 1, { code: event.code });
    case 'team_sso.request_failed':
      return record('team_sso.request.failed', 1, { error: event.error });
    case 'team_sso.client_held_back':
      return record('team_sso.client.held_back', 1, { door: event.door });
    case 'team_sso.logout_started':
      return record('team_sso.logout', 1, { stage: 'started', outcome: event.asked });
    case 'team_sso.logout_received':
      return record('team_sso.logout', 1, { stage: 'received', outcome: event.outcome });
    case 'team_sso.logout_answered':
      return record('team_sso.logout', 1, { stage: 'answered', outcome: event.outcome });
    case 'team_sso.logout_refused':
      return record('team_sso.logout', 1, { stage: 'refused', outcome: event.reason });
    default:
      // `team_sso.events` has counted it.
      return;
  }
}

function measureRequest(record: RecordValue, { route, method, status, durationSeconds }: Served): void {
  record('team_sso.request.duration', durationSeconds, { route, method, status: String(status) });
  const step = LOGIN_STEPS.get(route);
  if (step) record('team_sso.login.duration', durationSeconds, { step, outcome: outcomeOf(status) });
}

function outcomeOf(status: number): string {
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'ok';
}
