// What the API answers, as schemas that the compiler holds equal to the types in src/.

import * as z from 'zod/mini';
import { connectionSchema } from '../src/connection-schema.ts';
import {
  ACCESS_REASONS,
  MODES,
  PROBLEM_CODES,
  REQUIREMENT_REFUSALS,
  SIGN_IN_REASONS,
  type CertificateView,
  type Issue,
  type ParseAnswer,
  type Problem,
  type SettingsView,
  type SignInWay,
} from '../src/index.ts';
import { domainView } from './openapi-domain-answers.ts';
import { dateTime, type Same } from './openapi-same.ts';

const storedConnection = z.extend(connectionSchema, { connectionId: z.string() });
const draftConnection = z.extend(storedConnection, { basedOn: z.nullable(z.string()) });
export const certificateFacts = {
  fingerprint: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  sha1Thumbprint: z.string().check(z.regex(/^[0-9a-f]{40}$/)),
  subject: z.string(),
  notBefore: dateTime,
  notAfter: dateTime,
  keyType: z.enum(['RSA', 'EC']),
  keyBits: z.int(),
};
export const certificate = z.object({
  ...certificateFacts,
  role: z.enum(['in_use', 'next', 'old']),
  lastSeenAt: z.optional(dateTime),
  expiryStage: z.optional(z.literal([60, 30, 14, 7, 1, 0])),
});
const refusals = z.array(z.enum(REQUIREMENT_REFUSALS));
const entitlement = z.object({
  entitled: z.boolean(),
  requiredPlan: z.optional(z.string()),
  upgradeUrl: z.optional(z.string()),
  graceUntil: z.optional(dateTime),
});
const serviceProvider = z.object({
  spEntityId: z.string(),
  teamSpEntityId: z.string(),
  acsUrl: z.url(),
  metadataUrl: z.url(),
  loginUrl: z.url(),
  logoutUrl: z.url(),
  region: z.object({ id: z.string(), name: z.string() }),
  certificates: z.optional(
    z.array(
      z.object({
        role: z.enum(['current', 'next']),
        fingerprint: certificateFacts.fingerprint,
        pem: z.string(),
        notAfter: dateTime,
        usedFrom: dateTime,
      }),
    ),
  ),
});
const move = { from: z.string(), to: z.string() };
const policy = z.object({
  emergencyAdmins: z.array(z.string()),
  guests: z.enum(['exempt', 'required', 'blocked']),
  personalTokenDays: z.number(),
  serviceTokens: z.enum(['exempt', 'refused']),
  reauthenticateAfterHours: z.optional(z.number()),
  justInTime: z.enum(['off', 'invite-only', 'on']),
  defaultRole: z.string(),
  roleRules: z.optional(
    z.array(z.object({ attribute: z.optional(z.string()), value: z.string(), role: z.string() })),
  ),
});
const recovery = z.object({
  total: z.int(),
  unused: z.int(),
  madeAt: dateTime,
  madeBy: z.string(),
  acknowledgedAt: z.optional(dateTime),
  lastUsedAt: z.optional(dateTime),
  lastUsedBy: z.optional(z.string()),
});
const lastTest = z.object({
  id: z.string(),
  connectionId: z.string(),
  target: z.enum(['draft', 'live']),
  outcome: z.enum(['running', 'passed', 'failed', 'expired']),
  reason: z.optional(z.string()),
  at: dateTime,
  by: z.string(),
  attributes: z.optional(z.array(z.object({ name: z.string(), values: z.array(z.string()) }))),
});
const healthCodes = [
  'certificate_expiring',
  'certificate_expired',
  'idp_failing',
  'metadata_changed',
  'idp_unreachable',
  'no_recovery_route',
  'sp_key_changing',
] as const;

