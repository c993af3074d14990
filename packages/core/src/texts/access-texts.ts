// What each outcome of the access decision means to the person who asked.

import type { AccessReason } from '../reasons.ts';
import type { CodeText } from './code-text.ts';

const NOTHING_TO_DO = 'Nothing to do.';

/** The words for every reason, the good ones included. */
export const ACCESS_TEXTS: Readonly<Record<AccessReason, CodeText>> = {
  not_signed_in: { title: "You aren't signed in.", cure: 'Sign in.' },
  not_a_member: { title: "You aren't a member of this team.", cure: 'Ask a team admin to invite you.' },
  guest_blocked: {
    title: "This team doesn't let guests in.",
    cure: 'Ask a team admin to make you a member, or to let guests in.',
  },
  recovery: {
    title: 'A recovery code opened the SSO settings, and nothing else.',
    cure: 'Repair the connection before the hour is over.',
  },
  sso: { title: "You're signed in with your team's SSO.", cure: NOTHING_TO_DO },
  password: { title: "You're signed in with your own credentials.", cure: NOTHING_TO_DO },
  emergency_admin: {
    title: "You're signed in as an emergency admin.",
    cure: 'Nothing to do. The owners of the team are told.',
  },
  guest_exempt: { title: "You're signed in as a guest, without the team's SSO.", cure: NOTHING_TO_DO },
  grace: {
    title: 'Your team now requires SSO. This session ends soon.',
    cure: "Sign in with your team's SSO before it ends.",
  },
  service_account_needs_token: {
    title: "Service accounts can't sign in while the team requires SSO.",
    cure: 'Use a service token.',
  },
  sso_required: { title: 'Your team requires SSO.', cure: "Continue with your team's SSO." },
  own_credentials_needed: {
    title: 'Your team has switched SSO off.',
    cure: 'Sign in with your password or another way of your own.',
  },
  sso_proof_expired: { title: 'Your SSO sign-in is over.', cure: "Continue with your team's SSO." },
  proof_of_other_team: {
    title: "You're signed in with another team's SSO.",
    cure: "Sign in with this team's SSO, or with your own credentials.",
  },
  token: { title: 'The token is good.', cure: NOTHING_TO_DO },
  service_token_refused: {
    title: "This team doesn't accept service tokens.",
    cure: 'Ask a team admin to accept them.',
  },
  personal_token_needs_sso: {
    title: "The owner of this token hasn't signed in by SSO lately.",
    cure: "Sign in with your team's SSO once. The token then works again.",
  },
};
