// Single logout: our own form, and the provider's messages by both bindings.

import { browser, PAGE, problems, ref, TEAM, type Json } from './openapi-parts.ts';

const form = (properties: Json): Json => ({
  required: true,
  content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties } } },
});
const text: Json = { type: 'string' };
const refused = (description: string): Json => ({
  description,
  content: { ...PAGE, 'application/problem+json': { schema: ref('Problem') } },
});
const parameter = (name: string, description: string): Json => ({
  name,
  in: 'query',
  description,
  schema: text,
});

const answers: Json = {
  '200': {
    description:
      'A form that carries our signed LogoutResponse; or a page that says what has ended, where a provider takes no answer or reports that not everything has.',
    content: PAGE,
  },
  '303': {
    description: 'To the provider with our signed LogoutResponse; or to where the person wanted to go.',
  },
  '400': refused('`logout_refused`: unreadable, or a parameter more than once.'),
  '403': refused('`logout_refused`: not proved to come from the provider, or too old. No session ended.'),
  '404': refused('No such team here.'),
  '413': refused('`logout_refused`: too large, also once inflated.'),
  '503': refused('A store or the host does not answer; the provider may send it again. With `Retry-After`.'),
};

export const LOGOUT_PATHS: Json = {
  '/{team}/logout/start': {
    parameters: [TEAM],
    post: browser('startLogout', "Signs out: this browser's session first, then the one at the provider.", {
      description:
        'From a form of a page of ours, same origin only. Whatever the provider does, the session here has ended.',
      requestBody: form({
        returnTo: { ...text, description: 'A path of ours or a URL of a trusted origin; else `/`.' },
      }),
      responses: {
        '200': {
          description:
            'A page that sends the browser to the provider with a signed LogoutRequest; or one that says that its session goes on.',
          content: PAGE,
        },
        '303': { description: 'To `returnTo`: no provider has a session of this browser.' },
        ...problems([
          'malformed_request',
          'cross_origin_refused',
          'not_found',
          'body_too_large',
          'media_type_unsupported',
          'unavailable',
        ]),
      },
    }),
  },
  '/{team}/logout': {
    parameters: [TEAM],
    get: browser('receiveLogoutByRedirect', "Takes the provider's logout message (HTTP-Redirect binding).", {
      description: 'Signed over exactly the octets of the query; each parameter once.',
      parameters: [
        parameter('SAMLRequest', 'A LogoutRequest, deflated, in base64; or `SAMLResponse`.'),
        parameter('SAMLResponse', 'The LogoutResponse to a request of ours.'),
        parameter('RelayState', 'Goes back unchanged with our answer, up to 2 048 characters.'),
        parameter('SigAlg', 'The algorithm of the signature.'),
        parameter('Signature', 'In base64.'),
      ],
      responses: answers,
    }),
    post: browser('receiveLogoutByPost', "Takes the provider's logout message (HTTP-POST binding).", {
      description:
        'Signed inside. Cross-site by nature: sessions are found by team and NameID, not by a cookie.',
      requestBody: form({ SAMLRequest: text, SAMLResponse: text, RelayState: text }),
      responses: answers,
    }),
  },
};
