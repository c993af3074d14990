// The schemas of the API's request bodies: read by the parsers, and by the script that writes the API's description.

import * as z from 'zod/mini';

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
export const parseSchema = z.strictObject({
  text: z.string().check(z.minLength(1, 'required'), z.maxLength(1_048_576, 'too_long')),
});
export const draftSchema = z.strictObject({ connection: z.unknown() });
export const confirmSchema = z.strictObject({ confirm });
