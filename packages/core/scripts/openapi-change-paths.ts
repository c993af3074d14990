// The routes of the API that change more than one save does: draft beside live, policy, ways back in, the kill switch.

import { BODY, IF_MATCH, json, problems, TEAM, VIEW, viewAnswer, WRITE, type Json } from './openapi-parts.ts';
import type { ProblemCode } from '../src/index.ts';

const REVISION: readonly ProblemCode[] = ['revision_stale', 'revision_missing'];
const CHANGE = WRITE.filter((code) => code !== 'required_is_on' && code !== 'confirmation_needed');
const DONE: Json = { description: 'Done.' };

const draft: Json = {
  parameters: [TEAM],
  put: {
    operationId: 'saveDraft',
    summary: 'Prepares a connection beside the live one. Members go on with the live one.',
    parameters: [IF_MATCH],
    requestBody: { required: true, content: json('DraftBody') },
    responses: { '200': viewAnswer, ...problems([...VIEW, ...BODY, ...REVISION]) },
  },
  delete: {
    operationId: 'discardDraft',
    summary: 'Drops the draft.',
    parameters: [IF_MATCH],
    responses: {
      '200': viewAnswer,
      ...problems([...VIEW, ...REVISION, 'malformed_request', 'cross_origin_refused']),
    },
  },
};

const swap = (operationId: string, summary: string, none: readonly ProblemCode[]): Json => ({
  parameters: [TEAM],
  post: {
    operationId,
    summary,
    parameters: [IF_MATCH],
    requestBody: { required: false, content: json('ConfirmBody') },
    responses: {
      '200': viewAnswer,
      ...problems([
        ...CHANGE,
        ...BODY.slice(2),
        'not_entitled',
        'confirmation_needed',
        'requirement_refused',
        ...none,
      ]),
    },
  },
});

const policy: Json = {
  parameters: [TEAM],
  put: {
    operationId: 'setPolicy',
    summary:
      'What "required" excepts. What is left out stays; while SSO is required, a way back in does too. Needs a proof of the last 15 minutes, no recovery proof.',
    parameters: [IF_MATCH],
    requestBody: { required: true, content: json('PolicyBody') },
    responses: { '200': viewAnswer, ...problems([...CHANGE, 'requirement_refused', ...BODY.slice(2)]) },
  },
};

const recoveryCodes: Json = {
  parameters: [TEAM],
  post: {
    operationId: 'makeRecoveryCodes',
    summary:
      'Makes ten recovery codes, shown once; older ones are void. Needs a proof of the last 15 minutes.',
    responses: {
      '200': { description: 'The codes.', content: json('RecoveryCodes') },
      ...problems([...VIEW, 'reauthentication_needed', 'cross_origin_refused']),
    },
  },
};
const acknowledge: Json = {
  parameters: [TEAM],
  post: {
    operationId: 'acknowledgeRecoveryCodes',
    summary: 'One code typed back proves that they were kept; it is not spent.',
    requestBody: { required: true, content: json('CodeBody') },
    responses: {
      '204': DONE,
      ...problems([...VIEW, ...BODY, 'recovery_code_wrong', 'too_many_requests']),
    },
  },
};
const recovery: Json = {
  parameters: [TEAM],
  post: {
    operationId: 'useRecoveryCode',
    summary: 'A manager signed in with own credentials spends a code: the SSO settings are open for an hour.',
    requestBody: { required: true, content: json('CodeBody') },
    responses: {
      '204': { description: 'The session of the host product holds a recovery proof now.' },
      ...problems([
        'sign_in',
        'forbidden',
        'not_found',
        'unavailable',
        ...BODY,
        'recovery_code_wrong',
        'too_many_requests',
      ]),
    },
  },
};
const endSessions: Json = {
  parameters: [TEAM],
  post: {
    operationId: 'endSessions',
    summary:
      'Every SSO proof of the team from before now counts for nothing. Needs a proof of the last 15 minutes.',
    responses: { '204': DONE, ...problems([...VIEW, 'reauthentication_needed', 'cross_origin_refused']) },
  },
};

export const CHANGE_PATHS: Json = {
  '/teams/{team}/settings/draft': draft,
  '/teams/{team}/settings/promote': swap('promoteDraft', 'The draft becomes live, in one step.', [
    'no_draft',
    'draft_outdated',
  ]),
  '/teams/{team}/settings/undo': swap('undoPromotion', 'Live and the one before it change places.', [
    'no_previous',
  ]),
  '/teams/{team}/policy': policy,
  '/teams/{team}/recovery-codes': recoveryCodes,
  '/teams/{team}/recovery-codes/acknowledge': acknowledge,
  '/teams/{team}/recovery': recovery,
  '/teams/{team}/end-sessions': endSessions,
};
