// What <team-sso-login> does to the tree it lives in: one adopted style sheet, and ids that clash with nobody's.

import type { CSSResult } from 'lit';

/** Ids live in the page's own tree here: a second element on the page needs others. */
export function uniqueId(root: Node, element: Element): string {
  const all =
    root instanceof Document || root instanceof ShadowRoot
      ? [...root.querySelectorAll(element.localName)]
      : [];
  const index = all.indexOf(element);
  return index > 0 ? `sso-login-${index + 1}` : 'sso-login';
}

/** A constructed sheet, adopted by the tree the element lives in: no global style, no inline style. */
export function adoptStyles(root: Node, styles: CSSResult): void {
  const sheet = styles.styleSheet;
  if (!sheet || !(root instanceof Document || root instanceof ShadowRoot)) return;
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
