// What Team SSO observes, as lines of the log.

import type { Observe } from '@team-sso/service-provider';
import type { Log } from './log.ts';

export function observeWith(log: Log): Observe {
  return (event) => {
    switch (event.name) {
      case 'team_sso.request_failed': {
        const { name, cause, ...fields } = event;
        return log.error(name, { ...fields, stack: cause instanceof Error ? cause.stack : String(cause) });
      }
      case 'team_sso.second_opinion_differs':
      case 'team_sso.sign_in_refused':
        return log.warn(event.name, fieldsOf(event));
      default:
        return log.info(event.name, fieldsOf(event));
    }
  };
}

function fieldsOf({ name: _name, ...fields }: { readonly name: string }): Readonly<Record<string, unknown>> {
  return fields;
}
