// The review before SSO is required: what is needed first, what happens to open sessions, how it rolls back.

import type { RequirementRefusal, SettingsView } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { requireSso } from '../actions/mode.ts';
import { knownKey } from '../messages/messages.ts';
import { loadedView, type PanelDialog, type PanelHost } from '../panel-model.ts';
import { signInUrl } from '../sign-in-url.ts';
import { renderDialog } from './dialog-frame.ts';
import { icon } from './icons.ts';

type RequireDialog = Extract<PanelDialog, { kind: 'require' }>;

const GRACE_HOURS = [1, 8, 24, 48, 72] as const;
const DEFAULT_GRACE_HOURS = 24;

export function renderRequireDialog(host: PanelHost, dialog: RequireDialog): TemplateResult {
  const { texts } = host;
  const needed = dialog.refusals.length;
  return renderDialog(host, {
    heading: texts.text('sso.require.dialog'),
    help: texts.text('sso.require.dialog-help'),
    part: 'dialog impact',
    body: html`${renderReady(host, dialog)}${renderCodesMade(host)}${host.client.impact ? host.part('safety')?.renderImpact(host) : nothing}${renderSessions(host)}`,
    aside: needed
      ? html`<button type="button" class="link small" @click=${() => host.focusOn('needed')}>${texts.count('sso.require.needed', needed)}</button>`
      : nothing,
    confirm: texts.text('sso.require.confirm'),
    onConfirm: (form) => void requireSso(host, chosenSessions(form)),
  });
}

/** Codes that were just made are shown in the review itself, until one of them is typed back. */
function renderCodesMade(host: PanelHost): TemplateResult | typeof nothing {
  const { codes } = host.model;
  if (!codes || codes.kept) return nothing;
  return html`<section>${host.part('safety')?.renderCodes(host, true) ?? nothing}</section>`;
}

function chosenSessions(form: FormData): 'now' | { readonly graceHours: number } {
  return form.get('sessions') === 'now'
    ? 'now'
    : { graceHours: Number(form.get('hours') ?? DEFAULT_GRACE_HOURS) };
}

/** What is needed comes first, then what is ready. */
function renderReady(host: PanelHost, { refusals }: RequireDialog): TemplateResult {
  const { texts } = host;
  const view = loadedView(host.model);
  // One sign-in cures both refusals: the button stands at the first.
  const curedFirst = refusals.find((refusal) => CURED_BY_SIGN_IN.has(refusal));
  return html`<section>
    <h3>${texts.text('sso.require.ready')}</h3>
    <ul class="ready" id="needed" tabindex="-1">
      ${refusals.map((refusal) => renderNeeded(host, view, refusal, refusal === curedFirst))}${host.part('safety')?.renderRecommendations(host) ?? nothing}${readyTexts(
        host,
        view,
        refusals,
      ).map(
        (text) =>
          html`<li class="is-good">${icon('ok')}<span><span class="sr">${texts.text('sso.require.is-ready')} </span>${text}</span></li>`,
      )}
    </ul>
  </section>`;
}

const CURED_BY_SIGN_IN: ReadonlySet<RequirementRefusal> = new Set([
  'live_connection_not_tested',
  'admin_not_signed_in_by_sso',
]);

function renderNeeded(
  host: PanelHost,
  view: SettingsView,
  refusal: RequirementRefusal,
  hasCure: boolean,
): TemplateResult {
  const { texts } = host;
  return html`<li class="is-bad">
    ${icon('bad')}
    <span><span class="sr">${texts.text('sso.require.is-needed')} </span>${refusalText(host, refusal)}</span>
    ${
      hasCure
        ? html`<a class="btn small" part="button" href=${signInUrl(view)}>${texts.text('sso.require.sign-in')}</a>`
        : nothing
    }
  </li>`;
}

/** What is needed and why; a code this version has no words for is shown as it is. */
function refusalText({ texts }: PanelHost, refusal: RequirementRefusal): unknown {
  const title = knownKey(`sso.require.refusal.${refusal}`);
  const why = knownKey(`sso.require.refusal.${refusal}.why`);
  return html`${title ? texts.text(title) : refusal}${why ? html`<small>${texts.text(why)}</small>` : nothing}`;
}

function readyTexts(
  { texts }: PanelHost,
  view: SettingsView,
  refusals: readonly RequirementRefusal[],
): string[] {
  const ready = (refusal: RequirementRefusal, text: string): string[] =>
    refusals.includes(refusal) ? [] : [text];
  if (refusals.includes('no_live_connection')) return [];
  const ends = view.certificates.map(({ notAfter }) => new Date(notAfter).getTime());
  const until = ends.length > 0 ? texts.date(new Date(Math.max(...ends))) : null;
  return [
    ...ready('live_connection_not_tested', texts.text('sso.require.tested')),
    ...ready('admin_not_signed_in_by_sso', texts.text('sso.require.signed-in')),
    ...(until
      ? ready('certificate_expires_soon', texts.text('sso.require.certificate', { date: until }))
      : []),
  ];
}

function renderSessions({ texts }: PanelHost): TemplateResult {
  return html`<section>
    <fieldset class="group">
      <legend>${texts.text('sso.require.sessions')}</legend>
      <div class="row">
        <label class="choice"><input type="radio" name="sessions" value="later" checked /><span>${texts.text('sso.require.sessions.in')}</span></label>
        <select class="inline-select" name="hours" aria-label=${texts.text('sso.require.sessions.hours')}>
          ${GRACE_HOURS.map((hours) => html`<option value=${hours} ?selected=${hours === DEFAULT_GRACE_HOURS}>${texts.count('sso.require.sessions.hours', hours)}</option>`)}
        </select>
      </div>
      <label class="choice next"><input type="radio" name="sessions" value="now" /><span>${texts.text('sso.require.sessions.now')}</span></label>
    </fieldset>
    <p class="help">${texts.text('sso.require.rollback')}</p>
  </section>`;
}
