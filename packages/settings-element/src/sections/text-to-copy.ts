// Any text to copy: it wraps, is selectable, and says when it was copied.

import { html, nothing, type TemplateResult } from 'lit';
import { copyKeys, copyValue, isCopied } from '../actions/copy.ts';
import type { PanelHost } from '../panel-host.ts';
import { icon } from './icons.ts';

export interface TextToCopy {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly help?: unknown;
}

export function renderTextToCopy(host: PanelHost, { id, label, text, help }: TextToCopy): TemplateResult {
  const { texts, model } = host;
  const copied = isCopied(model.copied, id, text);
  const refused = model.copyRefused === id;
  const copy = (event: Event): void => {
    const area = (event.currentTarget as HTMLElement).parentElement?.querySelector('textarea');
    void copyValue(host, id, text, label, () => area?.select());
  };
  const hasHelp = refused || help !== undefined;
  return html`<div class="field" part="field">
    <label part="label" for=${id}>${label}</label>
    <div class="copy"
      ><textarea id=${id} rows="1" readonly dir="ltr" translate="no" spellcheck="false" aria-describedby=${hasHelp ? `${id}-h` : nothing} .value=${text}></textarea
      ><button type="button" class="btn small ${copied ? 'done' : ''}" part="copy-button" aria-label=${copied ? `${texts.text('sso.copied')}. ${texts.text('sso.copied.again', { label })}` : texts.text('sso.copy.name', { label })} @click=${copy}
        >${icon(copied ? 'check' : 'copy')}${texts.text(copied ? 'sso.copied' : 'sso.copy')}</button
    ></div>
    ${hasHelp ? html`<p class="help" part="help" id="${id}-h">${refused ? html`<b>${texts.text('sso.copy.refused', { keys: copyKeys() })}</b> ` : nothing}${help ?? nothing}</p>` : nothing}
  </div>`;
}
