// The titles of the API's problem documents (RFC 9457), with the cure for whoever calls it.

import type { ProblemCode } from '../reasons.ts';
import type { CodeText } from './code-text.ts';

/** The words for every problem code; `title` is the problem document's. */
export const PROBLEM_TEXTS: Readonly<Record<ProblemCode, CodeText>> = {
  malformed_request: { title: "The request can't be read.", cure: 'Send a well-formed request.' },
  sign_in: { title: "You aren't signed in.", cure: 'Sign in.' },
  sso_required: { title: 'Your team requires SSO.', cure: "Continue with your team's SSO." },
  forbidden: { title: 'You may not do this.', cure: 'Ask a team admin.' },
  reauthentication_needed: {
    title: 'This needs a sign-in of the last 15 minutes.',
    cure: 'Sign in again, then repeat it.',
  },
  not_entitled: {
    title: "Single sign-on isn't part of the team's plan.",
    cure: 'Upgrade the plan. Until then settings can be prepared as a draft.',
  },
  not_found: { title: "There's nothing here.", cure: 'Check the address.' },
  method_not_allowed: { title: "This address doesn't take this method.", cure: 'Use a method it takes.' },
  cross_origin_refused: {
    title: 'The request came from another site.',
    cure: "Send it from the product's own pages, or list the origin as trusted.",
  },
  requirement_refused: {
    title: "SSO can't be required yet.",
    cure: 'Clear every refusal, then try again.',
  },
  required_is_on: {
    title: 'The team requires SSO.',
    cure: 'Switch the requirement off first.',
  },
  no_live_connection: { title: 'There is no connection yet.', cure: "Save your provider's values first." },
  confirmation_needed: {
    title: 'This needs a plain yes.',
    cure: 'Repeat it with the confirmations named.',
  },
  draft_outdated: {
    title: 'The settings in use have changed since the draft was made.',
    cure: 'Look at the difference and save the draft again.',
  },
  no_draft: { title: 'There is no draft.', cure: 'Save one first.' },
  no_previous: {
    title: 'There are no earlier settings to go back to.',
    cure: 'Earlier settings are kept for 30 days. Change the connection instead.',
  },
  recovery_code_wrong: {
    title: 'That is not one of your unused recovery codes.',
    cure: 'Check what you typed. Each code works once, and new codes void the old ones.',
  },
  test_not_found: {
    title: 'This test is not there any more.',
    cure: 'Start a new test sign-in.',
  },
  domain_taken: {
    title: 'This domain belongs to another team.',
    cure: 'Ask whoever looks after your DNS which team verified it. It must be removed there first.',
  },
  domain_not_found: {
    title: "The team doesn't have this domain.",
    cure: 'Add it first.',
  },
  domain_not_verified: {
    title: "The domain isn't verified yet.",
    cure: 'Publish the TXT record at your DNS provider, wait a few minutes, then check again.',
  },
  too_many_domains: {
    title: 'The team has as many domains as it can have.',
    cure: "Remove one that isn't used any more.",
  },
  metadata_review_outdated: {
    title: "Your provider's metadata says something else by now.",
    cure: 'Look at the change again, then decide.',
  },
  revision_stale: {
    title: 'Somebody else saved other changes.',
    cure: 'Compare them with yours, then save again.',
  },
  body_too_large: { title: 'The request is too large.', cure: 'Send less.' },
  media_type_unsupported: { title: "The request isn't of a type we take.", cure: 'Send JSON.' },
  validation_failed: { title: 'Some values need attention.', cure: 'Correct the values named.' },
  revision_missing: {
    title: "The request doesn't say which settings it changes.",
    cure: 'Send If-Match with the revision you read.',
  },
  too_many_requests: { title: 'Too many attempts.', cure: 'Wait a moment, then try again.' },
  unavailable: { title: "We can't answer right now.", cure: 'Try again in a minute.' },
  logout_refused: {
    title: "This logout message isn't one to act on.",
    cure: 'The log of the server names the check that failed.',
  },
  sign_in_refused: { title: "The sign-in didn't work.", cure: 'Give the short code to a team admin.' },
  internal_error: {
    title: 'Something went wrong on our side.',
    cure: 'Try again, and report the request id.',
  },
};
