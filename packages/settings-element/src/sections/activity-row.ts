// One row of recent activity: a sign-in with its short code, or a change and what differed.

import { SIGN_IN_TEXTS, type AttemptView, type AuditView, type SignInReason } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { toggleAttempt } from '../actions/activity.ts';
import { nameOf } from '../actions/impact.ts';
import { laterKey, type LaterTexts } from '../messages/later-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { renderReport } from './cure.ts';
import { renderDiagnosis } from './diagnosis.ts';
import { wordsOf } from './product-words.ts';

const time = (host: PanelHost, at: string): TemplateResult => {
  const date = new Date(at);
  return html`<time datetime=${at} title="${host.texts.date(date)}, ${host.texts.time(date)}">${host.texts.relative(date, host.now())}</time>`;
};

/** `alone`: it was searched for, so there is nothing to hide it in. */
export function attemptRow(
  host: PanelHost,
  words: LaterTexts,
  attempt: AttemptView,
  level: number,
  { isOpen, alone }: { readonly isOpen: boolean; readonly alone: boolean },
): TemplateResult {
  const { shortCode, diagnosis, userId } = attempt;
  const text =
    attempt.outcome === 'signed_in'
      ? words.text('sso.event.signed_in', {
          who: userId ? nameOf(host, userId) : words.text('sso.activity.somebody'),
        })
      : words.text('sso.event.refused', { title: titleOf(attempt.reason) });
  const toggle = (): void => toggleAttempt(host, shortCode, !isOpen);
  return html`<li>
    <span>${text} <bdi class="muted" dir="ltr" translate="no">${shortCode}</bdi>${
      diagnosis && !alone
        ? html` <button type="button" class="link small" aria-expanded=${isOpen} aria-label=${words.text(isOpen ? 'sso.activity.hide.name' : 'sso.activity.show.name', { code: shortCode })} @click=${toggle}>${words.text(isOpen ? 'sso.activity.hide' : 'sso.activity.show')}</button>`
        : nothing
    }</span>
    ${time(host, attempt.at)}
    ${diagnosis && isOpen ? renderWhy(host, diagnosis, level) : nothing}
  </li>`;
}

function titleOf(reason: string | undefined): string {
  return (reason && SIGN_IN_TEXTS[reason as SignInReason]?.title) ?? reason ?? '';
}

function renderWhy(
  host: PanelHost,
  diagnosis: NonNullable<AttemptView['diagnosis']>,
  level: number,
): TemplateResult {
  const product = wordsOf(host, loadedView(host.model).live);
  if (!product) return html`<p class="muted why">${host.texts.text('sso.part.loading')}</p>`;
  return html`<section class="diagnosis why">
    ${renderDiagnosis(host, { ...product, diagnosis, level, test: null })}${renderReport(host, diagnosis, null)}
  </section>`;
}

export function auditRow(host: PanelHost, words: LaterTexts, { at, event }: AuditView): TemplateResult {
  const changed = 'changed' in event ? event.changed.map((field) => changedText(words, field)) : [];
  return html`<li>
    <span>${auditText(host, words, event)}${changed.length > 0 ? html` <span class="muted">(${changed.join(', ')})</span>` : nothing}</span>
    ${time(host, at)}
  </li>`;
}

/** What differed, as the form calls it; a field without a name of its own keeps its code. */
function changedText(words: LaterTexts, field: string): string {
  const key = laterKey(`sso.changed.${field}`);
  return key ? words.text(key) : field;
}

function auditText(host: PanelHost, words: LaterTexts, event: AuditView['event']): string {
  const { actor, type } = event;
  const about = 'userId' in event ? event.userId : actor.kind === 'user' ? actor.userId : null;
  const who = about ? nameOf(host, about) : words.text('sso.activity.system');
  const key = laterKey(`sso.event.${type}${detailOf(event)}`);
  const domain = 'domain' in event ? event.domain : '';
  const date = 'notAfter' in event ? host.texts.date(new Date(event.notAfter)) : '';
  return key ? words.text(key, { who, domain, date }) : words.text('sso.event.other', { type });
}

/** Events that read differently by what they did. */
function detailOf(event: AuditView['event']): string {
  switch (event.type) {
    case 'connection_saved':
      return `.${event.savedAs}`;
    case 'mode_changed':
      return `.${event.to}`;
    case 'entitlement_changed':
      return event.entitled ? '.on' : '.off';
    default:
      return '';
  }
}
