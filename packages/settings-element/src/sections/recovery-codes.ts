// Recovery codes: made, shown once, kept somewhere else, and one of them typed back.

import { html, nothing, type TemplateResult } from 'lit';
import { download } from '../actions/activity.ts';
import { acknowledgeCodes, makeCodes } from '../actions/ways-back.ts';
import { laterTexts, type LaterTexts } from '../messages/later-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import type { CodesModel } from '../panel-model.ts';
import { icon } from './icons.ts';

/** The codes while they are shown; otherwise the button that makes them. */
export function renderCodes(host: PanelHost, hasCodes: boolean): TemplateResult {
  const words = laterTexts(host);
  const { codes } = host.model;
  if (codes && !codes.kept) return renderNewCodes(host, words, codes);
  return html`<div class="row" id="codes" tabindex="-1">
    <button type="button" class="btn small" part="button" @click=${() => void makeCodes(host)}>${words.text(hasCodes ? 'sso.codes.make-new' : 'sso.codes.make')}</button
    ><span class="help">${words.text('sso.codes.make.help')}</span>
  </div>`;
}

export function renderNewCodes(
  host: PanelHost,
  words: LaterTexts,
  { codes, wrong }: CodesModel,
): TemplateResult {
  const text = codes.join('\n');
  const confirm = (event: Event): void => {
    const input = (event.currentTarget as HTMLElement).closest('.codes')?.querySelector('input');
    void acknowledgeCodes(host, input?.value ?? '', words.text('sso.codes.kept'));
  };
  // Enter in a dialog would press its main button.
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    confirm(event);
  };
  return html`<div class="codes box">
    <p id="codes" tabindex="-1"><strong>${words.text('sso.codes.once')}</strong></p>
    <ol class="code-list">${codes.map((code) => html`<li><bdi dir="ltr" translate="no">${code}</bdi></li>`)}</ol>
    <div class="row">
      <button type="button" class="btn small" part="button" @click=${() => void copyCodes(host, words, text)}>${icon('copy')}${words.text('sso.codes.copy')}</button
      ><button type="button" class="btn small" part="button" @click=${() => download(new Blob([`${words.text('sso.codes.file')}\n\n${text}\n`], { type: 'text/plain' }), 'sso-recovery-codes.txt')}>${icon('file')}${words.text('sso.codes.download')}</button
      ><button type="button" class="btn small" part="button" @click=${() => printCodes(words, text)}>${words.text('sso.codes.print')}</button>
    </div>
    <div class="field">
      <label for="typed-code">${words.text('sso.codes.type')}</label>
      <div class="row">
        <input class="input code-input" part="input" id="typed-code" dir="ltr" autocomplete="off" spellcheck="false" autocapitalize="characters" maxlength="64"
          aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${wrong ? 'typed-code-e' : nothing} @keydown=${onKey} />
        <button type="button" class="btn" part="button" @click=${confirm}>${words.text('sso.codes.confirm')}</button>
      </div>
      ${wrong ? html`<p class="error" part="error" id="typed-code-e">${icon('bad')}<span>${words.text('sso.codes.wrong')}</span></p>` : nothing}
    </div>
  </div>`;
}

async function copyCodes(host: PanelHost, words: LaterTexts, text: string): Promise<void> {
  const copied = await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
  if (copied) host.announce(words.text('sso.codes.copied'));
}

/** Prints the codes alone, from a frame that leaves with the print. */
function printCodes(words: LaterTexts, text: string): void {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  document.body.append(frame);
  const page = frame.contentDocument;
  if (page) {
    const title = page.createElement('p');
    title.textContent = words.text('sso.codes.file');
    const codes = page.createElement('pre');
    codes.textContent = text;
    page.body.append(title, codes);
  }
  frame.contentWindow?.addEventListener('afterprint', () => frame.remove());
  frame.contentWindow?.print();
}
