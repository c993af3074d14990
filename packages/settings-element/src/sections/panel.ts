// The panel as a whole: which sections a state shows, in reading order.

import { html, nothing, type TemplateResult } from 'lit';
import { toggleActivity } from '../actions/open-activity.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { renderBanners } from './banners.ts';
import { renderFold } from './fold.ts';
import type { GuidePlace } from './guide.ts';
import { renderHead, type HeadOptions } from './head.ts';
import { panelHeading } from './heading.ts';
import { icon } from './icons.ts';
import { renderSkeleton, renderSkeletonStatus } from './skeleton.ts';
import { renderEnableSwitch, renderRequireSwitch } from './switches.ts';

export interface PanelOptions extends HeadOptions {
  readonly guidePlace: GuidePlace;
  readonly teamName: string;
}

export function renderPanel(host: PanelHost, options: PanelOptions): TemplateResult {
  const { model } = host;
  const loading = options.state === 'loading';
  return html`<section class="panel" part="panel" aria-labelledby="sso-h" aria-busy=${loading ? 'true' : 'false'}>
      ${loading ? renderLoading(host, options) : html`${renderHead(host, options)}${renderContent(host, options)}`}
    </section>
    ${model.dialog ? (host.part('dialogs')?.renderDialogOf(host, model.dialog, options) ?? nothing) : nothing}
    <div class="sr" role="status">${model.polite}</div>
    <div class="sr" role="alert">${model.urgent}</div>`;
}

function renderLoading(host: PanelHost, options: PanelOptions): TemplateResult {
  const { load } = host.model;
  if (load.kind === 'loading' && load.slow)
    return html`${renderHead(host, options)}${renderSkeleton(host.texts)}`;
  const heading = panelHeading(
    options.headingLevel,
    html`<slot name="heading">${host.texts.text('sso.heading')}</slot>`,
  );
  return html`<header class="head">
      <div class="title ${options.hideHeading ? 'sr' : ''}">${heading}</div>
      ${renderSkeletonStatus(host.texts)}
    </header>
    ${renderSkeleton(host.texts)}`;
}

function renderContent(host: PanelHost, options: PanelOptions): TemplateResult | typeof nothing {
  switch (options.state) {
    case 'loading':
    case 'error':
      return nothing;
    case 'sso-required':
      return renderRecovery(host, options);
    case 'read-only':
      return html`${renderReadOnlyNote(host)}${host.part('summary')?.renderSummary(host, { headingLevel: options.headingLevel, readOnly: true }) ?? nothing}${renderDomainsFold(host, true)}${slotted}`;
    case 'not-entitled':
      return html`${renderBanners(host, options)}${renderPrepare(host, options)}${renderEnableSwitch(host)}`;
    case 'configuring':
      return html`${renderBanners(host, options)}${renderEnableSwitch(host)}${host.part('form')?.renderConnectionForm(host, options.headingLevel, options.guidePlace) ?? nothing}${renderRequireSwitch(host)}${slotted}${host.part('form')?.renderSaveBar(host) ?? nothing}`;
    case 'off':
      return html`${renderBanners(host, options)}${renderEnableSwitch(host)}${renderFolds(host, options)}${renderActivity(host, options)}`;
    case 'draft-saved':
      return html`${renderBanners(host, options)}${renderEnableSwitch(host)}${summary(host, options)}${renderFolds(host, options)}${renderActivity(host, options)}`;
    default:
      return html`${renderBanners(host, options)}${renderEnableSwitch(host)}${summary(host, options)}${renderRequireSwitch(host)}${renderWaysBack(host, options)}${renderFolds(host, options)}${renderActivity(host, options)}`;
  }
}

/** Who belongs here: folded, once there is something to belong to. */
function renderFolds(host: PanelHost, { headingLevel }: PanelOptions): unknown {
  const { client, texts, model } = host;
  const { live, draft } = loadedView(model);
  if (!live && !draft) return nothing;
  return html`${client.addDomain ? renderDomainsFold(host, false) : nothing}${
    client.setPolicy
      ? renderFold(host, {
          name: 'people',
          label: texts.text('sso.fold.people'),
          content: () => host.part('people')?.renderPeople(host, headingLevel),
        })
      : nothing
  }`;
}

