// Invented activity of an invented team: attempts, audit records, impact and recovery codes.

import { diagnose, type AttemptView, type AuditView, type ImpactView } from '@team-sso/core';

const OWN = {
  acsUrl: 'https://app.acmebots.example/sso/acme/acs',
  spEntityId: 'https://auth.acmebots.example/sso/eu',
  otherScopeSpEntityId: 'https://auth.acmebots.example/sso/eu/teams/acme',
  otherRegions: [{ name: 'United States', spEntityId: 'https://auth.acmebots.example/sso/us' }],
};

/** Text of a shape that nobody has to keep secret. */
export const FAKE_CODES: readonly string[] = Array.from({ length: 10 }, (_, index) =>
  `0${index}AB-CDEF-GHJK-MNP${index}`.toUpperCase(),
);

export const FAKE_ATTEMPTS: readonly AttemptView[] = [
  { shortCode: 'SSO-4KQ9', at: '2026-11-23T10:01:00Z', outcome: 'signed_in', userId: 'u-1' },
  {
    shortCode: 'SSO-7Q2F',
    at: '2026-11-23T09:42:00Z',
    outcome: 'refused',
    reason: 'audience_mismatch',
    diagnosis: diagnose(
      {
        reason: 'audience_mismatch',
        expected: OWN.spEntityId,
        received: 'https://auth.acmebots.example/sso/us',
      },
      OWN,
      false,
    ),
  },
];

const record = (sequence: number, at: string, event: AuditView['event']): AuditView => ({
  team: 'acme',
  sequence,
  at,
  event,
  seal: '',
});
const ANA = { kind: 'user', userId: 'u-1' } as const;

export const FAKE_AUDIT: readonly AuditView[] = [
  record(1, '2026-11-03T14:18:00Z', {
    type: 'connection_saved',
    actor: { kind: 'user', userId: 'u-2' },
    connectionId: 'con-1',
    savedAs: 'live',
    changed: [],
  }),
  record(2, '2026-11-03T14:20:00Z', {
    type: 'mode_changed',
    actor: { kind: 'user', userId: 'u-2' },
    from: 'off',
    to: 'optional',
  }),
  record(3, '2026-11-23T09:38:00Z', {
    type: 'connection_saved',
    actor: ANA,
    connectionId: 'con-2',
    savedAs: 'draft',
    changed: ['signingCertificates'],
  }),
];

const person = (
  userId: string,
  name: string,
  email: string,
): ImpactView['groups'][number]['people'][number] => ({
  userId,
  name,
  email,
  membership: 'member',
});

/** What the activity verbs tell, and in how large pages. */
export interface FakeActivity {
  readonly attempts: readonly AttemptView[];
  /** Oldest first. */
  readonly audit: readonly AuditView[];
  readonly pageSize?: number;
}

/** Many sign-ins and changes, a minute apart: for what goes over several pages. */
export function fakeLongActivity(rows: number): FakeActivity {
  const at = (index: number): string =>
    new Date(Date.parse('2026-11-23T10:00:00Z') - index * 60_000).toISOString();
  return {
    attempts: Array.from({ length: rows }, (_, index) => ({
      shortCode: `SSO-${String(1000 + index)}`,
      at: at(index * 2),
      outcome: 'signed_in' as const,
      userId: 'u-1',
    })),
    audit: Array.from({ length: rows }, (_, index) =>
      record(rows - index, at(index * 2 + 1), {
        type: 'test_passed',
        actor: ANA,
        testRunId: 't',
        connectionId: 'c',
      }),
    ).toReversed(),
    pageSize: 10,
  };
}

export const FAKE_IMPACT: ImpactView = {
  total: 48,
  groups: [
    { reason: 'you', count: 1, people: [person('u-1', 'Ana Ruiz', 'ana@acme.example')] },
    {
      reason: 'service_account',
      count: 1,
      people: [{ ...person('u-9', 'Nightly export', 'bot@acme.example'), membership: 'service' }],
    },
    { reason: 'outside_domains', count: 2, people: [person('u-7', 'Kim Berg', 'kim@contractor.example')] },
    { reason: 'never_used_sso', count: 4, people: [person('u-2', 'Jon Bell', 'jon@acme.example')] },
    { reason: 'used_sso', count: 40, people: [] },
  ],
};
