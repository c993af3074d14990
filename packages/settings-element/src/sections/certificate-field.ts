// The certificate field: paste, choose a file or drop one; then what was read in it.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { removeCertificate, takeFile } from '../actions/certificate.ts';
import { leaveField, typeInto } from '../actions/edit.ts';
import { renderTheirName } from '../guide-names.ts';
import type { PanelHost } from '../panel-host.ts';
import { issueOf, renderFieldMessage } from './field-message.ts';
import { fingerprintEnd, renderFingerprint } from './fingerprint.ts';
import { icon } from './icons.ts';

export function renderCertificateField(host: PanelHost): TemplateResult {
  const { texts, model } = host;
  const issue = issueOf(host, 'certificates');
  const onInput = (event: Event): void =>
    typeInto(host, 'certificates', (event.target as HTMLTextAreaElement).value);
  return html`<div class="field drop" part="field" @dragover=${allowDrop} @drop=${(event: DragEvent) => drop(host, event)}>
    <label part="label" for="certificates">${texts.text('sso.certificate.label')}</label>
    <textarea class="input" part="input" id="certificates" rows="4" dir="ltr" spellcheck="false" autocomplete="off" translate="no" ?readonly=${model.busy === 'saving'}
      aria-describedby=${issue ? 'certificates-e certificates-h' : 'certificates-h'}
      aria-invalid=${issue?.severity === 'error' ? 'true' : nothing} placeholder="-----BEGIN CERTIFICATE-----"
      .value=${live(model.edit?.form.certificates ?? '')} @input=${onInput} @blur=${() => leaveField(host, 'certificates')}
      @paste=${() => readAfterPaste(host)}></textarea>
    ${renderFieldMessage(host, 'certificates')}
    <p class="help" part="help" id="certificates-h">${texts.text('sso.certificate.help')}${renderTheirName(host, { theirs: 'signingCertificates' })}</p>
    <div class="row files">
      <input type="file" class="sr" tabindex="-1" aria-hidden="true" accept=".cer,.crt,.pem,.der,.txt" @change=${(event: Event) => choose(host, event)} />
      <button type="button" class="btn small" part="button" @click=${openChooser}>${icon('file')}${texts.text('sso.certificate.choose')}</button
      ><span class="help">${texts.text('sso.certificate.drop')}</span>
    </div>
    ${renderReading(host)}
  </div>`;
}

/** A pasted certificate is read as soon as the field has it; a typed one when the field is left. */
function readAfterPaste(host: PanelHost): void {
  requestAnimationFrame(() => leaveField(host, 'certificates'));
}

function openChooser(event: Event): void {
  (event.currentTarget as HTMLElement).parentElement?.querySelector('input')?.click();
}

function choose(host: PanelHost, event: Event): void {
  const input = event.target as HTMLInputElement;
  const file = input.files?.[0];
  input.value = '';
  if (file) void takeFile(host, file);
}

function allowDrop(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
}

function drop(host: PanelHost, event: DragEvent): void {
  const file = event.dataTransfer?.files[0];
  if (!file) return;
  event.preventDefault();
  void takeFile(host, file);
}

function renderReading(host: PanelHost): TemplateResult | typeof nothing {
  const { texts, model } = host;
  const { reading, edit } = model;
  if (reading.kind === 'unread' || reading.text !== edit?.form.certificates) return nothing;
  if (reading.kind === 'reading') return html`<p class="help">${texts.text('sso.certificate.reading')}</p>`;
  const { certificates } = reading.answer;
  return html`<div class="box fill small read" part="certificate">
    <p class="row tight"><span class="good">${icon('ok')}</span><strong>${texts.count('sso.certificate.read', certificates.length)}</strong></p>
    ${renderWanted(
      host,
      certificates.map(({ fingerprint }) => fingerprint),
    )}
    <ul class="read-list">
      ${certificates.map(
        (facts, index) => html`<li>
          <p class="row tight">
            <span>${texts.text('sso.certificate.valid-until', { date: texts.date(new Date(facts.notAfter)) })} · ${facts.keyType} ${facts.keyBits}</span>
            ${
              certificates.length > 1
                ? html`<button type="button" class="btn small quiet" part="button" aria-label=${texts.text('sso.certificate.remove.name', { end: fingerprintEnd(facts.fingerprint) })} @click=${() => void removeCertificate(host, index)}>${texts.text('sso.certificate.remove')}</button>`
                : nothing
            }
          </p>
          <div>${renderFingerprint(texts, facts.fingerprint)}</div>
        </li>`,
      )}
    </ul>
  </div>`;
}

/** After a test that was signed by another key: whether the certificate it named is among those that are pasted. */
function renderWanted({ texts, model }: PanelHost, read: readonly string[]): TemplateResult | typeof nothing {
  const { wantedFingerprint } = model;
  if (!wantedFingerprint) return nothing;
  const plain = (fingerprint: string): string => fingerprint.replace(/[^0-9a-f]/gi, '').toLowerCase();
  const isThere = read.some((fingerprint) => plain(fingerprint) === plain(wantedFingerprint));
  return html`<p class="row tight"><span class=${isThere ? 'good' : 'warned'}>${icon(isThere ? 'ok' : 'warn')}</span><span>${texts.text(isThere ? 'sso.certificate.wanted-here' : 'sso.certificate.wanted-missing', { end: fingerprintEnd(wantedFingerprint) })}</span></p>`;
}
