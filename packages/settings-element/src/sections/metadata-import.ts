// Metadata as the way in: a URL to read, a file to choose, one provider of several, and what was read.

import { connectionEn } from '../messages/connection-en.ts';
import { fieldEn } from '../messages/field-en.ts';
import type { PartTexts } from '../messages/messages.ts';
import { fieldStyles } from '../styles/fields.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { dialogStyles } from '../styles/dialog.styles.ts';
import { differenceStyles } from '../styles/difference.styles.ts';
import { testingStyles } from '../styles/testing.styles.ts';
import { upkeepStyles } from '../styles/upkeep.styles.ts';
import type { PartStyles } from '../team-sso-settings.styles.ts';
import { METADATA_NOTE_TEXTS, METADATA_TEXTS, recognise, type CodeText } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import {
  acceptOffer,
  chooseProviderOf,
  dismissOffer,
  readUrl,
  takeMetadataFile,
  takeMetadataText,
  typeUrl,
} from '../actions/metadata-import.ts';
import { changeForm } from '../actions/form.ts';
import { importOf } from '../actions/source.ts';
import { renderTheirName } from '../guide-names.ts';
import { upkeepTexts, type UpkeepTexts } from '../messages/upkeep-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import type { Edit } from '../panel-model.ts';
import type { Import, Offer } from '../upkeep-model.ts';
import { icon } from './icons.ts';
import { renderPolicyChoice } from './metadata-policy.ts';
import { renderRead } from './metadata-read.ts';

/** What this part says. */
export const texts: PartTexts = { ...connectionEn, ...fieldEn };
/** What the element's style sheet gets with this part. */
export const styles: PartStyles = {
  fields: fieldStyles,
  table: tableStyles,
  dialog: dialogStyles,
  difference: differenceStyles,
  testing: testingStyles,
  upkeep: upkeepStyles,
};

export function renderImport(host: PanelHost, source: 'url' | 'file'): TemplateResult | typeof nothing {
  const { edit } = host.model;
  if (!edit) return nothing;
  const words = upkeepTexts(host);
  const { state } = importOf(edit);
  const brings = source === 'url' ? renderUrl(host, words, edit) : renderFile(host, words, state);
  const hasRead = state.kind === 'read' || (state.kind === 'idle' && edit.form.metadataUrl !== '');
  return html`${brings}
    ${state.kind === 'choose' ? renderChoices(host, words, state.answer.choices ?? []) : nothing}
    ${hasRead ? renderRead(host, words, edit.form, state.kind === 'read' ? state.answer : null) : nothing}
    ${hasRead && edit.form.metadataUrl !== '' ? renderPolicyChoice(host, words, edit.form.metadataPolicy) : nothing}`;
}

function renderUrl(host: PanelHost, words: UpkeepTexts, edit: Edit): TemplateResult {
  const { url, state } = importOf(edit);
  const failed = state.kind === 'failed';
  const isReading = state.kind === 'reading';
  const keydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    void readUrl(host);
  };
  return html`<div class="field" part="field">
    <label part="label" for="metadata-url">${words.text('sso.import.url.label')}</label>
    <div class="with-button">
      <textarea class="input grow" part="input" id="metadata-url" rows="1" dir="ltr" inputmode="url" spellcheck="false" autocapitalize="off" autocomplete="off" translate="no"
        aria-invalid=${failed ? 'true' : nothing} aria-describedby=${failed ? 'metadata-url-e metadata-url-h' : 'metadata-url-h'}
        .value=${live(url)} @input=${(event: Event) => typeUrl(host, (event.target as HTMLTextAreaElement).value)} @keydown=${keydown}></textarea>
      <button type="button" class="btn" part="button" aria-disabled=${isReading ? 'true' : 'false'} @click=${() => void readUrl(host)}>${words.text('sso.import.url.read')}</button>
    </div>
    ${renderFailure(host, state, 'metadata-url-e')}
    <p class="help" part="help" id="metadata-url-h">${isReading ? words.text('sso.import.url.reading') : html`${words.text('sso.import.url.help')}${renderTheirName(host, { theirs: 'metadataUrl' })}`}</p>
  </div>`;
}

function renderFile(host: PanelHost, words: UpkeepTexts, state: Import['state']): TemplateResult {
  const failed = state.kind === 'failed';
  const choose = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (file) void takeMetadataFile(host, file);
  };
  const drop = (event: DragEvent): void => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    void takeMetadataFile(host, file);
  };
  const allow = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };
  // Pasted metadata is read at once, and a key is taken out at once; the text itself is kept nowhere.
  const typed = (event: Event): void => {
    const area = event.target as HTMLTextAreaElement;
    const kind = recognise(area.value);
    if (kind !== 'metadata' && kind !== 'private_key') return;
    const text = area.value;
    area.value = '';
    void takeMetadataText(host, text);
  };
  const left = (event: Event): void => {
    const text = (event.target as HTMLTextAreaElement).value;
    if (text.trim() !== '') void takeMetadataText(host, text);
  };
  return html`<div class="field drop" part="field" @dragover=${allow} @drop=${drop}>
    <label part="label" for="metadata-file">${words.text('sso.import.file.label')}</label>
    <textarea class="input" part="input" id="metadata-file" rows="3" dir="ltr" spellcheck="false" autocomplete="off" translate="no" placeholder="&lt;EntityDescriptor …"
      aria-invalid=${failed ? 'true' : nothing} aria-describedby=${failed ? 'metadata-file-e metadata-file-h' : 'metadata-file-h'} @input=${typed}
      @change=${left}></textarea>
    ${renderFailure(host, state, 'metadata-file-e')}
    <p class="help" part="help" id="metadata-file-h">${state.kind === 'reading' ? words.text('sso.import.url.reading') : html`${words.text('sso.import.file.help')}${renderTheirName(host, { theirs: 'metadataFile' })}`}</p>
    <div class="row files">
      <input type="file" class="sr" tabindex="-1" aria-hidden="true" accept=".xml,application/xml,text/xml,application/samlmetadata+xml" @change=${choose} />
      <button type="button" class="btn small" part="button" @click=${openChooser}>${icon('file')}${words.text('sso.import.file.choose')}</button>
    </div>
  </div>`;
}

