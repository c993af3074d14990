// Every event there is: how loud it is in a log, and what it says. docs/observability.md is made from this table.

import type { ObservedEvent } from '../observe.ts';

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface EventNote {
  readonly level: LogLevel;
  /** One sentence for the person on call. */
  readonly says: string;
}

/** One row for each event; a new event does not compile without one. */
export const EVENT_NOTES: Readonly<Record<ObservedEvent['name'], EventNote>> = {
  'team_sso.request_served': { level: 'debug', says: 'A request of the router was answered.' },
  'team_sso.login_started': { level: 'info', says: 'A browser was sent to the provider.' },
  'team_sso.response_verified': { level: 'info', says: 'A response was proved by a pinned key.' },
  'team_sso.sign_in_completed': { level: 'info', says: 'A person got in.' },
  'team_sso.sign_in_refused': {
    level: 'warn',
    says: 'A sign-in was refused; the short code leads to the diagnosis.',
  },
  'team_sso.logout_started': { level: 'info', says: 'A person signed out here.' },
  'team_sso.logout_received': { level: 'info', says: 'The provider asked to end sessions.' },
  'team_sso.logout_answered': { level: 'info', says: 'The provider answered a logout of ours.' },
  'team_sso.logout_refused': { level: 'warn', says: 'A logout message was not acted on.' },
  'team_sso.client_held_back': { level: 'warn', says: 'A client failed too often at a door and waits.' },
  'team_sso.attempt_lost': { level: 'error', says: 'An attempt could not be written down.' },
  'team_sso.notice_failed': {
    level: 'error',
    says: 'A notice was not taken by the host; it is tried again.',
  },
  'team_sso.second_opinion_differs': {
    level: 'error',
    says: 'Two readers of one signed message disagree: an attack or a defect. Look at once.',
  },
  'team_sso.last_owner_kept': { level: 'warn', says: 'Role rules would have taken the last owner’s role.' },
  'team_sso.role_unknown': { level: 'warn', says: 'A role rule names a role that the host does not have.' },
  'team_sso.groups_omitted': {
    level: 'warn',
    says: 'The provider left the groups out: there were too many.',
  },
  'team_sso.provider_denied': { level: 'info', says: 'The provider said no to a person.' },
  'team_sso.hook_failed': { level: 'error', says: 'A hook of the host failed; nothing else changed by it.' },
  'team_sso.domain_check_failed': { level: 'warn', says: 'A verified domain’s record was not found.' },
  'team_sso.metadata_refreshed': { level: 'info', says: 'A provider’s metadata was read again.' },
  'team_sso.metadata_refresh_failed': { level: 'warn', says: 'A provider’s metadata could not be read.' },
  'team_sso.certificate_expiring': {
    level: 'warn',
    says: 'A certificate of a provider’s ends soon, or has ended.',
  },
  'team_sso.expired_certificate_accepted': {
    level: 'warn',
    says: 'A response was accepted by the key of a certificate that is not valid now.',
  },
  'team_sso.sp_key_published': { level: 'info', says: 'The next key pair of ours is in the metadata.' },
  'team_sso.sp_key_removed': { level: 'info', says: 'A key pair that was replaced long ago is gone.' },
  'team_sso.secret_key_rotated': { level: 'info', says: 'Everything lies under the first secret key now.' },
  'team_sso.secret_key_unknown': {
    level: 'error',
    says: 'The store was made with a secret key that is not in the list.',
  },
  'team_sso.upkeep_failed': { level: 'error', says: 'A team’s round of upkeep failed; it is run again.' },
  'team_sso.settings_changed': { level: 'info', says: 'An admin changed a team’s settings.' },
  'team_sso.request_refused': { level: 'info', says: 'A call was refused; the code says why.' },
  'team_sso.request_failed': {
    level: 'error',
    says: 'A host, a store or a defect of ours made a request fail.',
  },
};
