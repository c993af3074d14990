// The schemas of the API's request bodies: read by the parsers, and by the script that writes the API's description.

import * as z from 'zod/mini';
import { MAX_ROLE_RULES } from './role-rules.ts';

const confirm = z._default(z.array(z.string().check(z.maxLength(64))).check(z.maxLength(10)), []);
export const saveSchema = z.strictObject({
  mode: z.optional(z.enum(['off', 'optional'])),
  connection: z.optional(z.unknown()),
  confirm,
});
export const modeSchema = z.strictObject({
  mode: z.enum(['off', 'optional', 'required']),
  sessions: z._default(
    z.union([
      z.literal('now'),
      z.strictObject({
        graceHours: z
          .number()
          .check(z.int('value_invalid'), z.minimum(0, 'value_invalid'), z.maximum(72, 'value_invalid')),
      }),
    ]),
    { graceHours: 24 },
  ),
  rollbackMinutes: z._default(
    z.number().check(z.int('value_invalid'), z.minimum(0, 'value_invalid'), z.maximum(60, 'value_invalid')),
    15,
  ),
  confirm,
});
export const discoverSchema = z.strictObject({
  email: z.string().check(z.maxLength(320, 'too_long'), z.regex(/^[^\s@]+@[^\s@]+$/, 'email_invalid')),
});
export const domainSchema = z.strictObject({
  domain: z.string().check(z.minLength(1, 'required'), z.maxLength(253, 'too_long')),
});
const chosenProvider = z.optional(
  z.string().check(z.minLength(1, 'required'), z.maxLength(1024, 'too_long')),
);
const pinnedToMetadata = z.optional(
  z
    .array(z.string().check(z.minLength(1, 'required'), z.maxLength(16_384, 'too_long')))
    .check(z.minLength(1, 'required'), z.maxLength(5, 'too_many')),
);
export const parseTextSchema = z.strictObject({
  text: z.string().check(z.minLength(1, 'required'), z.maxLength(1_048_576, 'too_long')),
  idpEntityId: chosenProvider,
  metadataSigningCertificates: pinnedToMetadata,
});
export const parseUrlSchema = z.strictObject({
  url: z.string().check(z.minLength(1, 'required'), z.maxLength(2048, 'too_long')),
  idpEntityId: chosenProvider,
  metadataSigningCertificates: pinnedToMetadata,
});
export const parseSchema = z.union([parseTextSchema, parseUrlSchema]);
const changeId = z.string().check(z.minLength(1, 'required'), z.maxLength(128, 'too_long'));
export const metadataReviewSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('check') }),
  z.strictObject({ action: z.literal('ignore'), change: changeId }),
  z.strictObject({
    action: z.literal('accept'),
    change: changeId,
    certificates: z.optional(
      z
        .array(z.string().check(z.regex(/^[0-9a-f]{64}$/, 'value_invalid')))
        .check(z.minLength(1, 'required'), z.maxLength(5, 'too_many')),
    ),
  }),
]);
export const draftSchema = z.strictObject({ connection: z.unknown() });
export const confirmSchema = z.strictObject({ confirm });

export const testSchema = z.strictObject({ target: z.enum(['draft', 'live']) });
export const codeSchema = z.strictObject({
  code: z.string().check(z.minLength(1, 'required'), z.maxLength(64, 'too_long')),
});

export const MAX_EMERGENCY_ADMINS = 5;
const whole = (minimum: number, maximum: number) =>
  z
    .number()
    .check(z.int('value_invalid'), z.minimum(minimum, 'value_invalid'), z.maximum(maximum, 'value_invalid'));
const userId = z.string().check(z.minLength(1, 'required'), z.maxLength(256, 'too_long'));

const role = z.string().check(z.minLength(1, 'required'), z.maxLength(64, 'too_long'));
/** Names and values are pasted from a provider: the white space around them is never meant. */
const pasted = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text: string) => text.trim()),
  ),
  z.string().check(z.minLength(1, 'required'), z.maxLength(256, 'too_long')),
);
const roleRule = z.strictObject({ attribute: z.optional(pasted), value: pasted, role });

export const policySchema = z.strictObject({
  emergencyAdmins: z.optional(z.array(userId).check(z.maxLength(MAX_EMERGENCY_ADMINS, 'too_many'))),
  guests: z.optional(z.enum(['exempt', 'required', 'blocked'])),
  personalTokenDays: z.optional(whole(0, 365)),
  serviceTokens: z.optional(z.enum(['exempt', 'refused'])),
  /** null: the default. */
  reauthenticateAfterHours: z.optional(z.nullable(whole(1, 8760))),
  justInTime: z.optional(z.enum(['off', 'invite-only', 'on'])),
  defaultRole: z.optional(role),
  roleRules: z.optional(z.array(roleRule).check(z.maxLength(MAX_ROLE_RULES, 'too_many'))),
});
