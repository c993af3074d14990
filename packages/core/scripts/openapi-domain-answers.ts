// What the API answers about e-mail domains, as schemas that the compiler holds equal to the types in src/.

import * as z from 'zod/mini';
import type { DomainsView, DomainView } from '../src/index.ts';
import { dateTime, type Same } from './openapi-same.ts';

export const domainView = z.object({
  domain: z.string(),
  verified: z.boolean(),
  state: z.optional(z.enum(['pending', 'verified', 'lapsed'])),
  verifiedBy: z.optional(z.enum(['dns', 'host'])),
  record: z.optional(z.object({ type: z.literal('TXT'), name: z.string(), value: z.string() })),
  addedAt: z.optional(dateTime),
  verifiedAt: z.optional(dateTime),
  lastCheckedAt: z.optional(dateTime),
  lastCheck: z.optional(z.enum(['found', 'missing', 'different', 'wildcard', 'unreachable'])),
  lapsesAt: z.optional(dateTime),
});
export const domainsView = z.object({ domains: z.array(domainView), limit: z.int() });

/** Fails to compile when a type in src/ and its schema here part ways. */
export const DOMAINS_HELD_EQUAL: readonly true[] = [
  true satisfies Same<typeof domainView, DomainView>,
  true satisfies Same<typeof domainsView, DomainsView>,
];
