// The routes of metadata: what was pasted or fetched, and the review of a change. Their answers are held equal to the types in src/.

import * as z from 'zod/mini';
import { METADATA_PROBLEMS, type MetadataReviewView } from '../src/index.ts';
import { certificate, certificateFacts } from './openapi-answers.ts';
import { BODY, IF_MATCH, json, problems, TEAM, VIEW, viewAnswer, WRITE, type Json } from './openapi-parts.ts';
import { dateTime, type Same } from './openapi-same.ts';

export const metadataReviewView = z.object({
  revision: z.int(),
  metadataPolicy: z.enum(['notify', 'add-certificates', 'manual']),
  metadataUrl: z.optional(z.string()),
  checkedAt: z.optional(dateTime),
  failing: z.optional(
    z.object({
      code: z.enum(METADATA_PROBLEMS),
      detail: z.optional(z.string()),
      since: dateTime,
      times: z.int(),
    }),
  ),
  validUntil: z.optional(dateTime),
  isSigned: z.boolean(),
  change: z.nullable(
    z.object({
      id: z.string(),
      since: dateTime,
      isIgnored: z.boolean(),
      fields: z.array(
        z.object({
          field: z.enum(['idpEntityId', 'signOnUrl', 'signOnBinding', 'logoutUrl', 'logoutBinding']),
          current: z.optional(z.string()),
          published: z.string(),
        }),
      ),
      added: z.array(
        z.object({
          ...certificateFacts,
          refusedSignIn: z.optional(z.object({ at: dateTime, shortCode: z.string() })),
        }),
      ),
      removed: z.array(certificate),
      savedAs: z.enum(['live', 'draft']),
    }),
  ),
  isPrepared: z.boolean(),
});

const parse: Json = {
  parameters: [TEAM],
  post: {
    operationId: 'parsePasted',
    summary:
      'Recognises what was pasted, or what a metadata URL gives, and reads it. Never answers with a private key.',
    description:
      'A URL is fetched by https from public addresses only, ten a minute for a person. What kept it from being read is among the warnings.',
    requestBody: { required: true, content: json('ParseBody') },
    responses: {
      '200': { description: 'What it is.', content: json('ParseAnswer') },
      ...problems([...VIEW, ...BODY, 'too_many_requests']),
    },
  },
};
const review: Json = {
  parameters: [TEAM],
  get: {
    operationId: 'readMetadataReview',
    summary: "What the provider's metadata says that the live connection does not.",
    responses: {
      '200': {
        description: 'The state of the metadata and the change that waits, if there is one.',
        headers: {
          ETag: { description: 'The revision of the settings, quoted.', schema: { type: 'string' } },
        },
        content: json('MetadataReviewView'),
      },
      ...problems(VIEW),
    },
  },
  post: {
    operationId: 'reviewMetadata',
    summary:
      'Accepts or ignores the change, or reads the metadata now. Needs a proof of the last 15 minutes.',
    description:
      'Accepting certificates, or a change that only adds some, takes effect at once; any other change becomes the draft.',
    parameters: [IF_MATCH],
    requestBody: { required: true, content: json('MetadataReviewBody') },
    responses: {
      '200': viewAnswer,
      ...problems([
        ...WRITE.filter((code) => code !== 'confirmation_needed' && code !== 'required_is_on'),
        ...BODY.slice(2),
        'metadata_review_outdated',
        'too_many_requests',
      ]),
    },
  },
};

export const METADATA_PATHS: Json = {
  '/teams/{team}/parse': parse,
  '/teams/{team}/metadata-review': review,
};

/** Fails to compile when a type in src/ and its schema here part ways. */
export const METADATA_HELD_EQUAL: readonly true[] = [
  true satisfies Same<typeof metadataReviewView, MetadataReviewView>,
];