export const settingsView = z.object({
  mode: z.enum(MODES),
  effectiveMode: z.enum(MODES),
  live: z.nullable(storedConnection),
  draft: z.nullable(draftConnection),
  previousUntil: z.optional(dateTime),
  draftMove: z.optional(z.object(move)),
  lastMove: z.optional(
    z.object({
      ...move,
      at: dateTime,
      people: z.optional(z.object({ moved: z.int(), notYet: z.int() })),
    }),
  ),
  revision: z.int(),
  serviceProvider,
  entitlement,
  permissions: z.object({ view: z.boolean(), manage: z.boolean() }),
  requirement: z.object({
    refusals,
    since: z.optional(dateTime),
    confirmBy: z.optional(dateTime),
    confirmedAt: z.optional(dateTime),
  }),
  health: z.array(z.object({ code: z.enum(healthCodes), since: z.optional(dateTime) })),
  lastTest: z.nullable(lastTest),
  certificates: z.array(certificate),
  draftCertificates: z.optional(z.array(certificate)),
  policy,
  emergencyAdmins: z.optional(z.array(z.object({ userId: z.string(), counts: z.boolean() }))),
  recovery: z.optional(recovery),
  domains: z.array(domainView),
  roles: z.optional(z.array(z.object({ id: z.string(), name: z.string(), owner: z.boolean() }))),
  savedAs: z.optional(z.enum(['live', 'draft'])),
});

export const issue = z.object({
  path: z.string(),
  code: z.string(),
  expected: z.optional(z.string()),
  received: z.optional(z.string()),
});

const problemHead = {
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  requestId: z.string(),
};
const shortCode = z.string().check(z.regex(/^SSO-[0-9A-HJKMNP-TV-Z]{4}$/));

export const problem = z.object({
  ...problemHead,
  code: z.enum(PROBLEM_CODES),
  issues: z.optional(z.array(issue)),
  refusals: z.optional(refusals),
  confirmations: z.optional(z.array(z.string())),
  reauthenticateUrl: z.optional(z.string()),
  loginUrl: z.optional(z.url()),
  reason: z.optional(z.string()),
  shortCode: z.optional(shortCode),
  current: z.optional(settingsView),
  savedBy: z.optional(z.object({ userId: z.string(), name: z.optional(z.string()) })),
  savedAt: z.optional(dateTime),
});
/** What the access middleware of a host's own resources answers: a deny has its reason for a code. */
export const accessProblem = z.object({
  ...problemHead,
  code: z.union([z.enum(ACCESS_REASONS), z.enum(['sign_in', 'sso_required', 'not_found', 'unavailable'])]),
  reason: z.optional(z.enum(ACCESS_REASONS)),
  loginUrl: z.optional(z.url()),
});
export const signInProblem = z.object({
  ...problemHead,
  code: z.literal('sign_in_refused'),
  shortCode,
  reason: z.optional(z.enum(SIGN_IN_REASONS)),
});

export const parseAnswer = z.object({
  kind: z.enum([
    'certificate',
    'private_key',
    'certificate_request',
    'metadata',
    'own_metadata',
    'url',
    'unknown',
  ]),
  values: z.partial(
    z.pick(storedConnection, {
      idpEntityId: true,
      signOnUrl: true,
      signOnBinding: true,
      signingCertificates: true,
      metadataUrl: true,
      metadataSigningCertificates: true,
      signRequests: true,
      logoutUrl: true,
      logoutResponseUrl: true,
      logoutBinding: true,
    }),
  ),
  certificates: z.array(z.object(certificateFacts)),
  warnings: z.array(z.object({ code: z.string(), detail: z.optional(z.string()) })),
  choices: z.optional(
    z.array(z.object({ idpEntityId: z.string(), organizationName: z.optional(z.string()) })),
  ),
  signature: z.optional(z.enum(['absent', 'verified', 'unverified'])),
  validUntil: z.optional(dateTime),
});

const way = z.union([
  z.object({ kind: z.literal('sso'), team: z.string(), loginUrl: z.url(), idpHost: z.string() }),
  z.object({ kind: z.literal('password') }),
]);
export const discoverAnswer = z.object({ ways: z.array(way) });

/** Fails to compile when a type in src/ and its schema here part ways. */
export const HELD_EQUAL: readonly true[] = [
  true satisfies Same<typeof settingsView, SettingsView>,
  true satisfies Same<typeof certificate, CertificateView>,
  true satisfies Same<typeof issue, Issue>,
  true satisfies Same<typeof problem, Problem>,
  true satisfies Same<typeof parseAnswer, ParseAnswer>,
  true satisfies Same<typeof way, SignInWay>,
];
