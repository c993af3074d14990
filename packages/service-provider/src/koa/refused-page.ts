// What a person reads when a sign-in is refused: a plain sentence, a short code, and at most one button.

import { SIGN_IN_TEXTS, type SignInReason } from '@team-sso/core';
import type { PageContent } from './pages.ts';

/** The page for a reason. Its sentence is the core's; nothing in it tells a stranger which check failed. */
export function refusedPage(reason: SignInReason, shortCode: string, startUrl: string): PageContent {
  const page = { kind: 'refused' as const, shortCode, text: SIGN_IN_TEXTS[reason].member };
  const begin = (label: string) => ({ label, href: startUrl });
  switch (reason) {
    case 'sso_off':
      return {
        ...page,
        title: 'SSO is not switched on',
        action: { label: 'Go to sign-in', href: '/' },
      };
    case 'unsolicited_refused':
      return {
        ...page,
        title: 'One more step',
        text: 'You came straight from your identity provider. Press the button to sign in.',
        action: begin('Continue with SSO'),
      };
    case 'ticket_expired':
    case 'browser_mismatch':
    case 'provider_replaced':
    case 'test_superseded':
    case 'replayed':
    case 'assertion_expired':
    case 'in_response_to_unknown':
    case 'in_response_to_missing':
      return { ...page, title: 'This sign-in is no longer valid', action: begin('Sign in again') };
    case 'member_unknown':
    case 'email_missing':
    case 'email_domain_not_allowed':
      return { ...page, title: 'You are not a member of this team' };
    case 'store_unavailable':
      return {
        ...page,
        kind: 'unavailable',
        title: 'Sign-in is not available right now',
        action: begin('Try again'),
      };
    default:
      return { ...page, title: 'We couldn’t sign you in', action: begin('Try again') };
  }
}
