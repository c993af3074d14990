// The review before SSO is required: what is needed first, who is affected, open sessions, how it rolls back.

import { html, nothing, type TemplateResult } from 'lit';
import { requireSso } from '../actions/mode.ts';
import type { PanelHost } from '../panel-host.ts';
import type { PanelDialog } from '../panel-model.ts';
import { renderDialog } from './dialog-frame.ts';
import { renderImpact } from './impact.ts';
import { renderReady } from './ready.ts';

const GRACE_HOURS = [1, 8, 24, 48, 72] as const;
const DEFAULT_GRACE_HOURS = 24;

export function renderRequireDialog(
  host: PanelHost,
  dialog: Extract<PanelDialog, { kind: 'require' }>,
  contactHref: string,
): TemplateResult {
  const { texts } = host;
  const needed = dialog.refusals.length;
  return renderDialog(host, {
    heading: texts.text('sso.require.dialog'),
    help: texts.text('sso.require.dialog-help'),
    part: 'dialog impact',
    body: html`${renderReady(host, dialog, contactHref)}${host.client.impact ? renderImpact(host) : nothing}${renderSessions(host)}`,
    aside: needed
      ? html`<button type="button" class="link small" @click=${() => host.focusOn('needed')}>${texts.count('sso.require.needed', needed)}</button>`
      : nothing,
    confirm: texts.text('sso.require.confirm'),
    onConfirm: (form) => void requireSso(host, chosenSessions(form)),
  });
}

function chosenSessions(form: FormData): 'now' | { readonly graceHours: number } {
  return form.get('sessions') === 'now'
    ? 'now'
    : { graceHours: Number(form.get('hours') ?? DEFAULT_GRACE_HOURS) };
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
