// The frame of every page, and the security headers that belong to its content.

import { createHash } from 'node:crypto';
import { html, markup } from './html.ts';
import type { Html } from './html.ts';
import { STYLE } from './style.ts';

/** A page ready to be sent. */
export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a page consists of. */
export interface PageContent {
  readonly title: string;
  readonly main: Html;
  /** Default 200. */
  readonly status?: number;
  readonly wide?: boolean;
  /** A constant script of this package. */
  readonly script?: string;
  /** Origins besides our own that forms may be sent to. */
  readonly formOrigins?: readonly string[];
}

/** The mark of the mock identity provider: a badge with a key hole. */
export const MARK = markup(
  '<svg viewBox="0 0 28 28" aria-hidden="true"><rect x="3" y="2" width="22" height="24" rx="6" fill="currentColor"/>' +
    '<circle cx="14" cy="12" r="3.5" fill="var(--card)"/><path d="M12.4 14h3.2l1 6h-5.2z" fill="var(--card)"/></svg>',
);

/** The icon of the pages as a file of its own. */
export const ICON_SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect x="3" y="2" width="22" height="24" rx="6" fill="#6b3fa0"/>' +
  '<circle cx="14" cy="12" r="3.5" fill="#fff"/><path d="M12.4 14h3.2l1 6h-5.2z" fill="#fff"/></svg>';

/** Puts content into the frame. */
export function renderPage(content: PageContent): Page {
  const script = content.script === undefined ? null : markup(`<script>${content.script}</script>`);
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${content.title} · Mock identity provider</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${markup(`<style>${STYLE}</style>`)}
</head>
<body>
<main class="page${content.wide ? ' wide' : ''}">
<a class="brand" href="/">${MARK}Mock identity provider</a>
${content.main}
</main>
${script}
</body>
</html>
`;
  return {
    status: content.status ?? 200,
    headers: { 'content-type': 'text/html; charset=utf-8', ...securityHeaders(content) },
    body: document.html,
  };
}

function securityHeaders(content: PageContent): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "img-src 'self'",
    `style-src '${hashOf(STYLE)}'`,
    ...(content.script === undefined ? [] : [`script-src '${hashOf(content.script)}'`]),
    `form-action ${["'self'", ...(content.formOrigins ?? [])].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
