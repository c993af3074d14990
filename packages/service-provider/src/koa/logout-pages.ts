// What a person reads when a logout ends on a page of ours.

import type { HandledLogout } from '../journeys/routed-logout.ts';
import type { PageContent } from './pages.ts';

const page = (text: string, href: string, title = 'You are signed out here'): PageContent => ({
  kind: 'signed_out',
  title,
  text,
  action: { label: 'Continue', href },
});

/** No answer will come: the provider was not asked. */
export function goesOnPage(provider: string, returnTo: string): PageContent {
  return page(
    `Your session at ${provider} goes on: the next sign-in may not ask for a password. On a shared device, sign out there too.`,
    returnTo,
  );
}

/** The provider answered, and not everything has ended. */
export function answeredPage(logout: HandledLogout & { readonly kind: 'answered' }): PageContent {
  const { outcome, provider, returnTo } = logout;
  return page(
    outcome === 'partial'
      ? `${provider} ended its session, but some of the other services you used through it did not confirm. On a shared device, close the browser.`
      : `${provider} could not end its session. On a shared device, sign out there too, or close the browser.`,
    returnTo,
  );
}

/** Something answered a logout of ours, and nobody knows who. */
export function unverifiedPage({
  provider,
  returnTo,
}: HandledLogout & { readonly kind: 'unverified' }): PageContent {
  return page(
    `The answer of ${provider} could not be verified, so we can’t tell whether your session there has ended. On a shared device, close the browser.`,
    returnTo,
  );
}

/** The provider asked, and takes no answer. */
export function endedPage(outcome: 'success' | 'failed'): PageContent {
  return outcome === 'success'
    ? page('Your identity provider asked us to end your session.', '/')
    : page(
        'Your identity provider asked us to end your session, and something went wrong. Sign out here yourself.',
        '/',
        'You may still be signed in here',
      );
}

/** A message that was not acted on. Nothing in it tells a stranger which check failed. */
export const REFUSED_LOGOUT: PageContent = {
  kind: 'refused',
  title: 'This sign-out was not carried out',
  text: 'We could not make sure that the message came from your identity provider, or it is too old. To sign out of this product, use its own button.',
  action: { label: 'Continue', href: '/' },
};
