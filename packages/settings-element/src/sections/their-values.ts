// The values of the provider: sign-on URL, issuer and certificate, to type or paste.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { leaveField, typeInto } from '../actions/edit.ts';
import { renderTheirName } from '../guide-names.ts';
import type { PanelHost } from '../panel-host.ts';
import { renderCertificateField } from './certificate-field.ts';
import { issueOf, renderFieldMessage } from './field-message.ts';

export function renderTheirValues(host: PanelHost): TemplateResult {
  return html`${renderUrlField(host, 'signOnUrl')}${renderUrlField(host, 'idpEntityId')}${renderCertificateField(host)}`;
}

const NAMES = {
  signOnUrl: { label: 'sso.sign-on-url.label', help: 'sso.sign-on-url.help' },
  idpEntityId: { label: 'sso.issuer.label', help: 'sso.issuer.help' },
} as const;

/** A URL field is a growing textarea: the whole value can be compared, and line breaks are dropped. */
function renderUrlField(host: PanelHost, field: 'signOnUrl' | 'idpEntityId'): TemplateResult {
  const { texts, model } = host;
  const issue = issueOf(host, field);
  const onInput = (event: Event): void => typeInto(host, field, (event.target as HTMLTextAreaElement).value);
  return html`<div class="field" part="field">
    <label part="label" for=${field}>${texts.text(NAMES[field].label)}</label>
    <textarea class="input grow" part="input" id=${field} rows="1" dir="ltr" inputmode="url" spellcheck="false" autocapitalize="off"
      autocomplete="off" translate="no" ?readonly=${model.busy === 'saving'} aria-describedby=${describedBy(field, issue !== null)}
      aria-invalid=${issue?.severity === 'error' ? 'true' : nothing} .value=${live(model.edit?.form[field] ?? '')}
      @input=${onInput} @blur=${() => leaveField(host, field)} @keydown=${dropEnter}></textarea>
    ${renderFieldMessage(host, field)}
    <p class="help" part="help" id="${field}-h">${texts.text(NAMES[field].help)}${renderTheirName(host, { theirs: field })}</p>
  </div>`;
}

export const describedBy = (field: string, hasMessage: boolean): string =>
  hasMessage ? `${field}-e ${field}-h` : `${field}-h`;

/** Enter adds no line here, and never submits a form of the host page. */
function dropEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && !event.isComposing) event.preventDefault();
}
