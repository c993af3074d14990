// The routes of the API: who calls them with what, and what they answer.

import { ACTIVITY_PATHS, TEST_PAGE_PATHS } from './openapi-activity-paths.ts';
import { CHANGE_PATHS } from './openapi-change-paths.ts';
import { DOMAIN_PATHS } from './openapi-domain-paths.ts';
import { LOGOUT_PATHS } from './openapi-logout.ts';
import { METADATA_PATHS } from './openapi-metadata.ts';
import {
  BODY,
  browser,
  IF_MATCH,
  json,
  PAGE,
  problems,
  query,
  ref,
  RETRY_AFTER,
  TEAM,
  VIEW,
  viewAnswer,
  WRITE,
  type Json,
} from './openapi-parts.ts';

const settings: Json = {
  parameters: [TEAM],
  get: {
    operationId: 'readSettings',
    summary: "The team's SSO settings. Members may look.",
    responses: { '200': viewAnswer, ...problems(VIEW) },
  },
  put: {
    operationId: 'saveSettings',
    summary: 'Saves a connection, switches SSO on (optional) or off, or both: the mode first.',
    description:
      'With nothing live or SSO off the connection becomes live; beside a live one in use, or without the plan, it becomes the draft. Needs a proof of the last 15 minutes.',
    parameters: [IF_MATCH],
    requestBody: { required: true, content: json('SaveBody') },
    responses: {
      '200': viewAnswer,
      ...problems([...WRITE, ...BODY.slice(2), 'not_entitled', 'no_live_connection']),
    },
  },
  delete: {
    operationId: 'deleteSettings',
    summary: 'Back to never configured. Needs a proof of the last 15 minutes.',
    parameters: [
      IF_MATCH,
      {
        name: 'confirm',
        in: 'query',
        description: 'Confirmations, separated by commas.',
        schema: { type: 'string', examples: ['delete_configuration,members_without_password'] },
      },
    ],
    responses: { '200': viewAnswer, ...problems(WRITE) },
  },
};

const mode: Json = {
  parameters: [TEAM],
  put: {
    operationId: 'setMode',
    summary: 'Changes the mode, one step at a time. Needs a proof of the last 15 minutes.',
    parameters: [IF_MATCH],
    requestBody: { required: true, content: json('ModeBody') },
    responses: {
      '200': viewAnswer,
      ...problems([...WRITE, ...BODY.slice(2), 'not_entitled', 'no_live_connection', 'requirement_refused']),
    },
  },
};

const discover: Json = {
  post: {
    operationId: 'discover',
    summary: 'Which ways to sign in an e-mail address has: by its verified domain, never by account.',
    security: [],
    requestBody: { required: true, content: json('DiscoverBody') },
    responses: {
      '200': { description: 'The ways; the password is always one.', content: json('DiscoverAnswer') },
      ...problems([...BODY, 'too_many_requests', 'unavailable']),
    },
  },
};

const refusedSignIn = (description: string): Json => ({
  description,
  content: { ...PAGE, 'application/problem+json': { schema: ref('SignInProblem') } },
});
const REFUSED: Json = {
  '403': refusedSignIn('Refused: a page with a plain sentence and a short code, or the document for JSON.'),
  '404': { description: 'No such team here.', content: PAGE },
  '503': refusedSignIn('A store or the host does not answer; nobody is let in. With `Retry-After`.'),
};
const TOO_MANY: Json = {
  '429': {
    description: 'The client failed too often here: `too_many_requests`.',
    headers: RETRY_AFTER,
    content: { ...PAGE, 'application/problem+json': { schema: ref('Problem') } },
  },
};
const signIn: Json = {
  '/{team}/login': {
    parameters: [TEAM],
    get: browser('login', 'Sends the browser to the identity provider.', {
      parameters: [
        query('returnTo', 'A path of ours or a URL of a trusted origin; anything else counts as `/`.'),
        query('hint', 'The e-mail address, passed on as `login_hint`.'),
        query('fresh', '`1` asks the provider to authenticate afresh.'),
      ],
      responses: {
        '200': {
          description:
            'The form that carries the request by POST binding; or, for a browser that comes from another site, a page that goes on.',
          content: PAGE,
        },
        '302': { description: 'To the provider; or to the public host name first.' },
        ...REFUSED,
        ...TOO_MANY,
      },
    }),
  },
  '/{team}/start': {
    parameters: [TEAM],
    get: browser('start', 'Where a tile at the provider points: begins a login of our own.', {
      responses: { '302': { description: 'To the provider.' }, ...REFUSED, ...TOO_MANY },
    }),
  },
  '/{team}/acs': {
    parameters: [TEAM],
    post: browser('receiveResponse', "Takes the provider's answer (HTTP-POST binding).", {
      requestBody: {
        required: true,
        content: {
          'application/x-www-form-urlencoded': {
            schema: {
              type: 'object',
              required: ['SAMLResponse'],
              properties: { SAMLResponse: { type: 'string' }, RelayState: { type: 'string' } },
            },
          },
        },
      },
      responses: {
        '303': { description: 'To `finish` on our own address, with a ticket that is good once.' },
        '400': refusedSignIn('Unreadable.'),
        '413': refusedSignIn('Larger than 256 KiB.'),
        ...REFUSED,
        ...TOO_MANY,
      },
    }),
  },
  '/{team}/finish': {
    parameters: [TEAM],
    get: browser('finish', "Takes the ticket in the browser that began, and makes the host's session.", {
      parameters: [{ ...query('ticket', 'As the ACS gave it.'), required: true }],
      responses: {
        '200': {
          description:
            "The sign-in started at the provider, and the browser holds somebody else's session: a page that asks first.",
          content: PAGE,
        },
        '303': { description: 'To where the person wanted to go.' },
        ...REFUSED,
      },
    }),
    post: browser('confirm', "The person's yes, from the page that asked; same origin only.", {
      requestBody: {
        required: true,
        content: {
          'application/x-www-form-urlencoded': {
            schema: {
              type: 'object',
              required: ['ticket'],
              properties: { ticket: { type: 'string' }, returnTo: { type: 'string' } },
            },
          },
        },
      },
      responses: {
        '303': { description: 'To where the person wanted to go.' },
        ...problems(['malformed_request', 'body_too_large', 'media_type_unsupported']),
        ...REFUSED,
      },
    }),
  },
  '/{team}/metadata': {
    parameters: [TEAM],
    get: browser('metadata', 'Our SAML metadata for the team, before anything is set up too.', {
      parameters: [
        {
          name: 'scope',
          in: 'query',
          description: "Whose entity ID. Default: the live connection's, else the region's.",
          schema: { type: 'string', enum: ['region', 'team'] },
        },
      ],
      responses: {
        '200': { description: 'SP metadata.', content: { 'application/samlmetadata+xml': {} } },
        ...problems(['not_found', 'validation_failed', 'unavailable']),
      },
    }),
  },
};

/** Everything below the base path. */
export const PATHS: Json = {
  '/teams/{team}/settings': settings,
  '/teams/{team}/settings/mode': mode,
  ...CHANGE_PATHS,
  ...DOMAIN_PATHS,
  ...METADATA_PATHS,
  ...ACTIVITY_PATHS,
  '/discover': discover,
  ...signIn,
  ...LOGOUT_PATHS,
  ...TEST_PAGE_PATHS,
};
