// A section that is folded until somebody looks; what is in it is loaded then.

import { html, nothing, type TemplateResult } from 'lit';
import { toggleFold } from '../actions/fold.ts';
import type { PanelHost } from '../panel-host.ts';
import type { FoldName } from '../upkeep-model.ts';
import { icon } from './icons.ts';

export interface FoldOptions {
  readonly name: FoldName;
  readonly label: string;
  /** Beside the label, for who doesn't unfold it. */
  readonly note?: unknown;
  readonly content: () => TemplateResult | undefined;
}

export function renderFold(host: PanelHost, { name, label, note, content }: FoldOptions): TemplateResult {
  const isOpen = host.model.upkeep.folds.has(name);
  const toggle = (event: Event): void => toggleFold(host, name, (event.target as HTMLDetailsElement).open);
  return html`<details class="activity fold" .open=${isOpen} @toggle=${toggle}>
    <summary id=${name}>${icon('chevron')}<span>${label}</span>${note ? html`<span class="muted regular">${note}</span>` : nothing}</summary>
    ${isOpen ? (content() ?? html`<p class="muted events-note">${host.texts.text('sso.part.loading')}</p>`) : nothing}
  </details>`;
}
