// Emergency admins and recovery codes: below the switch while SSO is required, and in a dialog from the menu.

import { MAX_EMERGENCY_ADMINS, type RecoveryView } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { nameOf, personOf } from '../actions/impact.ts';
import { setEmergencyAdmins } from '../actions/ways-back.ts';
import { laterKey, laterTexts, type LaterTexts } from '../messages/later-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { countingAdmins } from '../ways-back-facts.ts';
import { dismissDialog, renderDialog } from './dialog-frame.ts';
import { sectionHeading } from './heading.ts';
import { icon } from './icons.ts';
import { renderCodes } from './recovery-codes.ts';

export function renderWaysBack(host: PanelHost, level: number): TemplateResult {
  const words = laterTexts(host);
  const part = (title: string, help: string, content: TemplateResult): TemplateResult =>
    html`<section class="section" part="section">
      <header>${sectionHeading(level, title)}<p>${help}</p></header>
      <div class="stack">${content}</div>
    </section>`;
  return html`<div class="body solo">
    ${host.client.setPolicy ? part(words.text('sso.admins.heading'), words.text('sso.admins.help'), renderEmergencyAdmins(host)) : nothing}
    ${host.client.makeRecoveryCodes ? part(words.text('sso.codes.heading'), words.text('sso.codes.help'), renderCodesState(host, words)) : nothing}
  </div>`;
}

export function renderWaysBackDialog(host: PanelHost): TemplateResult {
  const words = laterTexts(host);
  const part = (title: string, help: string, content: TemplateResult): TemplateResult =>
    html`<section><h3>${title}</h3><p class="help">${help}</p>${content}</section>`;
  return renderDialog(host, {
    heading: words.text('sso.ways-back.dialog'),
    body: html`${host.client.makeRecoveryCodes ? part(words.text('sso.codes.heading'), words.text('sso.codes.help'), renderCodesState(host, words)) : nothing}${host.client.setPolicy ? part(words.text('sso.admins.heading'), words.text('sso.admins.help'), renderEmergencyAdmins(host)) : nothing}`,
    confirm: html`<button type="button" class="btn primary" part="button button-primary" @click=${() => dismissDialog(host)}>${words.text('sso.ways-back.done')}</button>`,
    onConfirm: () => dismissDialog(host),
  });
}

function renderCodesState(host: PanelHost, words: LaterTexts): TemplateResult {
  const { recovery } = loadedView(host.model);
  return html`${recovery ? renderFacts(host, words, recovery) : nothing}${renderCodes(host, recovery !== undefined)}`;
}

function renderFacts(host: PanelHost, words: LaterTexts, recovery: RecoveryView): TemplateResult {
  const { unused, total, madeAt, madeBy, acknowledgedAt, lastUsedAt, lastUsedBy } = recovery;
  const date = (iso: string): string => host.texts.date(new Date(iso));
  const used =
    lastUsedAt && lastUsedBy
      ? words.text('sso.codes.used', { who: nameOf(host, lastUsedBy), date: date(lastUsedAt) })
      : '';
  return html`<div class="box fill row tight">
    <span class=${acknowledgedAt ? 'good' : 'warned'}>${icon(acknowledgedAt ? 'key' : 'warn')}</span>
    <div>
      <p><strong>${words.text('sso.codes.left', { unused, total })}</strong></p>
      <p class="small muted">${words.text(acknowledgedAt ? 'sso.codes.saved' : 'sso.codes.not-kept', { who: nameOf(host, madeBy), date: date(acknowledgedAt ?? madeAt) })} ${used}</p>
    </div>
  </div>`;
}

export function renderEmergencyAdmins(host: PanelHost): TemplateResult {
  const words = laterTexts(host);
  const view = loadedView(host.model);
  const chosen = view.policy.emergencyAdmins;
  const counting = countingAdmins(view);
  const save = (next: readonly string[]): void =>
    void setEmergencyAdmins(host, next, words.text('sso.admins.saved'));
  return html`${
    chosen.length === 0
      ? html`<p class="muted">${words.text('sso.admins.none')}</p>`
      : html`<ul class="admins">
        ${chosen.map(
          (userId) => html`<li>
            <span><bdi>${nameOf(host, userId)}</bdi>${renderEmail(host, userId)}${counting.includes(userId) ? nothing : html`<small class="warned">${words.text('sso.admins.void')}</small>`}</span>
            <button type="button" class="btn small quiet" part="button" aria-label=${words.text('sso.admins.remove.name', { name: nameOf(host, userId) })} @click=${() => save(chosen.filter((other) => other !== userId))}>${words.text('sso.admins.remove')}</button>
          </li>`,
        )}
      </ul>`
  }${chosen.length < MAX_EMERGENCY_ADMINS ? renderAdd(host, words, chosen, save) : nothing}${renderRefused(host, words)}`;
}

function renderEmail(host: PanelHost, userId: string): TemplateResult | typeof nothing {
  const email = personOf(host, userId)?.email;
  return email ? html`<small class="muted"><bdi>${email}</bdi></small>` : nothing;
}

function renderAdd(
  host: PanelHost,
  words: LaterTexts,
  chosen: readonly string[],
  save: (next: readonly string[]) => void,
): TemplateResult {
  const { impact, adminRefused } = host.model;
  const people = impact && impact !== 'failed' ? impact.groups.flatMap((group) => group.people) : [];
  const candidates = people.filter(
    ({ userId, membership }) => membership === 'member' && !chosen.includes(userId),
  );
  if (impact === null) return html`<p class="help">${words.text('sso.impact.loading')}</p>`;
  if (candidates.length === 0) return html`<p class="help">${words.text('sso.admins.nobody-to-add')}</p>`;
  const add = (event: Event): void => {
    const select = (event.currentTarget as HTMLElement).parentElement?.querySelector('select');
    if (select?.value) save([...chosen, select.value]);
  };
  return html`<div class="row">
    <select class="inline-select" id="admin-to-add" aria-label=${words.text('sso.admins.choose')} aria-invalid=${adminRefused ? 'true' : nothing} aria-describedby=${adminRefused ? 'admin-to-add-e' : nothing}>${candidates.map(({ userId, name, email }) => html`<option value=${userId}>${name} · ${email}</option>`)}</select
    ><button type="button" class="btn small" part="button" @click=${add}>${icon('plus')}${words.text('sso.admins.add')}</button
    ><span class="help">${words.text('sso.admins.limit', { count: chosen.length })}</span>
  </div>`;
}

/** Who may manage and who has a password, the server knows: it refused this person. */
function renderRefused(host: PanelHost, words: LaterTexts): TemplateResult | typeof nothing {
  const { adminRefused } = host.model;
  if (!adminRefused) return nothing;
  const key = laterKey(`sso.admins.refused.${adminRefused.code}`) ?? 'sso.admins.refused';
  return html`<p class="error" part="error" role="alert" id="admin-to-add-e">${icon('bad')}<span>${words.text(key, { name: nameOf(host, adminRefused.userId) })}</span></p>`;
}
