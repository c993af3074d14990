// The sign-in page. The form inside the element works without JavaScript; the element takes it over.

import type { PageAssets } from './document.ts';
import { renderFront } from './front.ts';
import { html } from './html.ts';
import { ICONS } from './icons.ts';

export interface SignInView {
  readonly returnTo: string;
  /** The team whose sign-in this is, if one is known. */
  readonly team: string | null;
  /** The address of the person who is to prove again who they are. */
  readonly reauthenticate: string | null;
  readonly failed: boolean;
  /** Why the team's door did not open, for a person to read. */
  readonly why: string | null;
}

export function renderSignInPage(assets: PageAssets, view: SignInView): string {
  const { returnTo, team, reauthenticate, failed, why } = view;
  const heading = reauthenticate === null ? 'Sign in to Acme Bots' : 'Confirm it’s you';
  const lead =
    reauthenticate === null
      ? why
      : 'To change these settings, sign in again. It keeps a forgotten screen from doing it.';
  return renderFront(assets, {
    title: 'Sign in',
    card: html`${failed && html`<p class="message danger" role="alert">${ICONS.alert}<span>E-mail or password is wrong.</span></p>`}
${!failed && lead && html`<p class="message" role="status">${ICONS.shield}<span>${lead}</span></p>`}
<team-sso-login action="/api/session" discover-url="/sso/discover" autofocus-email${reauthenticate !== null && html` prefill="${reauthenticate}"`}${team && html` team="${team}"`}>
<span slot="heading">${heading}</span>
<form class="form" method="post" action="/api/session">
<h1>${heading}</h1>
<input type="hidden" name="returnTo" value="${returnTo}">
<div class="field"><label for="email">E-mail</label><input id="email" type="email" name="email" autocomplete="username webauthn" required value="${reauthenticate}"></div>
<div class="field"><label for="password">Password</label><input id="password" type="password" name="password" autocomplete="current-password" required></div>
<button class="button primary">Sign in</button>
</form>
</team-sso-login>`,
    below: html`<p class="soft">Demo: admin@acme.example or member@acme.example, password “demo-password”</p>`,
  });
}
