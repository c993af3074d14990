// What the routes of activity answer, as schemas that the compiler holds equal to the types in src/.

import * as z from 'zod/mini';
import {
  MODES,
  SIGN_IN_REASONS,
  type AttemptsPage,
  type AuditPage,
  type ImpactView,
  type StartedTest,
  type TestRunView,
} from '../src/index.ts';
import { dateTime, type Same } from './openapi-same.ts';

const check = z.object({
  id: z.string(),
  state: z.enum(['passed', 'failed', 'warning', 'not_reached']),
  expected: z.optional(z.string()),
  received: z.optional(z.string()),
});
const repair = z.union([
  z.object({ kind: z.literal('use_issuer'), idpEntityId: z.string() }),
  z.object({
    kind: z.enum([
      'copy_acs_url',
      'copy_entity_id',
      'download_metadata',
      'allow_cbc_encryption',
      'test_again',
    ]),
  }),
  z.object({ kind: z.literal('use_entity_id_scope'), scope: z.enum(['region', 'team']) }),
  z.object({ kind: z.literal('map_email'), choices: z.array(z.string()) }),
  z.object({
    kind: z.literal('add_certificate_as_next'),
    fingerprint: z.string(),
    confirmedBy: z.optional(z.enum(['draft', 'live', 'previous', 'metadata'])),
    certificate: z.optional(z.string()),
  }),
]);
const diagnosis = z.object({
  reason: z.enum(SIGN_IN_REASONS),
  side: z.enum(['provider', 'settings', 'person', 'time', 'us']),
  field: z.optional(
    z.enum([
      'signingCertificates',
      'idpEntityId',
      'nameIdFormat',
      'allowCbcEncryption',
      'email',
      'acsUrl',
      'spEntityId',
    ]),
  ),
  expected: z.optional(z.string()),
  received: z.optional(z.string()),
  nearMiss: z.optional(
    z.enum([
      'case',
      'trailing_slash',
      'white_space',
      'scheme',
      'other_region',
      'other_scope',
      'swapped',
      'other_team',
    ]),
  ),
  offBySeconds: z.optional(z.int()),
  certificate: z.optional(
    z.object({ fingerprint: z.string(), subject: z.optional(z.string()), notAfter: z.optional(dateTime) }),
  ),
  repairs: z.array(repair),
});
const identity = z.object({
  nameId: z.string(),
  nameIdFormat: z.optional(z.string()),
  email: z.optional(z.string()),
  name: z.optional(z.string()),
  groupCount: z.int(),
  attributes: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
});

export const startedTest = z.object({ id: z.string(), startUrl: z.url() });
export const testRunView = z.object({
  id: z.string(),
  connectionId: z.string(),
  target: z.enum(['draft', 'live']),
  outcome: z.enum(['running', 'passed', 'failed', 'expired']),
  at: dateTime,
  by: z.string(),
  expiresAt: dateTime,
  reason: z.optional(z.string()),
  checks: z.array(check),
  diagnosis: z.optional(diagnosis),
  identity: z.optional(identity),
  wouldMatch: z.optional(
    z.nullable(z.object({ userId: z.string(), name: z.optional(z.string()), by: z.enum(['link', 'email']) })),
  ),
  wouldJoin: z.optional(z.object({ role: z.string() })),
});
export const attemptsPage = z.object({
  items: z.array(
    z.object({
      shortCode: z.string(),
      at: dateTime,
      outcome: z.enum(['signed_in', 'refused']),
      reason: z.optional(z.string()),
      userId: z.optional(z.string()),
      diagnosis: z.optional(diagnosis),
    }),
  ),
  next: z.optional(z.string()),
});

