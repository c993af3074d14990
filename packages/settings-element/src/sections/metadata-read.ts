// "We read": what metadata brought into the form, and what is worth knowing about it.

import { METADATA_NOTE_TEXTS, type MetadataNote, type ParseAnswer } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { chooseSource } from '../actions/source.ts';
import { providerName } from '../guide-names.ts';
import type { UpkeepTexts } from '../messages/upkeep-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import type { CertificateFacts } from '../panel-model.ts';
import type { ConnectionForm } from '../settings-draft.ts';
import { renderFingerprint } from './fingerprint.ts';
import { icon } from './icons.ts';

/** `answer`: what was read just now; null: what was read before, as it is saved. */
export function renderRead(
  host: PanelHost,
  words: UpkeepTexts,
  form: ConnectionForm,
  answer: ParseAnswer | null,
): TemplateResult {
  const { texts, model } = host;
  const certificates =
    answer?.certificates ?? (model.reading.kind === 'read' ? model.reading.answer.certificates : []);
  const url = (value: string): TemplateResult =>
    value === ''
      ? html`<span class="warned">${words.text('sso.import.missing')}</span>`
      : html`<bdi dir="ltr" translate="no">${value}</bdi>`;
  return html`<div class="box fill read-metadata">
    <p class="row tight" id="read-h" tabindex="-1"><span class="good">${icon('ok')}</span><strong>${words.text('sso.import.read')}</strong></p>
    <dl class="facts">
      ${form.provider ? html`<dt>${texts.text('sso.connection.provider')}</dt><dd>${providerName(form.provider, '')}</dd>` : nothing}
      <dt>${texts.text('sso.sign-on-url.label')}</dt><dd>${url(form.signOnUrl)}</dd>
      <dt>${texts.text('sso.issuer.label')}</dt><dd>${url(form.idpEntityId)}</dd>
      <dt>${words.text('sso.import.certificates')}</dt><dd>${renderCertificates(host, words, certificates)}</dd>
      ${answer?.validUntil ? html`<dt>${words.text('sso.import.valid-until')}</dt><dd>${texts.date(new Date(answer.validUntil))}</dd>` : nothing}
      ${answer?.signature && answer.signature !== 'absent' ? html`<dt>${words.text('sso.import.signature')}</dt><dd>${words.text(`sso.import.signature.${answer.signature}`)}</dd>` : nothing}
    </dl>
    ${answer && answer.warnings.length > 0 ? renderNotes(answer.warnings) : nothing}
    <p><button type="button" class="link small" @click=${() => editByHand(host)}>${words.text('sso.import.edit')}</button></p>
  </div>`;
}

function editByHand(host: PanelHost): void {
  chooseSource(host, 'hand');
  host.focusOn('signOnUrl');
}

function renderCertificates(
  { texts }: PanelHost,
  words: UpkeepTexts,
  certificates: readonly CertificateFacts[],
): TemplateResult {
  const next = certificates.map(({ notAfter }) => notAfter).toSorted()[0];
  if (next === undefined)
    return html`<span class="warned">${words.text('sso.import.certificates.none')}</span>`;
  return html`${words.count('sso.import.certificates', certificates.length, { date: texts.date(new Date(next)) })}${certificates.map(
    ({ fingerprint }) => renderFingerprint(texts, fingerprint),
  )}`;
}

function renderNotes(warnings: ParseAnswer['warnings']): TemplateResult {
  return html`<ul class="notes">
    ${warnings.map(({ code }) => {
      const text = METADATA_NOTE_TEXTS[code as MetadataNote];
      return html`<li class="hint is-warn">${icon('warn')}<span>${text ? `${text.title} ${text.cure}` : code}</span></li>`;
    })}
  </ul>`;
}
