// Headings at the level the host page asks for.

import type { TemplateResult } from 'lit';
import { html, literal, type StaticValue } from 'lit/static-html.js';

const TAGS: Readonly<Record<number, StaticValue>> = {
  2: literal`h2`,
  3: literal`h3`,
  4: literal`h4`,
  5: literal`h5`,
};

/** The panel's own heading; it takes the focus after an action, so that nobody is left nowhere. */
export function panelHeading(level: number, content: unknown): TemplateResult {
  const tag = TAGS[level] ?? literal`h2`;
  return html`<${tag} part="heading" id="sso-h" tabindex="-1">${content}</${tag}>`;
}

/** A section's heading, one level below the panel's. */
export function sectionHeading(level: number, content: unknown, id?: string): TemplateResult {
  const tag = TAGS[level + 1] ?? literal`h3`;
  return id ? html`<${tag} id=${id}>${content}</${tag}>` : html`<${tag}>${content}</${tag}>`;
}
