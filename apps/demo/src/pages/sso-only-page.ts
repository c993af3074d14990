// For a manager whom the team's door keeps out, or lets in by a recovery code: the single sign-on panel and nothing else.

import { renderDocument, type PageAssets } from './document.ts';
import { html } from './html.ts';
import { LOGO } from './icons.ts';
import { renderSsoPanel } from './sso-panel.ts';

export function renderSsoOnlyPage(
  assets: PageAssets,
  { team, name, email }: { readonly team: string; readonly name: string; readonly email: string },
): string {
  return renderDocument(
    assets,
    `Single sign-on of ${name}`,
    html`<main class="front wide">
<a class="logo" href="/">${LOGO}Acme Bots</a>
<h1>Single sign-on of ${name}</h1>
${renderSsoPanel(team)}
<p class="soft">You are signed in as <b>${email}</b>.</p>
<form method="post" action="/sign-out"><button class="button">Sign in as someone else</button></form>
</main>`,
  );
}
