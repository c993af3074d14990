// The outermost part of every page.

import { html, type Markup } from './html.ts';

/** Addresses of the built files. */
export interface PageAssets {
  /** Null: a page whose policy allows no script. */
  readonly script: string | null;
  readonly styles: readonly string[];
}

export function renderDocument(assets: PageAssets, title: string, body: Markup): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Acme Bots</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${assets.styles.map((href) => html`<link rel="stylesheet" href="${href}">\n`)}${assets.script !== null && html`<script type="module" src="${assets.script}"></script>`}
</head>
<body>
${body}
</body>
</html>
`.toString();
}
