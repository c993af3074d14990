// Recent activity: sign-ins and changes in words, newest first; why a sign-in was refused, by its short code.

import { connectionEn } from '../messages/connection-en.ts';
import type { PartTexts } from '../messages/messages.ts';
import { fieldStyles } from '../styles/fields.styles.ts';
import { differenceStyles } from '../styles/difference.styles.ts';
import { testingStyles } from '../styles/testing.styles.ts';
import type { PartStyles } from '../team-sso-settings.styles.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { exportAudit, findAttempt, loadActivity, showAllActivity, showMore } from '../actions/activity.ts';
import { laterTexts, type LaterTexts } from '../messages/later-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import type { ActivityModel } from '../panel-model.ts';
import { attemptRow, auditRow } from './activity-row.ts';
import { icon } from './icons.ts';

/** What this part says. */
export const texts: PartTexts = { ...connectionEn };
/** What the element's style sheet gets with this part. */
export const styles: PartStyles = {
  fields: fieldStyles,
  difference: differenceStyles,
  testing: testingStyles,
};

export { loadActivity };

export function renderActivity(host: PanelHost, level: number): TemplateResult {
  const words = laterTexts(host);
  const { activity } = host.model;
  if (activity === null) return renderLoading(words);
  if (activity === 'failed')
    return html`<p class="row events-note" role="alert"><span>${words.text('sso.activity.failed')}</span>${retry(host, words)}</p>`;
  const { search } = activity;
  return html`${host.client.readAttempts ? renderSearch(host, words, activity) : nothing}
    ${search?.found ? renderFound(host, words, search.found, level) : renderRows(host, words, activity, level)}
    ${renderExport(host, words, activity)}`;
}

const retry = (host: PanelHost, words: LaterTexts): TemplateResult =>
  html`<button type="button" class="btn small" part="button" @click=${() => void loadActivity(host)}>${words.text('sso.activity.retry')}</button>`;

/** As many lines as are usually there at once, so that little moves. */
function renderLoading(words: LaterTexts): TemplateResult {
  return html`<div aria-busy="true">
    <p class="sr">${words.text('sso.activity.loading')}</p>
    <ol class="events" aria-hidden="true">${[1, 2, 3].map(() => html`<li><span class="sk line"></span></li>`)}</ol>
  </div>`;
}

function renderSearch(host: PanelHost, words: LaterTexts, { search }: ActivityModel): TemplateResult {
  const find = (event: SubmitEvent): void => {
    event.preventDefault();
    const typed = new FormData(event.target as HTMLFormElement).get('code');
    void findAttempt(host, typeof typed === 'string' ? typed : '', words.text('sso.activity.not-found'));
  };
  const missed = search !== null && search.found === null;
  return html`<form class="field events-note" novalidate @submit=${find}>
    <label for="attempt-code">${words.text('sso.activity.code')}</label>
    <div class="row">
      <input class="input code-input" part="input" id="attempt-code" name="code" dir="ltr" autocomplete="off" spellcheck="false" autocapitalize="characters" maxlength="64" placeholder="SSO-7Q2F"
        aria-invalid=${missed ? 'true' : nothing} aria-describedby=${missed ? 'attempt-code-e attempt-code-h' : 'attempt-code-h'} />
      <button class="btn" part="button">${words.text('sso.activity.find')}</button>
    </div>
    ${missed ? html`<p class="error" part="error" id="attempt-code-e">${icon('bad')}<span>${words.text('sso.activity.not-found')}</span></p>` : nothing}
    <p class="help" part="help" id="attempt-code-h">${words.text('sso.activity.code.help')}</p>
  </form>`;
}

/** One attempt alone, with everything that is known of it. */
function renderFound(
  host: PanelHost,
  words: LaterTexts,
  found: ActivityModel['attempts'][number],
  level: number,
): TemplateResult {
  return html`<ol class="events found" id="found" tabindex="-1">${attemptRow(host, words, found, level, { isOpen: true, alone: true })}</ol>
    <p class="events-note"><button type="button" class="link small" @click=${() => showAllActivity(host)}>${words.text('sso.activity.all')}</button></p>`;
}

function renderRows(
  host: PanelHost,
  words: LaterTexts,
  activity: ActivityModel,
  level: number,
): TemplateResult {
  const { attempts, audit, open, missing, shown } = activity;
  const horizon = horizonOf(activity);
  const rows = [
    ...attempts.map((attempt) => ({
      at: attempt.at,
      row: () =>
        attemptRow(host, words, attempt, level, { isOpen: open === attempt.shortCode, alone: false }),
    })),
    ...audit.map((record) => ({ at: record.at, row: () => auditRow(host, words, record) })),
  ]
    .filter(({ at }) => at >= horizon)
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return html`${missing ? html`<p class="row events-note warned" role="alert"><span>${words.text(`sso.activity.missing.${missing}`)}</span>${retry(host, words)}</p>` : nothing}
    ${
      rows.length > 0
        ? html`<ol class="events">${rows.slice(0, shown).map(({ row }) => row())}</ol>`
        : html`<p class="muted events-note">${words.text('sso.activity.none')}</p>`
    }
    ${
      rows.length > shown || horizon !== ''
        ? html`<p class="events-note"><button type="button" class="btn small" part="button" @click=${() => void showMore(host)}>${words.text('sso.activity.more')}</button></p>`
        : nothing
    }`;
}

/** Of two lists that both go on, only what is newer than the end of each can be told in order. */
function horizonOf({ attempts, attemptsNext, audit, auditNext }: ActivityModel): string {
  const ends = [
    ...(attemptsNext === null ? [] : [attempts.at(-1)?.at ?? '']),
    ...(auditNext === null ? [] : [audit.at(-1)?.at ?? '']),
  ];
  return ends.toSorted().at(-1) ?? '';
}

function renderExport(
  host: PanelHost,
  words: LaterTexts,
  { audit }: ActivityModel,
): TemplateResult | typeof nothing {
  if (!host.client.exportAudit || audit.length === 0) return nothing;
  return html`<p class="row small events-note"><button type="button" class="link" @click=${() => void exportAudit(host, words.text('sso.activity.exported'))}>${words.text('sso.activity.export')}</button><span class="muted">${words.text('sso.activity.export.help')}</span></p>`;
}
