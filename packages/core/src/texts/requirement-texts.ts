// What stands in the way of "Require SAML SSO for all members", and the way out of each.

import type { RequirementRefusal } from '../reasons.ts';
import type { CodeText } from './code-text.ts';

/** The words for every refusal. */
export const REQUIREMENT_TEXTS: Readonly<Record<RequirementRefusal, CodeText>> = {
  not_entitled: {
    title: 'Requiring SSO is part of a higher plan.',
    cure: 'Upgrade the plan, then switch it on.',
  },
  no_live_connection: {
    title: 'There is no connection yet.',
    cure: "Save your provider's values first.",
  },
  live_connection_not_tested: {
    title: 'The current settings have not been tested.',
    cure: 'Run a test sign-in, or sign in by SSO yourself.',
  },
  admin_not_signed_in_by_sso: {
    title: 'You have not signed in by SSO in the last 24 hours.',
    cure: 'Sign in by SSO once. It shows that you cannot lock yourself out.',
  },
  no_recovery_route: {
    title: 'There is no way back in if your provider fails.',
    cure: 'Save recovery codes, or choose an emergency admin.',
  },
  certificate_expires_soon: {
    title: 'The certificate expires within 7 days.',
    cure: 'Add the next certificate first.',
  },
  draft_not_tested: {
    title: 'These settings have not passed a test.',
    cure: 'Run a test sign-in with them first: while SSO is required, only tested settings can go live.',
  },
  sso_is_off: {
    title: 'SAML authentication is off.',
    cure: 'Switch on "Enable SAML authentication" first.',
  },
};
