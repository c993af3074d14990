// A value of ours to copy: it wraps, is selectable, never truncated, and says when it was copied.

import type { OurValue } from '@team-sso/core/providers/guide';
import { html, nothing, type TemplateResult } from 'lit';
import { copyKeys, copyValue, isCopied } from '../actions/copy.ts';
import type { PanelHost } from '../panel-host.ts';
import { icon } from './icons.ts';

export interface CopyFieldOptions {
  readonly value: OurValue;
  readonly label: string;
  readonly text: string;
  readonly help: unknown;
}

export function renderCopyField(host: PanelHost, options: CopyFieldOptions): TemplateResult {
  const { texts, model } = host;
  const { value, label, text } = options;
  const copied = isCopied(model.copied, value, text);
  const copy = (event: Event): void => {
    const area = (event.currentTarget as HTMLElement).parentElement?.querySelector('textarea');
    void copyValue(host, value, text, label, () => area?.select());
  };
  const refused = model.copyRefused === value;
  return html`<div class="field" part="field">
    <label part="label" for=${value}>${label}</label>
    <div class="copy"
      ><textarea id=${value} rows="1" readonly dir="ltr" translate="no" spellcheck="false" aria-describedby="${value}-h" .value=${text}></textarea
      ><button type="button" class="btn small ${copied ? 'done' : ''}" part="copy-button" aria-label=${copied ? `${texts.text('sso.copied')}. ${texts.text('sso.copied.again', { label })}` : texts.text('sso.copy.name', { label })} @click=${copy}
        >${icon(copied ? 'check' : 'copy')}${texts.text(copied ? 'sso.copied' : 'sso.copy')}</button
    ></div>
    <p class="help" part="help" id="${value}-h">${
      refused ? html`<b>${texts.text('sso.copy.refused', { keys: copyKeys() })}</b> ` : nothing
    }${options.help}</p>
  </div>`;
}
