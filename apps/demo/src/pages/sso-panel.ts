// The single sign-on panel of a team, wherever a page shows it.

import { html, type Markup } from './html.ts';

export function renderSsoPanel(team: string): Markup {
  return html`<team-sso-settings team-id="${team}" api-base="/sso" contact-href="/teams/${team}/settings/billing">
<div class="card panel-fallback"><h2>Single sign-on (SAML)</h2><p class="soft">This panel needs JavaScript.</p></div>
</team-sso-settings>`;
}