const actor = z.union([
  z.object({ kind: z.literal('user'), userId: z.string(), from: z.optional(z.string()) }),
  z.object({ kind: z.literal('system') }),
]);
const text = z.string();
const changed = z.array(z.string());
const event = z.union([
  z.object({
    actor,
    type: z.literal('connection_saved'),
    connectionId: text,
    savedAs: z.enum(['live', 'draft']),
    changed,
  }),
  z.object({ actor, type: z.literal('mode_changed'), from: z.enum(MODES), to: z.enum(MODES) }),
  z.object({ actor, type: z.enum(['requirement_rolled_back', 'configuration_deleted', 'sessions_ended']) }),
  z.object({ actor, type: z.literal('draft_discarded'), connectionId: text }),
  z.object({
    actor,
    type: z.enum(['connection_promoted', 'promotion_undone']),
    connectionId: text,
    replaced: z.nullable(text),
    changed,
  }),
  z.object({ actor, type: z.literal('policy_changed'), changed }),
  z.object({ actor, type: z.literal('test_passed'), testRunId: text, connectionId: text }),
  z.object({ actor, type: z.enum(['recovery_codes_made', 'recovery_codes_acknowledged']), batchId: text }),
  z.object({ actor, type: z.literal('recovery_code_used'), batchId: text, unused: z.int() }),
  z.object({ actor, type: z.literal('requirement_confirmed'), userId: text }),
  z.object({
    actor,
    type: z.literal('emergency_access_used'),
    userId: text,
    provedAt: z.optional(dateTime),
  }),
  z.object({ actor, type: z.literal('entitlement_changed'), entitled: z.boolean() }),
  z.object({ actor, type: z.literal('identity_linked'), userId: text, idpEntityId: text }),
  z.object({
    actor,
    type: z.literal('certificates_added'),
    connectionId: text,
    replaced: text,
    fingerprints: z.array(text),
  }),
  z.object({
    actor,
    type: z.enum(['metadata_changed', 'metadata_change_accepted', 'metadata_change_ignored']),
    connectionId: text,
    changed,
  }),
  z.object({
    actor,
    type: z.literal('certificate_expiring'),
    fingerprint: text,
    daysLeft: z.int(),
    notAfter: text,
    hasSuccessor: z.boolean(),
  }),
  z.object({ actor, type: z.literal('sp_key_changing'), fingerprint: text, usedFrom: text }),
  z.object({
    actor,
    type: z.enum(['domain_added', 'domain_removed', 'domain_check_recovered', 'domain_lapsed']),
    domain: text,
  }),
  z.object({ actor, type: z.literal('domain_verified'), domain: text, by: z.enum(['dns', 'host']) }),
  z.object({ actor, type: z.literal('domain_check_failed'), domain: text, lapsesAt: text }),
  z.object({ actor, type: z.literal('member_joined'), userId: text, role: text }),
  z.object({
    actor,
    type: z.literal('role_given'),
    userId: text,
    role: text,
    before: z.optional(text),
  }),
]);
export const auditPage = z.object({
  items: z.array(z.object({ team: text, sequence: z.int(), at: dateTime, event, seal: text })),
  next: z.optional(text),
});

export const recoveryCodes = z.object({ codes: z.array(text) });

const movedPeople = z.object({
  count: z.int(),
  people: z.array(z.object({ userId: text, name: text, email: text })),
});
export const impactView = z.object({
  total: z.int(),
  groups: z.array(
    z.object({
      reason: z.enum([
        'you',
        'used_sso',
        'never_used_sso',
        'outside_domains',
        'guest',
        'service_account',
        'emergency_admin',
      ]),
      count: z.int(),
      people: z.array(
        z.object({
          userId: text,
          name: text,
          email: text,
          membership: z.enum(['member', 'guest', 'service']),
          lastSsoAt: z.optional(dateTime),
        }),
      ),
    }),
  ),
  move: z.optional(z.object({ from: text, to: text, moved: movedPeople, notYet: movedPeople })),
});

/** Fails to compile when a type in src/ and its schema here part ways. */
export const ACTIVITY_HELD_EQUAL: readonly true[] = [
  true satisfies Same<typeof startedTest, StartedTest>,
  true satisfies Same<typeof attemptsPage, AttemptsPage>,
  true satisfies Same<typeof testRunView, TestRunView>,
  true satisfies Same<typeof auditPage, AuditPage>,
  true satisfies Same<typeof impactView, ImpactView>,
];
