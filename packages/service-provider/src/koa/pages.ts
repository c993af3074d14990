// The few HTML pages of the login path: no script but the auto-submit, styles and script allowed by hash.

import { createHash } from 'node:crypto';
import type { Context } from 'koa';

/** What a page says; every text is plain and escaped where it is drawn. */
export interface PageContent {
  readonly kind: 'refused' | 'not_found' | 'post_only' | 'unavailable' | 'confirm' | 'signed_out';
  readonly title: string;
  readonly text: string;
  /** What the person gives to the IT team, for example `SSO-7Q2F`. */
  readonly shortCode?: string;
  readonly action?: { readonly label: string; readonly href: string };
  /** With `confirm`: the form whose button says yes. It must be posted urlencoded, with these fields, from the page itself. */
  readonly form?: PageForm;
}

/** A form with one button and hidden fields. */
export interface PageForm {
  readonly label: string;
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Draws a page as a whole HTML document. It must escape what it is given; scripts and inline styles will not run. */
export type RenderPage = (content: PageContent) => string;

const STYLE = `:root{color-scheme:light dark;font:400 1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;
color:light-dark(#1b1f27,#e9ebf0);background:light-dark(#fafafb,#0e1014)}
body{margin:0;min-block-size:100vh;display:grid;place-content:center;padding:1.5rem;box-sizing:border-box}
main{inline-size:min(26rem,100%);background:light-dark(#fff,#15171c);border:1px solid light-dark(#e0e3e9,#2f333d);border-radius:.75rem;padding:2rem;box-sizing:border-box;display:grid;gap:1rem}
h1{font-size:1.25rem;line-height:1.3;margin:0}p{margin:0;color:light-dark(#586071,#a4abba)}
code{display:block;font:600 1.125rem/1.4 ui-monospace,Menlo,Consolas,monospace;letter-spacing:.04em;padding:.5rem .75rem;border:1px dashed light-dark(#8a90a0,#6a7180);border-radius:.5rem;user-select:all}
a,button{font:inherit;font-weight:500;display:block;text-align:center;padding:.5rem .75rem;border:0;border-radius:.5rem;background:light-dark(#3350d4,#94a6ff);color:light-dark(#fff,#0e1433);text-decoration:none;cursor:pointer}
form{display:grid}.second{color:inherit;background:none;border:1px solid light-dark(#8a90a0,#6a7180)}
:focus-visible{outline:2px solid light-dark(#3350d4,#aab8ff);outline-offset:2px}`;
const AUTO_SUBMIT = 'document.forms[0].submit()';

/** The plain page. */
export function renderDefaultPage({ title, text, shortCode, action, form }: PageContent): string {
  return renderDocument(
    title,
    `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>` +
      (shortCode
        ? `<p>Give this code to your IT team:</p><code dir="ltr" translate="no">${escapeHtml(shortCode)}</code>`
        : '') +
      (form
        ? `<form method="post" action="${escapeHtml(form.action)}">${hiddenFields(form.fields)}<button>${escapeHtml(form.label)}</button></form>`
        : '') +
      (action
        ? `<a${form ? ' class="second"' : ''} href="${escapeHtml(action.href)}">${escapeHtml(action.label)}</a>`
        : ''),
  );
}

/** What a page of ours may do beside the usual. */
export interface PageLeave {
  /** An origin that the answer to the page's form may redirect to, besides our own. */
  readonly formAction?: string | undefined;
  /** Whose pages may hold it in a frame. Default: nobody's. */
  readonly frameOrigins?: readonly string[];
}

export function sendPage(
  ctx: Context,
  status: number,
  html: string,
  { formAction = '', frameOrigins }: PageLeave = {},
): void {
  ctx.status = status;
  ctx.type = 'html';
  ctx.set(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'self' '${STYLE_HASH}'; img-src 'self'; form-action ${`'self' ${formAction}`.trim()}; base-uri 'none'; frame-ancestors ${sourcesOf(frameOrigins)}`,
  );
  ctx.body = html;
}

/** The form that carries a request to the provider: sent by a script allowed by hash, or by the button without script. */
export function sendAutoSubmitForm(ctx: Context, form: SignedForm): void {
  sendForm(ctx, form, { formAction: new URL(form.action).origin });
}

/**
 * The form that carries a logout message. The provider's answer to it is a redirect, to us or on to another service that
 * the person used, and browsers hold redirects against `form-action`: any site may be next.
 */
export function sendLogoutForm(ctx: Context, form: SignedForm, frameOrigins: readonly string[]): void {
  const { origin } = new URL(form.action);
  sendForm(ctx, form, { formAction: `'self' https: ${origin}`, frameOrigins });
}

/** Sends the browser on where a redirect cannot: as the answer to a form post. The link is for browsers that stay. */
export function sendOnwardPage(ctx: Context, url: string): void {
  const { host, href } = new URL(url);
  ctx.set('Refresh', `0; url=${href}`);
  sendPage(
    ctx,
    200,
    renderDocument(
      'Going to your identity provider',
      `<h1>Going to ${escapeHtml(host)}</h1><a href="${escapeHtml(href)}">Continue</a>`,
    ),
  );
}

interface SignedForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

function sendForm(
  ctx: Context,
  form: SignedForm,
  { formAction, frameOrigins }: PageLeave & { readonly formAction: string },
): void {
  const fields = hiddenFields(form.fields);
  const { host } = new URL(form.action);
  ctx.status = 200;
  ctx.type = 'html';
  ctx.set(
    'Content-Security-Policy',
    `default-src 'none'; style-src '${STYLE_HASH}'; script-src '${hashSource(AUTO_SUBMIT)}'; form-action ${formAction}; base-uri 'none'; frame-ancestors ${sourcesOf(frameOrigins)}`,
  );
  ctx.body = renderDocument(
    'Going to your identity provider',
    `<h1>Going to ${escapeHtml(host)}</h1><form method="post" action="${escapeHtml(form.action)}">${fields}<button>Continue</button></form><script>${AUTO_SUBMIT}</script>`,
  );
}

const STYLE_HASH = hashSource(STYLE);

function sourcesOf(origins: readonly string[] = []): string {
  return origins.length === 0 ? "'none'" : origins.join(' ');
}

function hiddenFields(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('');
}

/** A whole page in our plain look; `main` is markup already. */
export function renderDocument(title: string, main: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${main}</main></body></html>`;
}

function hashSource(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
