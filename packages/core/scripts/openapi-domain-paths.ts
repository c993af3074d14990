// The routes of the API for e-mail domains.

import type { ProblemCode } from '../src/index.ts';
import { BODY, IF_MATCH, json, problems, TEAM, VIEW, viewAnswer, WRITE, type Json } from './openapi-parts.ts';

const CHANGE = WRITE.filter((code) => code !== 'required_is_on' && code !== 'confirmation_needed');
const DOMAIN: Json = { $ref: '#/components/parameters/domain' };
const PROOF = 'Needs a proof of the last 15 minutes, no recovery proof.';
const write = (
  operationId: string,
  summary: string,
  codes: readonly ProblemCode[],
  more: Json = {},
): Json => ({
  operationId,
  summary: `${summary} ${PROOF}`,
  parameters: [IF_MATCH],
  ...more,
  responses: { '200': viewAnswer, ...problems([...CHANGE, 'too_many_requests', ...codes]) },
});

export const DOMAIN_PATHS: Json = {
  '/teams/{team}/domains': {
    parameters: [TEAM],
    get: {
      operationId: 'readDomains',
      summary: 'The e-mail domains of the team and the TXT records that verify them. For managers.',
      responses: {
        '200': { description: 'By name.', content: json('DomainsView') },
        ...problems([...VIEW, 'too_many_requests']),
      },
    },
    post: write(
      'addDomain',
      'Asks for a domain; asking twice changes nothing. The view then holds the TXT record to publish.',
      [...BODY.slice(2), 'not_entitled', 'domain_taken', 'too_many_domains'],
      { requestBody: { required: true, content: json('DomainBody') } },
    ),
  },
  '/teams/{team}/domains/{domain}': {
    parameters: [TEAM, DOMAIN],
    delete: write('removeDomain', 'Gives a domain up. Nobody loses membership by it.', ['domain_not_found']),
  },
  '/teams/{team}/domains/{domain}/verify': {
    parameters: [TEAM, DOMAIN],
    post: write('verifyDomain', 'Looks the TXT record up now; a domain is verified for one team at most.', [
      'not_entitled',
      'domain_not_found',
      'domain_taken',
      'domain_not_verified',
    ]),
  },
};
