// A page that says one thing: what went wrong, and how to go on.

import { html } from './html.ts';
import { renderPage } from './layout.ts';
import type { Page } from './layout.ts';

/** Renders a notice. */
export function renderNotice(status: number, title: string, text: string): Page {
  const main = html`<section class="card"><h1>${title}</h1><p class="lead">${text}</p>
<p><a href="/">Values for the application</a></p></section>`;
  return renderPage({ title, main, status });
}
