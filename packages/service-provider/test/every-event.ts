// One of every event there is; a new one does not compile without a sample here.

import type { ObservedEvent } from '../src/index.ts';

type Samples = {
  readonly [Name in ObservedEvent['name']]: Extract<ObservedEvent, { readonly name: Name }>;
};

const team = 'acme';
const connectionId = 'c0ffee';
const userId = 'user-1';
const requestId = 'request-1';
const certificateFingerprint = 'ab'.repeat(32);
const error = 'TypeError';

export const EVERY_EVENT: Samples = {
  'team_sso.request_served': {
    name: 'team_sso.request_served',
    route: 'acs',
    team,
    method: 'POST',
    status: 403,
    refusal: 'audience_mismatch',
    durationSeconds: 0.25,
    requestId,
  },
  'team_sso.login_started': { name: 'team_sso.login_started', team, connectionId },
  'team_sso.response_verified': {
    name: 'team_sso.response_verified',
    team,
    connectionId,
    certificateFingerprint,
    secondOpinion: 'not_asked',
  },
  'team_sso.sign_in_completed': { name: 'team_sso.sign_in_completed', team, connectionId, userId },
  'team_sso.sign_in_refused': {
    name: 'team_sso.sign_in_refused',
    team,
    reason: 'audience_mismatch',
    shortCode: 'SSO-7Q2F',
    requestId,
  },
  'team_sso.logout_started': { name: 'team_sso.logout_started', team, userId, asked: 'yes' },
  'team_sso.logout_received': { name: 'team_sso.logout_received', team, connectionId, outcome: 'ended' },
  'team_sso.logout_answered': { name: 'team_sso.logout_answered', team, connectionId, outcome: 'success' },
  'team_sso.logout_refused': {
    name: 'team_sso.logout_refused',
    team,
    reason: 'signature_missing',
    rule: 'signature',
    requestId,
  },
  'team_sso.client_held_back': { name: 'team_sso.client_held_back', team, door: 'acs' },
  'team_sso.attempt_lost': { name: 'team_sso.attempt_lost', team, error },
  'team_sso.notice_failed': { name: 'team_sso.notice_failed', team, sequence: 7, error },
  'team_sso.second_opinion_differs': { name: 'team_sso.second_opinion_differs', team, connectionId },
  'team_sso.last_owner_kept': { name: 'team_sso.last_owner_kept', team, userId },
  'team_sso.role_unknown': { name: 'team_sso.role_unknown', team, role: 'boss' },
  'team_sso.groups_omitted': { name: 'team_sso.groups_omitted', team, connectionId },
  'team_sso.provider_denied': { name: 'team_sso.provider_denied', team, connectionId, userId },
  'team_sso.hook_failed': { name: 'team_sso.hook_failed', team, hook: 'onDenied', error },
  'team_sso.domain_check_failed': {
    name: 'team_sso.domain_check_failed',
    team,
    domain: 'acme.example',
    check: 'missing',
  },
  'team_sso.metadata_refreshed': {
    name: 'team_sso.metadata_refreshed',
    team,
    connectionId,
    outcome: 'unchanged',
  },
  'team_sso.metadata_refresh_failed': {
    name: 'team_sso.metadata_refresh_failed',
    team,
    code: 'http_status',
    failures: 3,
  },
  'team_sso.certificate_expiring': {
    name: 'team_sso.certificate_expiring',
    team,
    certificateFingerprint,
    daysLeft: 7,
    hasSuccessor: false,
  },
  'team_sso.expired_certificate_accepted': {
    name: 'team_sso.expired_certificate_accepted',
    team,
    connectionId,
    certificateFingerprint,
  },
  'team_sso.sp_key_published': {
    name: 'team_sso.sp_key_published',
    region: 'eu',
    usedFrom: '2026-12-25T00:00:00Z',
  },
  'team_sso.sp_key_removed': { name: 'team_sso.sp_key_removed', region: 'eu', keyId: 'key-1' },
  'team_sso.secret_key_rotated': {
    name: 'team_sso.secret_key_rotated',
    fingerprint: '0123456789abcdef',
    replaced: 'fedcba9876543210',
  },
  'team_sso.secret_key_unknown': {
    name: 'team_sso.secret_key_unknown',
    expected: '0123456789abcdef',
    received: 'fedcba9876543210',
  },
  'team_sso.upkeep_failed': { name: 'team_sso.upkeep_failed', team, error },
  'team_sso.settings_changed': { name: 'team_sso.settings_changed', team, revision: 4, events: ['saved'] },
  'team_sso.request_refused': { name: 'team_sso.request_refused', code: 'forbidden', requestId },
  'team_sso.request_failed': {
    name: 'team_sso.request_failed',
    requestId,
    error,
    cause: new TypeError('a row of ana@acme.example'),
  },
};

/** The same events, each of their texts replaced: what would come out if something put a secret there. */
export function everyEventWith(poison: string): readonly ObservedEvent[] {
  return Object.values(EVERY_EVENT).map((event) => {
    const fields = Object.entries(event).map(([name, value]: [string, unknown]) => {
      if (name === 'cause') return [name, new Error(poison, { cause: poison })];
      if (Array.isArray(value)) return [name, [poison]];
      return [name, name !== 'name' && typeof value === 'string' ? poison : value];
    });
    return Object.fromEntries(fields) as ObservedEvent;
  });
}
