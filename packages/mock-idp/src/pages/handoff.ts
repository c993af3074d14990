// The form that carries a response to the assertion consumer service, by itself or by hand.

import type { SignOnAnswer } from '../server/sign-on-answer.ts';
import { html } from './html.ts';
import { renderPage } from './layout.ts';
import type { Page } from './layout.ts';
import { SUBMIT_SCRIPT } from './scripts.ts';

/** Renders the hand-off (saml-bindings-2.0-os §3.5). */
export function renderHandoff(answer: SignOnAnswer): Page {
  const { origin, host } = new URL(answer.acsUrl);
  const main = html`<form class="card" method="post" action="${answer.acsUrl}">
<h1>Signing you in to ${host}</h1>
<p class="lead">If nothing happens, continue by hand.</p>
<input type="hidden" name="SAMLResponse" value="${answer.samlResponse}">
${answer.relayState === null ? null : html`<input type="hidden" name="RelayState" value="${answer.relayState}">`}
<button class="block">Continue</button>
</form>`;
  return renderPage({ title: 'Signing in', main, script: SUBMIT_SCRIPT, formOrigins: [origin] });
}
