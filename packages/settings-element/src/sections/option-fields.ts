// Fields of options: a text, a choice of two, a tick with what it means and what it risks.

import { recognise } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { leaveField } from '../actions/edit.ts';
import { changeForm, refusePrivateKey, setFieldIssue } from '../actions/form.ts';
import { upkeepKey, type UpkeepTexts } from '../messages/upkeep-texts.ts';
import type { OptionField, OptionForm } from '../option-form.ts';
import type { PanelHost } from '../panel-host.ts';
import { issueOf, renderFieldMessage } from './field-message.ts';
import { icon } from './icons.ts';

/** Values of ours that are copied have the bare names. */
const idOf = (field: OptionField): string => `option-${field}`;

type Flag = 'signRequests' | 'forceAuthn' | 'allowUnsolicited' | 'allowCbcEncryption';

/** What a tick risks stands with it as soon as it is set. */
export function renderFlag(
  host: PanelHost,
  words: UpkeepTexts,
  form: OptionForm,
  field: Flag,
): TemplateResult {
  const isOn = form[field] === 'true';
  const warning = upkeepKey(`sso.option.${field}.warning`);
  const tick = (event: Event): void =>
    changeForm(host, { [field]: (event.target as HTMLInputElement).checked ? 'true' : 'false' });
  return html`<div class="field">
    <label class="choice"
      ><input type="checkbox" id=${idOf(field)} .checked=${live(isOn)} aria-describedby=${isOn && warning ? `${idOf(field)}-h ${idOf(field)}-w` : `${idOf(field)}-h`} @change=${tick} /><span>${words.text(`sso.option.${field}`)}</span></label
    >
    <p class="help indent" part="help" id="${idOf(field)}-h">${words.text(`sso.option.${field}.help`)}</p>
    ${isOn && warning ? html`<p class="hint is-warn indent" id="${idOf(field)}-w">${icon('warn')}<span>${words.text(warning)}</span></p>` : nothing}
  </div>`;
}

export interface TextFieldOptions {
  readonly field: Exclude<OptionField, Flag | 'metadataPolicy' | 'signOnBinding' | 'logoutBinding'>;
  readonly label: string;
  readonly help: unknown;
  /** Several lines are kept: one name a line. */
  readonly lines?: number;
  readonly suggestions?: readonly string[];
}

export function renderText(host: PanelHost, form: OptionForm, options: TextFieldOptions): TemplateResult {
  const { field, label, help, lines = 1, suggestions = [] } = options;
  const issue = issueOf(host, field);
  const input = (event: Event): void => {
    const { value } = event.target as HTMLInputElement | HTMLTextAreaElement;
    if (recognise(value) === 'private_key') return refusePrivateKey(host, field);
    changeForm(host, { [field]: lines > 1 ? value : value.replace(/[\r\n]+/g, '') });
    setFieldIssue(host, field, null);
  };
  const describedBy = issue ? `${field}-e ${idOf(field)}-h` : `${idOf(field)}-h`;
  const invalid = issue?.severity === 'error' ? 'true' : nothing;
  const box =
    suggestions.length > 0
      ? html`<input class="input" part="input" id=${idOf(field)} dir="ltr" list="${idOf(field)}-l" autocomplete="off" spellcheck="false" autocapitalize="off" translate="no" aria-invalid=${invalid} aria-describedby=${describedBy} .value=${live(form[field])} @input=${input} /><datalist id="${idOf(field)}-l">${suggestions.map((value) => html`<option value=${value}></option>`)}</datalist>`
      : html`<textarea class="input grow" part="input" id=${idOf(field)} rows=${lines} dir="ltr" autocomplete="off" spellcheck="false" autocapitalize="off" translate="no" aria-invalid=${invalid} aria-describedby=${describedBy} .value=${live(form[field])} @input=${input} @blur=${() => leaveField(host, field)}></textarea>`;
  return html`<div class="field" part="field">
    <label part="label" for=${idOf(field)}>${label}</label>
    ${box}${renderFieldMessage(host, field)}
    <p class="help" part="help" id="${idOf(field)}-h">${help}</p>
  </div>`;
}

export function renderBinding(
  host: PanelHost,
  words: UpkeepTexts,
  form: OptionForm,
  field: 'signOnBinding' | 'logoutBinding',
): TemplateResult {
  const choose = (event: Event): void =>
    changeForm(host, { [field]: (event.target as HTMLSelectElement).value as 'redirect' | 'post' });
  const option = (value: 'redirect' | 'post'): TemplateResult =>
    html`<option value=${value} .selected=${form[field] === value}>${words.text(`sso.option.signOnBinding.${value}`)}</option>`;
  return html`<div class="field" part="field">
    <label part="label" for=${idOf(field)}>${words.text(`sso.option.${field}`)}</label>
    <select class="input" part="input" id=${idOf(field)} @change=${choose}>${option('redirect')}${option('post')}</select>
  </div>`;
}
