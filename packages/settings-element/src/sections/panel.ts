// The panel as a whole: which sections a state shows, in reading order.

import { html, nothing, type TemplateResult } from 'lit';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { renderBanners } from './banners.ts';
import type { GuidePlace } from './guide.ts';
import { renderHead, type HeadOptions } from './head.ts';
import { panelHeading } from './heading.ts';
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
    case 'not-entitled':
      return html`${renderBanners(host, options)}${renderPrepare(host, options)}${renderEnableSwitch(host)}`;
    case 'configuring':
      return html`${renderBanners(host, options)}${renderEnableSwitch(host)}${host.part('form')?.renderConnectionForm(host, options.headingLevel, options.guidePlace) ?? nothing}${renderRequireSwitch(host)}${slotted}${host.part('form')?.renderSaveBar(host) ?? nothing}`;
    case 'off':
      return html`${renderBanners(host, options)}${renderEnableSwitch(host)}${belowOf(host, options)}`;
    default:
      return host.part('summary')?.renderSaved(host, options) ?? nothing;
  }
}

const slotted = html`<slot name="activity"></slot>`;

/** A team that was never set up has none. */
function belowOf(host: PanelHost, options: PanelOptions): TemplateResult {
  if (loadedView(host.model).revision === 0) return slotted;
  return host.part('summary')?.renderBelow(host, options) ?? slotted;
}

function renderRecovery(host: PanelHost, options: PanelOptions): TemplateResult | typeof nothing {
  const { client, model, texts } = host;
  if (!client.useRecoveryCode) return nothing;
  if (model.recovery)
    return host.part('safety')?.renderRecoveryForm(host, options.headingLevel, options.reload) ?? nothing;
  return html`<div class="body"><p><button type="button" class="btn" part="button" @click=${() => host.run('safety', (part) => part.openRecovery(host))}>${texts.text('sso.recovery.use')}</button></p></div>`;
}

/** Not in the plan: it can be prepared, and what was prepared is shown. */
function renderPrepare(host: PanelHost, options: PanelOptions): TemplateResult {
  const { texts } = host;
  const { draft, live } = loadedView(host.model);
  if (draft || live) return html`${host.part('summary')?.renderTested(host, options) ?? nothing}`;
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
