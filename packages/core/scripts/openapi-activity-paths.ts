// The routes that show: test sign-ins, attempts, the audit log, who would be affected.

import { BODY, browser, json, PAGE, problems, query, TEAM, VIEW, type Json } from './openapi-parts.ts';

const TEST_RUN: Json = { $ref: '#/components/parameters/testRun' };
const cursor = query('cursor', 'The `next` of the page before.');
const order = query('order', '`newest`: the newest record first. Default: the oldest first.');

const tests: Json = {
  parameters: [TEAM],
  post: {
    operationId: 'startTest',
    summary:
      'Starts a test sign-in of the draft or the live connection, for this admin, good for 15 minutes.',
    requestBody: { required: true, content: json('TestBody') },
    responses: {
      '200': { description: 'Where the test begins.', content: json('StartedTest') },
      ...problems([...VIEW, ...BODY, 'no_draft', 'no_live_connection', 'too_many_requests']),
    },
  },
};
const test: Json = {
  parameters: [TEAM, TEST_RUN],
  get: {
    operationId: 'readTest',
    summary: 'A test sign-in of this admin and its checks.',
    responses: {
      '200': { description: 'The run as it is now.', content: json('TestRunView') },
      ...problems([...VIEW, 'test_not_found', 'too_many_requests']),
    },
  },
};
const attempts: Json = {
  parameters: [TEAM],
  get: {
    operationId: 'readAttempts',
    summary: 'Sign-in attempts of thirty days, the newest first.',
    parameters: [query('code', 'The short code that a member read out.'), cursor],
    responses: {
      '200': { description: 'A page of attempts.', content: json('AttemptsPage') },
      ...problems(VIEW),
    },
  },
};
const audit: Json = {
  parameters: [TEAM],
  get: {
    operationId: 'readAudit',
    summary:
      'The audit log, the oldest record first unless asked otherwise; all of it, in the order of its chain, as JSON lines when those are asked for.',
    parameters: [cursor, order],
    responses: {
      '200': {
        description: 'A page of records, or every record on a line of its own.',
        content: { ...json('AuditPage'), 'application/jsonl': { schema: { type: 'string' } } },
      },
      ...problems(VIEW),
    },
  },
};
const impact: Json = {
  parameters: [TEAM],
  get: {
    operationId: 'previewImpact',
    summary: 'Who would be affected by requiring SSO, by reason. Nobody is removed by it.',
    responses: {
      '200': { description: 'Everybody, in groups.', content: json('ImpactView') },
      ...problems(VIEW),
    },
  },
};

export const ACTIVITY_PATHS: Json = {
  '/teams/{team}/tests': tests,
  '/teams/{team}/tests/{id}': test,
  '/teams/{team}/attempts': attempts,
  '/teams/{team}/audit': audit,
  '/teams/{team}/impact': impact,
};

const { security: _host, ...startPage } = browser(
  'beginTest',
  'Sends the admin who started the test to the provider.',
  {
    responses: {
      '200': { description: 'The form that carries the request by POST binding.', content: PAGE },
      '302': { description: 'To the provider.' },
      ...problems([...VIEW, 'test_not_found', 'too_many_requests']),
    },
  },
);
const { security: _session, ...resultPage } = browser(
  'testResult',
  'The result as a plain page, for the admin who started it.',
  {
    responses: {
      '200': { description: 'Every check and what was read.', content: PAGE },
      ...problems([...VIEW, 'test_not_found', 'too_many_requests']),
    },
  },
);

/** Pages that need the session of the host product. */
export const TEST_PAGE_PATHS: Json = {
  '/{team}/test/{id}': { parameters: [TEAM, TEST_RUN], get: startPage },
  '/{team}/test/{id}/result': { parameters: [TEAM, TEST_RUN], get: resultPage },
};
