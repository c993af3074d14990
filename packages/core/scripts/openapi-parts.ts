// What the descriptions of routes are put together from: parameters, bodies, and the refusals a route may answer with.

import { PROBLEM_TEXTS, type ProblemCode } from '../src/index.ts';

export type Json = { readonly [name: string]: unknown };

export const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
export const json = (name: string): Json => ({ 'application/json': { schema: ref(name) } });
export const TEAM: Json = { $ref: '#/components/parameters/team' };
export const IF_MATCH: Json = { $ref: '#/components/parameters/ifMatch' };

/** Which status each code of a problem document comes with. */
const STATUS: Readonly<Partial<Record<ProblemCode, number>>> = {
  malformed_request: 400,
  sign_in: 401,
  sso_required: 403,
  forbidden: 403,
  reauthentication_needed: 403,
  not_entitled: 403,
  cross_origin_refused: 403,
  not_found: 404,
  requirement_refused: 409,
  required_is_on: 409,
  no_live_connection: 409,
  confirmation_needed: 409,
  draft_outdated: 409,
  no_draft: 409,
  no_previous: 409,
  recovery_code_wrong: 403,
  test_not_found: 404,
  metadata_review_outdated: 409,
  domain_taken: 409,
  domain_not_found: 404,
  domain_not_verified: 409,
  too_many_domains: 409,
  too_many_requests: 429,
  revision_stale: 412,
  body_too_large: 413,
  media_type_unsupported: 415,
  validation_failed: 422,
  revision_missing: 428,
  unavailable: 503,
};

/** Seconds. */
export const RETRY_AFTER: Json = { 'Retry-After': { schema: { type: 'integer' } } };

export function problems(codes: readonly ProblemCode[]): Json {
  const byStatus = Map.groupBy(codes, (code) => String(STATUS[code]));
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      status,
      {
        description: ofStatus.map((code) => `\`${code}\`: ${PROBLEM_TEXTS[code].title}`).join(' '),
        ...(status === '503' || status === '429' ? { headers: RETRY_AFTER } : {}),
        content: { 'application/problem+json': { schema: ref('Problem') } },
      },
    ]),
  );
}

export const VIEW: readonly ProblemCode[] = [
  'sign_in',
  'sso_required',
  'forbidden',
  'not_found',
  'unavailable',
];
export const BODY: readonly ProblemCode[] = [
  'malformed_request',
  'cross_origin_refused',
  'body_too_large',
  'media_type_unsupported',
  'validation_failed',
];
export const WRITE: readonly ProblemCode[] = [
  ...VIEW,
  'malformed_request',
  'reauthentication_needed',
  'cross_origin_refused',
  'confirmation_needed',
  'required_is_on',
  'revision_stale',
  'revision_missing',
];

export const viewAnswer: Json = {
  description: 'The settings as they are now.',
  headers: { ETag: { description: 'The revision, quoted.', schema: { type: 'string' } } },
  content: json('SettingsView'),
};

export const PAGE: Json = { 'text/html': { schema: { type: 'string' } } };
export const query = (name: string, description: string): Json => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string' },
});
export const browser = (operationId: string, summary: string, more: Json): Json => ({
  operationId,
  summary,
  security: [],
  ...more,
});
