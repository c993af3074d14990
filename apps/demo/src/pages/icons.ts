// Icons: 16 px drawings in the colour of the text beside them.

import { html, type Markup } from './html.ts';

const icon = (shapes: Markup): Markup =>
  html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${shapes}</svg>`;

export const ICONS = {
  bots: icon(html`<rect x="3" y="5.5" width="10" height="8" rx="2"/><path d="M8 5.5v-3M6 9v1m4-1v1"/>`),
  runs: icon(html`<path d="M5 3.5 12 8l-7 4.5Z"/>`),
  integrations: icon(html`<path d="M6 2.5v3m4-3v3M4.5 5.5h7V8a3.5 3.5 0 0 1-7 0Zm3.5 6v2"/>`),
  settings: icon(
    html`<circle cx="8" cy="8" r="2"/><path d="M8 2v2m0 8v2M2 8h2m8 0h2M3.8 3.8l1.4 1.4m5.6 5.6 1.4 1.4m0-8.4-1.4 1.4m-5.6 5.6-1.4 1.4"/>`,
  ),
  chevron: icon(html`<path d="m5 6.5 3 3 3-3"/>`),
  check: icon(html`<path d="m3.5 8.5 3 3 6-7"/>`),
  shield: icon(html`<path d="M8 2.2 13 4v3.7c0 3-2 5-5 6.1-3-1.1-5-3.1-5-6.1V4Z"/>`),
  alert: icon(html`<circle cx="8" cy="8" r="6"/><path d="M8 5v3.5M8 11v.1"/>`),
  menu: icon(html`<path d="M2.5 4.5h11m-11 3.5h11m-11 3.5h11"/>`),
} as const;

export const LOGO = html`<svg class="logo-mark" viewBox="0 0 24 24" aria-hidden="true"><rect x="2" y="6" width="20" height="15" rx="5" fill="currentColor"/><path d="M12 6V2.5" stroke="currentColor" stroke-width="2" stroke-linecap="round"/><circle cx="8.5" cy="13" r="1.8" fill="#fff"/><circle cx="15.5" cy="13" r="1.8" fill="#fff"/></svg>`;
