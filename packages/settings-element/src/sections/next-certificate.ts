// The next certificate inside the review: pasted or chosen, read by the server, used beside the others at once.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { addNextCertificate, takeNextFile, typeNext } from '../actions/next-certificate.ts';
import { openCure } from '../actions/review.ts';
import { laterTexts } from '../messages/later-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { icon } from './icons.ts';

export function renderNextCertificate(host: PanelHost): TemplateResult {
  const { texts, model } = host;
  const words = laterTexts(host);
  const { text, issue } = model.nextCertificate;
  const choose = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (file) void takeNextFile(host, file);
  };
  return html`<div class="wide box">
    <div class="field">
      <label for="next-certificate">${words.text('sso.next.label')}</label>
      <textarea class="input" part="input" id="next-certificate" rows="4" dir="ltr" spellcheck="false" autocomplete="off" translate="no" placeholder="-----BEGIN CERTIFICATE-----"
        aria-invalid=${issue ? 'true' : nothing} aria-describedby=${issue ? 'next-certificate-e next-certificate-h' : 'next-certificate-h'}
        .value=${live(text)} @input=${(event: Event) => typeNext(host, (event.target as HTMLTextAreaElement).value)}></textarea>
      ${issue ? html`<p class="error" part="error" id="next-certificate-e">${icon('bad')}<span>${texts.rich(issue.key, dated(host, issue.values))}</span></p>` : nothing}
      <p class="help" part="help" id="next-certificate-h">${words.text('sso.next.help')}</p>
    </div>
    <div class="row">
      <input type="file" class="sr" tabindex="-1" aria-hidden="true" accept=".cer,.crt,.pem,.der,.txt" @change=${choose} />
      <button type="button" class="btn small" part="button" @click=${() => void addNextCertificate(host)}>${icon('plus')}${words.text('sso.next.add')}</button
      ><button type="button" class="btn small" part="button" @click=${openChooser}>${icon('file')}${texts.text('sso.certificate.choose')}</button
      ><button type="button" class="link small" @click=${() => openCure(host, null)}>${words.text('sso.cure.close')}</button>
    </div>
  </div>`;
}

function openChooser(event: Event): void {
  (event.currentTarget as HTMLElement).parentElement?.querySelector('input')?.click();
}

function dated(
  { texts }: PanelHost,
  values: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const { date } = values;
  return date ? { ...values, date: texts.date(new Date(date)) } : values;
}
