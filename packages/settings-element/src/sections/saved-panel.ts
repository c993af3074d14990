// The panel of a team that has saved something: banners, the first switch, what is saved, the second switch, activity.

import { html, nothing, type TemplateResult } from 'lit';
import { toggleActivity } from '../actions/open-activity.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { renderBanners } from './banners.ts';
import { renderSummary } from './connection-summary.ts';
import { renderFold } from './fold.ts';
import { icon } from './icons.ts';
import type { PanelOptions } from './panel.ts';
import { renderEnableSwitch, renderRequireSwitch } from './switches.ts';

export function renderSaved(host: PanelHost, options: PanelOptions): TemplateResult {
  switch (options.state) {
    case 'read-only':
      return html`${renderReadOnlyNote(host)}${renderSummary(host, { headingLevel: options.headingLevel, readOnly: true })}${renderDomainsFold(host, true)}${slotted}`;
    case 'draft-saved':
      return html`${renderBanners(host, options)}${renderEnableSwitch(host)}${renderTested(host, options)}${renderFolds(host, options)}${renderActivity(host, options)}`;
    default:
      return html`${renderBanners(host, options)}${renderEnableSwitch(host)}${renderTested(host, options)}${renderRequireSwitch(host)}${renderWaysBack(host, options)}${renderFolds(host, options)}${renderActivity(host, options)}`;
  }
}

const slotted = html`<slot name="activity"></slot>`;

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

/** Below the switches. */
export const renderBelow = (host: PanelHost, options: PanelOptions): TemplateResult =>
  html`${renderFolds(host, options)}${renderActivity(host, options)}`;

export const renderTested = (host: PanelHost, { headingLevel }: PanelOptions): TemplateResult =>
  html`${renderTest(host, headingLevel)}${renderSummary(host, { headingLevel, readOnly: false })}`;

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
