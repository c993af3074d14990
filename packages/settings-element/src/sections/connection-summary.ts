// What is saved, to read: the connection, what the draft would change, and the certificates.

import type { Connection, SettingsView } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { providerName } from '../guide-names.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { currentTest, isProven, maySwitchOn } from '../panel-state.ts';
import { differingFields, formOf } from '../settings-draft.ts';
import { renderCertificates } from './certificates-table.ts';
import { renderDifference } from './draft-difference.ts';
import { sectionHeading } from './heading.ts';
import { icon } from './icons.ts';
import { renderOurValues } from './our-values.ts';

export interface SummaryOptions {
  readonly headingLevel: number;
  readonly readOnly: boolean;
}

export function renderSummary(host: PanelHost, options: SummaryOptions): TemplateResult {
  const view = loadedView(host.model);
  const inUse = html`${view.live ? renderLive(host, view, view.live, options) : nothing}${
    view.live && view.certificates.length > 0 ? renderCertificates(host, view, options) : nothing
  }${
    view.live?.metadataUrl && host.client.readMetadataReview && !options.readOnly
      ? (host.part('metadata')?.renderMetadata(host, options.headingLevel) ?? nothing)
      : nothing
  }${
    view.lastMove && !options.readOnly
      ? (host.part('move')?.renderLastMove(host, view.lastMove, options.headingLevel) ?? nothing)
      : nothing
  }`;
  const folds = !options.readOnly && view.draft !== null && view.live !== null && host.model.test !== null;
  return html`<div class="body solo" id="body">
    ${options.readOnly ? renderOursReadOnly(host, options.headingLevel) : nothing}
    ${view.draft && !options.readOnly ? renderDraft(host, view, view.draft, options.headingLevel) : nothing}
    ${folds ? nothing : inUse}
    ${options.readOnly ? renderRequirement(host, view, options.headingLevel) : nothing}
    <slot name="support"></slot>
  </div>${folds ? renderFolded(host, inUse) : nothing}`;
}

/** Beside a result and its draft, what is in use is one row until somebody looks. */
function renderFolded(host: PanelHost, inUse: unknown): TemplateResult {
  const { texts, model } = host;
  const toggle = (event: Event): void =>
    host.update({ showsInUse: (event.target as HTMLDetailsElement).open });
  return html`<details class="activity" .open=${model.showsInUse} @toggle=${toggle}>
    <summary>${icon('chevron')}${texts.text('sso.connection.now')}</summary>
    <div class="body solo">${inUse}</div>
  </details>`;
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
              : html`<button type="button" class="btn small" part="button" id="change" @click=${() => host.run('form', (part) => part.openForm(host, 'signOnUrl'))}>${texts.text('sso.connection.change')}</button>`
          }
          ${
            host.client.startTest && !view.draft && view.mode !== 'off' && isProven(view)
              ? html`<button type="button" class="btn small" part="button" @click=${() => host.run('testing', (part) => part.pressTest(host))}>${texts.text('sso.test.action')}${icon('external')}</button>`
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
    ? html`<button type="button" class="btn small quiet" part="button" @click=${() => host.run('dialogs', (part) => part.discardDraft(host))}>${texts.text('sso.draft.discard')}</button>`
    : nothing;
  const content = view.live
    ? fields.length === 0
      ? html`<p class="muted">${texts.text('sso.draft.same')}</p>`
      : fields.map((field) => renderDifference(host, view, field, draft))
    : renderFacts(host, draft);
  return section(
    level,
    texts.text(view.draftMove ? 'sso.draft.move' : 'sso.draft.heading'),
    texts.text(view.draftMove ? 'sso.draft.move-help' : 'sso.draft.help'),
    html`${host.client.startTest ? renderProgress(host, view) : nothing}${
      view.draftMove ? (host.part('move')?.renderMove(host, view.draftMove) ?? nothing) : nothing
    }${content}
      <div class="row">
        <button type="button" class="btn small" part="button" id="change" @click=${() => host.run('form', (part) => part.openForm(host, 'signOnUrl'))}>${texts.text('sso.draft.edit')}</button>${renderDraftActions(host, view)}${discard}
      </div>`,
  );
}

/** Saved, tested, used: where the change is. */
function renderProgress(host: PanelHost, view: SettingsView): TemplateResult {
  const { texts } = host;
  const tested = currentTest(view)?.outcome === 'passed';
  const use = view.mode === 'off' ? 'use-on' : 'use';
  const step = (key: 'saved' | 'test' | 'use' | 'use-on', done: boolean, current: boolean): TemplateResult =>
    html`<li aria-current=${current ? 'step' : nothing}>${done ? html`<span class="good">${icon('check')}</span>` : nothing}${texts.text(`sso.draft.step.${key}`)}${done ? html`<span class="sr"> (${texts.text('sso.done')})</span>` : nothing}</li>`;
  return html`<ol class="progress">
    ${step('saved', true, false)}${step('test', tested, !tested)}${step(use, false, tested)}
  </ol>`;
}

/** The main action stands in the head; here is the other one. Untested settings are used only where the server lets them. */
function renderDraftActions(host: PanelHost, view: SettingsView): TemplateResult | typeof nothing {
  const { texts, client } = host;
  const outcome = currentTest(view)?.outcome;
  const test = (label: 'sso.test.action' | 'sso.test.again'): TemplateResult =>
    html`<button type="button" class="btn small" part="button" @click=${() => host.run('testing', (part) => part.pressTest(host))}>${texts.text(label)}${icon('external')}</button>`;
  if (outcome === 'passed') return client.startTest ? test('sso.test.again') : nothing;
  const mayTest = client.startTest && !maySwitchOn(view, host.now());
  return html`${mayTest ? test('sso.test.action') : nothing}${
    client.promote && view.mode !== 'required' && maySwitchOn(view, host.now())
      ? html`<button type="button" class="btn small quiet" part="button" @click=${() => host.run('dialogs', (part) => part.promote(host))}>${texts.text(view.mode === 'off' ? 'sso.promote.action-on' : 'sso.promote.action')}</button>`
      : nothing
  }`;
}
