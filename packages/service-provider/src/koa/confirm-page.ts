// What a person reads when a sign-in from their provider would replace the session they have.

import type { FinishedLogin } from '../journeys/finish-login.ts';
import type { PageContent } from './pages.ts';

/** The page that asks. Its first button says yes by a same-origin POST; the other one leaves everything as it is. */
export function confirmPage(
  { as, ticket, returnTo }: FinishedLogin & { readonly kind: 'confirm' },
  action: string,
): PageContent {
  return {
    kind: 'confirm',
    title: 'Is this you?',
    text: `Your identity provider wants to sign you in as ${as}. You are signed in here as somebody else, and would be signed out.`,
    form: { label: `Continue as ${as}`, action, fields: { ticket, returnTo } },
    action: { label: 'Stay signed in', href: '/' },
  };
}