function openChooser(event: Event): void {
  (event.currentTarget as HTMLElement).parentElement?.querySelector('input')?.click();
}

function renderFailure(host: PanelHost, state: Import['state'], id: string): TemplateResult | typeof nothing {
  if (state.kind !== 'failed') return nothing;
  return html`<p class="error" part="error" id=${id}>${icon('bad')}<span>${importFailure(host, state.code, state.detail)}</span></p>`;
}

const OWN_WORDS = {
  url_required: 'sso.import.url.required',
  file_required: 'sso.import.file.required',
  file_too_large: 'sso.import.file.too-large',
  private_key: 'sso.import.key',
  not_metadata: 'sso.import.not-metadata',
  not_a_certificate: 'sso.import.pinned',
} as const;

const TEXTS: Readonly<Partial<Record<string, CodeText>>> = { ...METADATA_NOTE_TEXTS, ...METADATA_TEXTS };

/** What stands in the way, and what to do about it. */
export function importFailure(host: PanelHost, code: string, detail: string): string {
  const words = upkeepTexts(host);
  const own = Object.entries(OWN_WORDS).find(([known]) => known === code)?.[1];
  if (own) return words.text(own);
  const text = TEXTS[code];
  const more = detail ? ` ${words.text('sso.import.detail', { detail })}` : '';
  return text ? `${text.title}${more} ${text.cure}` : `${words.text('sso.import.failed')}${more}`;
}

/** Names in metadata are somebody's own words: text, never markup. */
function renderChoices(
  host: PanelHost,
  words: UpkeepTexts,
  choices: NonNullable<Extract<Import['state'], { kind: 'choose' }>['answer']['choices']>,
): TemplateResult {
  const use = (event: Event): void => {
    const box = (event.currentTarget as HTMLElement).closest('.box');
    const chosen = box?.querySelector<HTMLInputElement>('input:checked')?.value ?? '';
    void chooseProviderOf(host, chosen);
  };
  return html`<div class="box fill">
    <fieldset class="group">
      <legend id="read-h" tabindex="-1">${words.text('sso.import.choose')}</legend>
      <p class="help">${words.count('sso.import.choose.help', choices.length)}</p>
      <div class="choices">
        ${choices.map(
          ({ idpEntityId, organizationName }) => html`<label class="choice"
            ><input type="radio" name="identity-provider" .value=${idpEntityId} /><span
              >${organizationName ? html`<bdi>${organizationName}</bdi><br />` : nothing}<bdi dir="ltr" translate="no" class=${organizationName ? 'muted' : ''}>${idpEntityId}</bdi></span
            ></label
          >`,
        )}
      </div>
    </fieldset>
    <div class="row"><button type="button" class="btn" part="button" @click=${use}>${words.text('sso.import.choose.use')}</button></div>
  </div>`;
}

/** By hand, while metadata goes on being read: another issuer's would be compared with the wrong provider. */
export function renderKeptUrl(host: PanelHost, { form, base }: Edit): TemplateResult {
  const words = upkeepTexts(host);
  const isAnother =
    form.idpEntityId.trim() !== base.idpEntityId.trim() && form.metadataUrl === base.metadataUrl;
  const url = html`<bdi dir="ltr" translate="no">${form.metadataUrl}</bdi>`;
  return html`<div class="box fill small">
    <p>${words.rich('sso.import.kept', { url })}</p>
    ${isAnother ? html`<p class="hint is-warn">${icon('warn')}<span>${words.text('sso.import.kept.another')}</span></p>` : nothing}
    <p><button type="button" class="link small" @click=${() => changeForm(host, { metadataUrl: '' })}>${words.text('sso.options.metadata.forget')}</button></p>
  </div>`;
}

/** Metadata in a field of one value. */
export function renderOffer(host: PanelHost, { kind }: Offer): TemplateResult {
  const words = upkeepTexts(host);
  return html`<div class="box banner" role="status">
    ${icon('file')}
    <div><p><strong>${words.text(`sso.offer.${kind}`)}</strong></p></div>
    <button type="button" class="btn small" part="button" @click=${() => void acceptOffer(host)}>${words.text('sso.offer.use')}</button>
    <button type="button" class="btn small quiet" part="button" @click=${() => dismissOffer(host)}>${words.text('sso.offer.keep')}</button>
  </div>`;
}
