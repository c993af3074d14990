// What is saved, to read: the connection, what the draft would change, and the certificates.

import type { Connection, SettingsView } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { openForm } from '../actions/edit.ts';
import { promote } from '../actions/promote.ts';
import { discardDraft } from '../actions/remove.ts';
import { pressTest } from '../actions/test-run.ts';
import { providerName } from '../guide-names.ts';
import { loadedView, type PanelHost } from '../panel-model.ts';
import { currentTest, maySwitchOn } from '../panel-state.ts';
import { differingFields, formOf, type FormField } from '../settings-draft.ts';
import { renderCertificates } from './certificates-table.ts';
import { fieldLabel } from './error-summary.ts';
import { sectionHeading } from './heading.ts';
import { icon } from './icons.ts';
import { renderOurValues } from './our-values.ts';

export interface SummaryOptions {
  readonly headingLevel: number;
  readonly readOnly: boolean;
}

export function renderSummary(host: PanelHost, options: SummaryOptions): TemplateResult {
  const view = loadedView(host.model);
  return html`<div class="body solo" id="body">
    ${options.readOnly ? renderOursReadOnly(host, options.headingLevel) : nothing}
    ${view.draft && !options.readOnly ? renderDraft(host, view, view.draft, options.headingLevel) : nothing}
    ${view.live ? renderLive(host, view, view.live, options) : nothing}
    ${view.live && view.certificates.length > 0 ? renderCertificates(host, view, options) : nothing}
    ${options.readOnly ? renderRequirement(host, view, options.headingLevel) : nothing}
    <slot name="support"></slot>
  </div>`;
}

function section(level: number, title: string, help: string | null, content: unknown): TemplateResult {
  return html`<section class="section" part="section">
    <header>${sectionHeading(level, title)}${help ? html`<p>${help}</p>` : nothing}</header>
    <div class="stack">${content}</div>
  </section>`;
}

function renderOursReadOnly(host: PanelHost, level: number): TemplateResult {
  return section(level, host.texts.text('sso.ours.heading-read-only'), null, renderOurValues(host));
}

function renderRequirement(host: PanelHost, view: SettingsView, level: number): TemplateResult {
  const key = view.effectiveMode === 'required' ? 'sso.require.required' : 'sso.require.optional';
  return section(level, host.texts.text('sso.require.heading'), null, html`<p>${host.texts.text(key)}</p>`);
}

function renderLive(
  host: PanelHost,
  view: SettingsView,
  live: Connection,
  options: SummaryOptions,
): TemplateResult {
  const { texts, model } = host;
  const title = texts.text(options.readOnly ? 'sso.theirs.heading-read-only' : 'sso.connection.heading');
  const help = texts.text(view.mode === 'off' ? 'sso.connection.help-off' : 'sso.connection.help');
  const toggle = (): void => host.update({ showsOurValues: !model.showsOurValues });
  const actions = options.readOnly
    ? nothing
    : html`<div class="row">
          ${
            view.draft
              ? nothing
              : html`<button type="button" class="btn small" part="button" id="change" @click=${() => openForm(host, 'signOnUrl')}>${texts.text('sso.connection.change')}</button>`
          }
          ${
            host.client.startTest && !view.draft && view.mode !== 'off'
              ? html`<button type="button" class="btn small" part="button" @click=${() => pressTest(host)}>${texts.text('sso.test.action')}${icon('external')}</button>`
              : nothing
          }
          <button type="button" class="btn small ${view.draft ? '' : 'quiet'}" part="button" aria-expanded=${model.showsOurValues} @click=${toggle}>${texts.text('sso.connection.values')}</button>
        </div>
        ${model.showsOurValues ? html`<div class="stack">${renderOurValues(host)}</div>` : nothing}`;
  return section(
    options.headingLevel,
    title,
    options.readOnly ? null : help,
    html`${renderFacts(host, live)}${actions}`,
  );
}

export function renderFacts(host: PanelHost, connection: Connection): TemplateResult {
  const { texts } = host;
  const name = providerName(connection.provider, texts.text('sso.provider.other'));
  return html`<dl class="facts">
    <dt>${texts.text('sso.connection.provider')}</dt>
    <dd>${name}</dd>
    <dt>${texts.text('sso.sign-on-url.label')}</dt>
    <dd><bdi dir="ltr" translate="no">${connection.signOnUrl}</bdi></dd>
    <dt>${texts.text('sso.issuer.label')}</dt>
    <dd><bdi dir="ltr" translate="no">${connection.idpEntityId}</bdi></dd>
  </dl>`;
}

