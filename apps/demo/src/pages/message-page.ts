// Error pages and other short messages.

import type { PageForm } from '@team-sso/service-provider/koa';
import type { PageAssets } from './document.ts';
import { renderFront } from './front.ts';
import { html, type Markup } from './html.ts';

export interface MessageView {
  readonly title: string;
  readonly text: string;
  /** What the person can do; default: the way home. */
  readonly action?: { readonly href: string; readonly label: string };
  readonly requestId?: string;
  /** What the person gives to the IT team, for example `SSO-7Q2F`. */
  readonly shortCode?: string;
  /** A form whose button comes before the action. */
  readonly form?: PageForm;
}

export function renderMessagePage(assets: PageAssets, view: MessageView): string {
  const { title, text, action = { href: '/', label: 'Go to Acme Bots' }, requestId, shortCode, form } = view;
  return renderFront(assets, {
    title,
    card: html`<div class="form">
<h1>${title}</h1>
<p class="soft">${text}</p>
${shortCode && html`<p class="soft">If it happens again, give this code to your IT team:</p><code class="code" dir="ltr" translate="no">${shortCode}</code>`}
${form && renderForm(form)}
<a class="${form ? 'button' : 'button primary'}" href="${action.href}">${action.label}</a>
</div>`,
    below: requestId && html`<p class="soft">Code for support: <code>${requestId}</code></p>`,
  });
}

function renderForm({ label, action, fields }: PageForm): Markup {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form class="form" method="post" action="${action}">${hidden}<button class="button primary">${label}</button></form>`;
}
