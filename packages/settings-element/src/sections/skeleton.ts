// The panel while it loads: the blocks of the real one, at their real heights.

import { html, type TemplateResult } from 'lit';

const bars = (...widths: readonly string[]): TemplateResult[] =>
  widths.map((width) => html`<span class="sk ${width}"></span>`);

export function renderSkeleton(): TemplateResult {
  return html`<div class="switch" part="skeleton" aria-hidden="true">
    <span class="sk pill w-switch"></span>
    <div class="sk-lines">${bars('w-m', 'w-xl')}</div>
  </div>`;
}

export function renderSkeletonStatus(): TemplateResult {
  return html`<div class="status" part="status"><span class="sk pill w-badge"></span><span class="sk w-l"></span></div>`;
}
