// What is worth doing before SSO is required. It advises; what the server needs first stands above it.

import { html, type TemplateResult } from 'lit';
import { makeCodes, openWaysBack } from '../actions/ways-back.ts';
import { laterTexts } from '../messages/later-texts.ts';
import { loadedView, type PanelHost } from '../panel-model.ts';
import { countingAdmins, hasKeptCodes } from '../ways-back-facts.ts';
import { icon } from './icons.ts';

export function renderRecommendations(host: PanelHost): readonly TemplateResult[] {
  const words = laterTexts(host);
  const view = loadedView(host.model);
  const { client } = host;
  const admins = countingAdmins(view).length;
  const rows: TemplateResult[] = [];
  const worth = (title: string, why: string, action: TemplateResult): TemplateResult =>
    html`<li class="is-warn">${icon('warn')}<span><span class="sr">${words.text('sso.safety.worth')} </span>${title}<small>${why}</small></span>${action}</li>`;
  const ready = (text: string): TemplateResult =>
    html`<li class="is-good">${icon('ok')}<span><span class="sr">${host.texts.text('sso.require.is-ready')} </span>${text}</span></li>`;
  if (client.makeRecoveryCodes)
    rows.push(
      hasKeptCodes(view, host.model.codes)
        ? ready(words.text('sso.codes.ready'))
        : worth(
            words.text('sso.codes.recommended'),
            words.text('sso.codes.recommended.why'),
            html`<button type="button" class="btn small" part="button" @click=${() => void makeCodes(host)}>${words.text('sso.codes.make')}</button>`,
          ),
    );
  if (client.setPolicy)
    rows.push(
      admins > 1
        ? ready(words.count('sso.admins.ready', admins))
        : worth(
            words.text('sso.admins.recommended'),
            words.text(admins === 0 ? 'sso.admins.recommended.none' : 'sso.admins.recommended.one'),
            html`<button type="button" class="btn small" part="button" @click=${() => openWaysBack(host)}>${words.text('sso.admins.choose-action')}</button>`,
          ),
    );
  return rows;
}
