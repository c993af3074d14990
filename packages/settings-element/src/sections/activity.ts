// Recent activity: sign-ins and changes in words, newest first; why a sign-in was refused, by its short code.

import { SIGN_IN_TEXTS, type AttemptView, type AuditView, type SignInReason } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { exportAudit, findAttempt, loadActivity, toggleAttempt } from '../actions/activity.ts';
import { nameOf } from '../actions/impact.ts';
import { guideNames } from '../guide-names.ts';
import { laterKey, laterTexts, type LaterTexts } from '../messages/later-texts.ts';
import { loadedView, type ActivityModel, type PanelHost } from '../panel-model.ts';
import { diagnosisFor } from '../provider-diagnosis.ts';
import { renderDiagnosis } from './diagnosis.ts';
import { icon } from './icons.ts';

const MOST_SHOWN = 30;

export function renderActivity(host: PanelHost, level: number): TemplateResult {
  const words = laterTexts(host);
  const { activity } = host.model;
  if (activity === null) return html`<p class="muted events-note">${host.texts.text('sso.part.loading')}</p>`;
  if (activity === 'failed')
    return html`<p class="row events-note"><span>${words.text('sso.activity.failed')}</span><button type="button" class="btn small" part="button" @click=${() => void loadActivity(host)}>${words.text('sso.activity.retry')}</button></p>`;
  const rows = [
    ...activity.attempts.map((attempt) => ({
      at: attempt.at,
      row: attemptRow(host, words, activity, attempt, level),
    })),
    ...activity.audit.map((record) => ({ at: record.at, row: auditRow(host, words, record) })),
  ].toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return html`${host.client.readAttempts ? renderSearch(host, words, activity, level) : nothing}
    ${
      rows.length > 0
        ? html`<ol class="events">${rows.slice(0, MOST_SHOWN).map(({ row }) => row)}</ol>`
        : html`<p class="muted events-note">${words.text('sso.activity.none')}</p>`
    }
    ${
      host.client.exportAudit && activity.audit.length > 0
        ? html`<p class="row small events-note"><button type="button" class="link" @click=${() => void exportAudit(host, words.text('sso.activity.exported'))}>${words.text('sso.activity.export')}</button><span class="muted">${words.text('sso.activity.export.help')}</span></p>`
        : nothing
    }`;
}

function renderSearch(
  host: PanelHost,
  words: LaterTexts,
  { search }: ActivityModel,
  level: number,
): TemplateResult {
  const find = (event: SubmitEvent): void => {
    event.preventDefault();
    const typed = new FormData(event.target as HTMLFormElement).get('code');
    void findAttempt(host, typeof typed === 'string' ? typed : '', words.text('sso.activity.not-found'));
  };
  const found = search?.found;
  return html`<form class="field events-note" @submit=${find}>
      <label for="attempt-code">${words.text('sso.activity.code')}</label>
      <div class="row">
        <input class="input code-input" part="input" id="attempt-code" name="code" dir="ltr" autocomplete="off" spellcheck="false" autocapitalize="characters" maxlength="64" aria-describedby="attempt-code-h" />
        <button class="btn" part="button">${words.text('sso.activity.find')}</button>
      </div>
      <p class="help" part="help" id="attempt-code-h">${words.text('sso.activity.code.help')}</p>
      ${search && !found ? html`<p class="error" part="error">${icon('bad')}<span>${words.text('sso.activity.not-found')}</span></p>` : nothing}
    </form>
    ${found ? html`<ol class="events found">${attemptRow(host, words, { open: found.shortCode }, found, level)}</ol>` : nothing}`;
}

const time = (host: PanelHost, at: string): TemplateResult =>
  html`<time datetime=${at}>${host.texts.relative(new Date(at), host.now())}</time>`;

function attemptRow(
  host: PanelHost,
  words: LaterTexts,
  { open }: Pick<ActivityModel, 'open'>,
  attempt: AttemptView,
  level: number,
): TemplateResult {
  const { shortCode, diagnosis, userId } = attempt;
  const isOpen = open === shortCode;
  const text =
    attempt.outcome === 'signed_in'
      ? words.text('sso.event.signed_in', {
          who: userId ? nameOf(host, userId) : words.text('sso.activity.somebody'),
        })
      : words.text('sso.event.refused', { title: titleOf(attempt.reason) });
  return html`<li>
    <span>${text} <bdi class="muted" dir="ltr" translate="no">${shortCode}</bdi>${
      diagnosis
        ? html` <button type="button" class="link small" aria-expanded=${isOpen} aria-label=${words.text(isOpen ? 'sso.activity.hide' : 'sso.activity.show.name', { code: shortCode })} @click=${() => toggleAttempt(host, shortCode, !isOpen)}>${words.text(isOpen ? 'sso.activity.hide' : 'sso.activity.show')}</button>`
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
  const product = diagnosisFor(loadedView(host.model).live);
  const shortName = product.product === 'generic' ? guideNames(host).shortName : product.shortName;
  return html`<section class="diagnosis why">
    ${renderDiagnosis(host, { diagnosis, product, shortName, level, test: null })}
  </section>`;
}

function auditRow(host: PanelHost, words: LaterTexts, { at, event }: AuditView): TemplateResult {
  const changed = 'changed' in event && event.changed.length > 0 ? event.changed.join(', ') : null;
  return html`<li>
    <span>${auditText(host, words, event)}${changed ? html` <span class="muted">${words.text('sso.event.changed', { fields: changed })}</span>` : nothing}</span>
    ${time(host, at)}
  </li>`;
}

function auditText(host: PanelHost, words: LaterTexts, event: AuditView['event']): string {
  const { actor } = event;
  const about = 'userId' in event ? event.userId : actor.kind === 'user' ? actor.userId : null;
  const who = about ? nameOf(host, about) : words.text('sso.activity.system');
  const detail =
    event.type === 'connection_saved'
      ? `.${event.savedAs}`
      : event.type === 'mode_changed'
        ? `.${event.to}`
        : '';
  const key = laterKey(`sso.event.${event.type}${detail}`);
  return key ? words.text(key, { who }) : words.text('sso.event.other', { type: event.type });
}
