// The routes of single logout: messages by both bindings, and "sign out everywhere".

import type { IncomingMessage } from 'node:http';
import type { Page } from '../pages/layout.ts';
import { renderLogoutStep } from '../pages/logout.ts';
import type { Provider } from './provider.ts';
import { readForm } from './request-body.ts';

export async function logoutByRedirect(provider: Provider, _: IncomingMessage, url: URL): Promise<Page> {
  const query = url.search.slice(1);
  return renderLogoutStep(await provider.logouts.receive({ binding: 'redirect', query }));
}

export async function logoutByPost(provider: Provider, request: IncomingMessage): Promise<Page> {
  const form = await readForm(request);
  return renderLogoutStep(await provider.logouts.receive({ binding: 'post', form }));
}

/** The caller has refused forms of other sites. */
export async function signOutEverywhere(provider: Provider, request: IncomingMessage): Promise<Page> {
  const person = provider.findPerson((await readForm(request)).get('person') ?? '');
  return renderLogoutStep(await provider.logouts.signOutEverywhere(person?.id ?? ''));
}