function renderDomainsFold(host: PanelHost, isReadOnly: boolean): TemplateResult | typeof nothing {
  const { domains } = loadedView(host.model);
  if (isReadOnly && domains.length === 0) return nothing;
  return renderFold(host, {
    name: 'domains',
    label: host.texts.text('sso.fold.domains'),
    note: domains
      .filter(({ verified }) => verified)
      .map(({ domain }) => domain)
      .slice(0, 3)
      .join(', '),
    content: () => host.part('domains')?.renderDomains(host, isReadOnly),
  });
}

const slotted = html`<slot name="activity"></slot>`;

/** Recent activity, closed at first; a team that was never set up has none. */
function renderActivity(host: PanelHost, { headingLevel }: PanelOptions): TemplateResult {
  const { client, model, texts } = host;
  if ((!client.readAttempts && !client.readAudit) || loadedView(model).revision === 0) return slotted;
  const toggle = (event: Event): void => toggleActivity(host, (event.target as HTMLDetailsElement).open);
  const content = model.activityOpen
    ? (host.part('activity')?.renderActivity(host, headingLevel) ??
      html`<p class="muted events-note">${texts.text('sso.part.loading')}</p>`)
    : nothing;
  return html`<details class="activity" part="activity" .open=${model.activityOpen} @toggle=${toggle}>
      <summary id="activity">${icon('chevron')}${texts.text('sso.activity')}</summary>
      ${content}
    </details>
    ${slotted}`;
}

/** While SSO is required, the ways back in stand on the page. */
function renderWaysBack(host: PanelHost, { headingLevel }: PanelOptions): TemplateResult | typeof nothing {
  const { client, model } = host;
  if (!client.makeRecoveryCodes && !client.setPolicy) return nothing;
  if (loadedView(model).mode !== 'required') return nothing;
  return host.part('safety')?.renderWaysBack(host, headingLevel) ?? nothing;
}

function renderRecovery(host: PanelHost, options: PanelOptions): TemplateResult | typeof nothing {
  const { client, model, texts } = host;
  if (!client.useRecoveryCode) return nothing;
  if (model.recovery)
    return host.part('safety')?.renderRecoveryForm(host, options.headingLevel, options.reload) ?? nothing;
  return html`<div class="body"><p><button type="button" class="btn" part="button" @click=${() => host.run('safety', (part) => part.openRecovery(host))}>${texts.text('sso.recovery.use')}</button></p></div>`;
}

const summary = (host: PanelHost, { headingLevel }: PanelOptions): TemplateResult =>
  html`${renderTest(host, headingLevel)}${host.part('summary')?.renderSummary(host, { headingLevel, readOnly: false }) ?? nothing}`;

/** The test, while it runs and when it has a result; its section is loaded with the first one. */
function renderTest(host: PanelHost, headingLevel: number): TemplateResult | typeof nothing {
  const { test } = host.model;
  const { live, draft } = loadedView(host.model);
  const connectionId = test?.run?.connectionId;
  const isOfThese = !connectionId || [live, draft].some((tested) => tested?.connectionId === connectionId);
  if (!test || !isOfThese) return nothing;
  const part = host.part('testing');
  return part
    ? part.renderTestResult(host, test, headingLevel)
    : html`<div class="body" part="test-result"><p class="muted" id="result-h" tabindex="-1">${host.texts.text('sso.test.loading')}</p></div>`;
}

function renderReadOnlyNote({ texts }: PanelHost): TemplateResult {
  return html`<div class="note">
    <slot name="read-only-note"><p class="row tight">${icon('lock')}<span>${texts.text('sso.read-only.note')}</span></p></slot>
  </div>`;
}

/** Not in the plan: it can be prepared, and what was prepared is shown. */
function renderPrepare(host: PanelHost, options: PanelOptions): TemplateResult {
  const { texts } = host;
  const { draft, live } = loadedView(host.model);
  if (draft || live) return summary(host, options);
  return html`<div class="body">
    <div class="row prepare">
      <div>
        <p><strong>${texts.text('sso.not-entitled.prepare-title')}</strong></p>
        <p class="muted">${texts.text('sso.not-entitled.prepare-text')}</p>
      </div>
      <button type="button" class="btn" part="button" @click=${() => host.run('form', (part) => part.openForm(host, 'provider'))}>${texts.text('sso.not-entitled.prepare')}</button>
    </div>
  </div>`;
}