function renderDraft(host: PanelHost, view: SettingsView, draft: Connection, level: number): TemplateResult {
  const { texts } = host;
  const fields = differingFields(formOf(view.live), formOf(draft));
  const discard = host.client.discardDraft
    ? html`<button type="button" class="btn small quiet" part="button" @click=${() => void discardDraft(host)}>${texts.text('sso.draft.discard')}</button>`
    : nothing;
  const content = view.live
    ? fields.length === 0
      ? html`<p class="muted">${texts.text('sso.draft.same')}</p>`
      : fields.map((field) => renderDifference(host, field, view.live, draft))
    : renderFacts(host, draft);
  return section(
    level,
    texts.text('sso.draft.heading'),
    texts.text('sso.draft.help'),
    html`${host.client.startTest ? renderProgress(host, view) : nothing}${content}
      <div class="row">
        <button type="button" class="btn small" part="button" id="change" @click=${() => openForm(host, 'signOnUrl')}>${texts.text('sso.draft.edit')}</button>${renderDraftActions(host, view)}${discard}
      </div>`,
  );
}

/** Saved, tested, used: where the change is. */
function renderProgress(host: PanelHost, view: SettingsView): TemplateResult {
  const { texts } = host;
  const tested = currentTest(view)?.outcome === 'passed';
  const step = (key: 'saved' | 'test' | 'use', done: boolean, current: boolean): TemplateResult =>
    html`<li aria-current=${current ? 'step' : nothing}>${done ? html`<span class="good">${icon('check')}</span>` : nothing}${texts.text(`sso.draft.step.${key}`)}${done ? html`<span class="sr"> (${texts.text('sso.done')})</span>` : nothing}</li>`;
  return html`<ol class="progress">
    ${step('saved', true, false)}${step('test', tested, !tested)}${step('use', false, tested)}
  </ol>`;
}

/** The main action stands in the head; here is the other one. Untested settings are used only where the server lets them. */
function renderDraftActions(host: PanelHost, view: SettingsView): TemplateResult | typeof nothing {
  const { texts, client } = host;
  const outcome = currentTest(view)?.outcome;
  const test = (label: 'sso.test.action' | 'sso.test.again'): TemplateResult =>
    html`<button type="button" class="btn small" part="button" @click=${() => pressTest(host)}>${texts.text(label)}${icon('external')}</button>`;
  if (outcome === 'passed') return client.startTest ? test('sso.test.again') : nothing;
  const mayTest = client.startTest && !maySwitchOn(view, host.now());
  return html`${mayTest ? test('sso.test.action') : nothing}${
    client.promote && view.mode !== 'required'
      ? html`<button type="button" class="btn small quiet" part="button" @click=${() => void promote(host)}>${texts.text('sso.promote.action')}</button>`
      : nothing
  }`;
}

function renderDifference(
  host: PanelHost,
  field: FormField,
  now: Connection | null,
  draft: Connection,
): TemplateResult {
  const { texts } = host;
  const isOff = loadedView(host.model).mode === 'off';
  const side = (title: string, help: string, connection: Connection | null): TemplateResult => html`<div>
    <span class="side"><strong>${title}</strong><small>${help}</small></span>
    <div>${renderValue(host, field, connection)}</div>
  </div>`;
  return html`<div class="field">
    <p class="label">${fieldLabel(host, field)}</p>
    <div class="diff">
      ${side(texts.text('sso.draft.now'), texts.text(isOff ? 'sso.draft.kept-help' : 'sso.draft.now-help'), now)}${side(texts.text('sso.draft.draft'), texts.text('sso.draft.draft-help'), draft)}
    </div>
  </div>`;
}

/** One value of a connection in words: for the comparison of two. */
export function renderValue(host: PanelHost, field: FormField, connection: Connection | null): unknown {
  const { texts } = host;
  if (!connection) return texts.text('sso.conflict.empty');
  switch (field) {
    case 'provider':
      return providerName(connection.provider, texts.text('sso.provider.other'));
    case 'spEntityIdScope':
      return texts.text(`sso.entity-id.scope.${connection.spEntityIdScope}`);
    case 'certificates':
      return texts.count('sso.draft.certificates', connection.signingCertificates.length);
    case 'signOnUrl':
    case 'idpEntityId':
      return html`<bdi dir="ltr" translate="no">${connection[field]}</bdi>`;
  }
}
