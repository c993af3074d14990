// What is wise before SSO is required. It advises; what the server needs first stands above it.

import { html, type TemplateResult } from 'lit';
import { nameOf } from '../actions/impact.ts';
import { openCure } from '../actions/review.ts';
import { makeCodes } from '../actions/ways-back.ts';
import { laterTexts, type LaterTexts } from '../messages/later-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView, type PanelDialog } from '../panel-model.ts';
import { countingAdmins, hasKeptCodes } from '../ways-back-facts.ts';
import { icon } from './icons.ts';
import { renderCureOf } from './review-cure.ts';

type RequireDialog = Extract<PanelDialog, { kind: 'require' }>;

export function renderRecommendations(host: PanelHost, dialog: RequireDialog): readonly TemplateResult[] {
  const words = laterTexts(host);
  return [
    ...(host.client.makeRecoveryCodes ? [renderCodesRow(host, words, dialog)] : []),
    ...(host.client.setPolicy ? [renderAdminsRow(host, words, dialog)] : []),
  ];
}

function renderCodesRow(host: PanelHost, words: LaterTexts, dialog: RequireDialog): TemplateResult {
  if (hasKeptCodes(loadedView(host.model), host.model.codes))
    return ready(host, words.text('sso.codes.ready'));
  return html`<li class="is-warn">
    ${worth(words, words.text('sso.codes.recommended'), words.text('sso.codes.recommended.why'))}
    ${
      dialog.cure === 'codes'
        ? renderCureOf(host, dialog, 'codes')
        : html`<button type="button" class="btn small" part="button" @click=${() => void makeCodes(host)}>${words.text('sso.cure.make-codes')}</button>`
    }
  </li>`;
}

function renderAdminsRow(host: PanelHost, words: LaterTexts, dialog: RequireDialog): TemplateResult {
  const admins = countingAdmins(loadedView(host.model));
  if (admins.length > 1) return ready(host, words.count('sso.admins.ready', admins.length));
  const [only] = admins;
  const why = only
    ? words.text('sso.admins.recommended.one', { name: nameOf(host, only) })
    : words.text('sso.admins.recommended.none');
  return html`<li class="is-warn">
    ${worth(words, words.text(only ? 'sso.admins.only-one' : 'sso.admins.no-one'), why)}
    ${
      dialog.cure === 'admins'
        ? renderCureOf(host, dialog, 'admins')
        : html`<button type="button" class="btn small" part="button" @click=${() => openCure(host, 'admins')}>${words.text(only ? 'sso.admins.choose-another' : 'sso.admins.choose-action')}</button>`
    }
  </li>`;
}

const worth = (words: LaterTexts, title: string, why: string): TemplateResult =>
  html`${icon('warn')}<span><span class="sr">${words.text('sso.safety.worth')} </span>${title}<small>${why}</small></span>`;

const ready = (host: PanelHost, text: string): TemplateResult =>
  html`<li class="is-good">${icon('ok')}<span><span class="sr">${host.texts.text('sso.require.is-ready')} </span>${text}</span></li>`;
