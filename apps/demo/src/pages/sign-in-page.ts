// The sign-in page. The form inside the element works without JavaScript; the element takes its place.

import type { PageAssets } from './document.ts';
import { renderFront } from './front.ts';
import { html } from './html.ts';
import { ICONS } from './icons.ts';

export interface SignInView {
  readonly returnTo: string;
  /** The address to begin with; empty: none. */
  readonly email: string;
  /** The team whose SSO is offered at once. */
  readonly team: string | null;
  /** Whether somebody who is signed in is to prove it again. */
  readonly reauthenticate: boolean;
  readonly failed: boolean;
  /** Why the team's door did not open, for a person to read. */
  readonly why: string | null;
}

export function renderSignInPage(assets: PageAssets, view: SignInView): string {
  const { returnTo, email, team, reauthenticate, failed, why } = view;
  const heading = reauthenticate ? 'Confirm it’s you' : 'Sign in to Acme Bots';
  const lead = reauthenticate
    ? 'You signed in a while ago. To change these settings, sign in once more.'
    : why;
  const action = `/api/session?${new URLSearchParams({ returnTo }).toString()}`;
  return renderFront(assets, {
    title: 'Sign in',
    card: html`${lead && html`<p class="message" role="status">${ICONS.shield}<span>${lead}</span></p>`}
<team-sso-login action="${action}" discover-url="/sso/discover" autofocus-email${email && html` prefill="${email}"`}${team && html` team="${team}"`}${failed && html` failure="credentials"`}>
<h1 slot="heading">${heading}</h1>
<form class="form" method="post" action="${action}">
${failed && html`<p class="message danger" role="alert">${ICONS.alert}<span>E-mail or password is wrong.</span></p>`}
<div class="field"><label for="email">E-mail</label><input id="email" type="email" name="email" autocomplete="username webauthn" required value="${email}"></div>
<div class="field until-scripted"><label for="password">Password</label><input id="password" type="password" name="password" autocomplete="current-password" required></div>
<button class="button primary">Continue</button>
</form>
</team-sso-login>`,
    below: html`<p class="soft">Demo: admin@acme.example or member@acme.example, password “demo-password”</p>`,
  });
}
