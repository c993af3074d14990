// Pages outside a team: one card under the logo.

import { renderDocument, type PageAssets } from './document.ts';
import { html, type HtmlValue, type Markup } from './html.ts';
import { LOGO } from './icons.ts';

export function renderFront(
  assets: PageAssets,
  view: { readonly title: string; readonly card: Markup; readonly below?: HtmlValue },
): string {
  return renderDocument(
    assets,
    view.title,
    html`<main class="front">
<a class="logo" href="/">${LOGO}Acme Bots</a>
<div class="card">${view.card}</div>
${view.below}
</main>`,
  );
}
