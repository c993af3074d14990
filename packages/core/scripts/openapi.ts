// Makes docs/openapi.json: request bodies from the very schemas that read them, answers from schemas held equal to the types.

import * as z from 'zod/mini';
import { connectionSchema } from '../src/connection-schema.ts';
import {
  codeSchema,
  confirmSchema,
  discoverSchema,
  domainSchema,
  draftSchema,
  metadataReviewSchema,
  modeSchema,
  parseSchema,
  policySchema,
  saveSchema,
  testSchema,
} from '../src/wire-schemas.ts';
import {
  attemptsPage,
  auditPage,
  impactView,
  recoveryCodes,
  startedTest,
  testRunView,
} from './openapi-activity-answers.ts';
import {
  accessProblem,
  discoverAnswer,
  parseAnswer,
  problem,
  settingsView,
  signInProblem,
} from './openapi-answers.ts';
import { metadataReviewView } from './openapi-metadata.ts';
import { domainsView } from './openapi-domain-answers.ts';
import { PATHS } from './openapi-paths.ts';

const REQUESTS = {
  Connection: connectionSchema,
  SaveBody: z.extend(saveSchema, { connection: z.optional(connectionSchema) }),
  ModeBody: modeSchema,
  DraftBody: z.extend(draftSchema, { connection: connectionSchema }),
  ConfirmBody: confirmSchema,
  PolicyBody: policySchema,
  TestBody: testSchema,
  CodeBody: codeSchema,
  ParseBody: parseSchema,
  MetadataReviewBody: metadataReviewSchema,
  DiscoverBody: discoverSchema,
  DomainBody: domainSchema,
};
const ANSWERS = {
  SettingsView: settingsView,
  Problem: problem,
  SignInProblem: signInProblem,
  AccessProblem: accessProblem,
  ParseAnswer: parseAnswer,
  MetadataReviewView: metadataReviewView,
  DiscoverAnswer: discoverAnswer,
  DomainsView: domainsView,
  StartedTest: startedTest,
  TestRunView: testRunView,
  AttemptsPage: attemptsPage,
  AuditPage: auditPage,
  RecoveryCodes: recoveryCodes,
  ImpactView: impactView,
};

/** The whole description as JSON text. */
export function renderOpenApi(): string {
  const description = {
    openapi: '3.1.0',
    info: {
      title: 'Team SSO',
      version: '1',
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'The router of @team-sso/service-provider. Bodies may gain fields and never lose them. Every answer has X-Request-Id; every refusal of the API is a problem document (RFC 9457) with a code to switch on.',
    },
    servers: [{ url: '/sso' }],
    security: [{ hostSession: [] }],
    paths: PATHS,
    components: {
      securitySchemes: {
        hostSession: {
          type: 'apiKey',
          in: 'cookie',
          name: 'session',
          description: "The host product's own session cookie, whatever it is called.",
        },
      },
      parameters: {
        team: {
          name: 'team',
          in: 'path',
          required: true,
          schema: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,62}$' },
        },
        testRun: {
          name: 'id',
          in: 'path',
          required: true,
          description: 'The `id` that starting the test answered.',
          schema: { type: 'string' },
        },
        domain: {
          name: 'domain',
          in: 'path',
          required: true,
          description: 'The domain as the team has it, or as people type it.',
          schema: { type: 'string' },
        },
        ifMatch: {
          name: 'If-Match',
          in: 'header',
          required: true,
          description:
            'The revision that was seen, quoted; `"0"` when nothing was ever saved. `*` is refused.',
          schema: { type: 'string', pattern: '^(W/)?"\\d{1,15}"$' },
        },
      },
      schemas: { ...schemasOf(REQUESTS, 'input'), ...schemasOf(ANSWERS, 'output') },
    },
  };
  return `${JSON.stringify(description, null, 2)}\n`;
}

function schemasOf(schemas: Readonly<Record<string, z.ZodMiniType>>, io: 'input' | 'output'): object {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const uri = (id: string) => `#/components/schemas/${id}`;
  const { schemas: made } = z.toJSONSchema(registry, {
    io,
    uri,
    override: ({ jsonSchema }) => {
      // Answers may gain fields, so nobody should refuse one that they do not know.
      if (io === 'output') delete jsonSchema.additionalProperties;
      // The borders of what a program can count to say nothing about a status or a revision.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return Object.fromEntries(
    Object.entries(made).map(([id, { $schema: _dialect, $id: _uri, ...schema }]) => [id, schema]),
  );
}
