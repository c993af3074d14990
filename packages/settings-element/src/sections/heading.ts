// Headings at the level the host page asks for.

import { html, nothing, type TemplateResult } from 'lit';

/** The panel's own heading; it takes the focus after an action, so that nobody is left nowhere. */
export function panelHeading(level: number, content: unknown): TemplateResult {
  switch (level) {
    case 3:
      return html`<h3 part="heading" id="sso-h" tabindex="-1">${content}</h3>`;
    case 4:
      return html`<h4 part="heading" id="sso-h" tabindex="-1">${content}</h4>`;
    default:
      return html`<h2 part="heading" id="sso-h" tabindex="-1">${content}</h2>`;
  }
}

/** A section's heading, one level below the panel's. */
export function sectionHeading(level: number, content: unknown, id?: string): TemplateResult {
  switch (level) {
    case 3:
      return html`<h4 id=${id ?? nothing}>${content}</h4>`;
    case 4:
      return html`<h5 id=${id ?? nothing}>${content}</h5>`;
    case 5:
      return html`<h6 id=${id ?? nothing}>${content}</h6>`;
    default:
      return html`<h3 id=${id ?? nothing}>${content}</h3>`;
  }
}
