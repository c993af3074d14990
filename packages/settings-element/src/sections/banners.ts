// Banners under the head: the last action that failed, the plan, and what is worth knowing of saved settings.

import type { SettingsView } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { isLapsed, maySwitchOn } from '../panel-state.ts';
import { toneClass } from './badge.ts';
import { renderLink, warning, type Banner } from './banner.ts';
import { icon } from './icons.ts';

export function renderBanners(
  host: PanelHost,
  { contactHref }: { readonly contactHref: string },
): readonly TemplateResult[] {
  const view = loadedView(host.model);
  return [
    ...failureBanner(host),
    ...(host.model.setAside ? (host.part('dialogs')?.conflictBanner(host) ?? []) : []),
    ...(host.model.offline ? [warning(host.texts.text('sso.health.offline'))] : []),
    ...planBanners(host, view, contactHref),
    ...(view.revision > 0 ? (host.part('summary')?.savedBanners(host, view) ?? []) : []),
  ].map(renderBanner);
}

function renderBanner(banner: Banner): TemplateResult {
  return html`<div class="banner ${toneClass(banner.tone)}" part="banner">
    ${icon(banner.icon)}
    <div><p><strong>${banner.title}</strong></p>${banner.text ? html`<p>${banner.text}</p>` : nothing}</div>
    ${banner.action ?? nothing}
  </div>`;
}

function failureBanner({ model, texts }: PanelHost): Banner[] {
  const { failure } = model;
  if (!failure) return [];
  const request = failure.requestId ? texts.text('sso.error.request', { id: failure.requestId }) : undefined;
  const action = failure.loginUrl
    ? html`<a class="btn small" part="button" href=${failure.loginUrl} target="_blank" rel="noopener">${texts.text('sso.signed-out.action')}${icon('external')}</a>`
    : undefined;
  const banner: Banner = { tone: 'bad', icon: 'bad', title: texts.text(failure.key), text: request };
  return [action ? { ...banner, action } : banner];
}

/** A plan that is about to end, or has ended. The head has "Get in touch" once it has. */
function planBanners(host: PanelHost, view: SettingsView, contactHref: string): Banner[] {
  const { texts } = host;
  const { entitled, graceUntil, upgradeUrl } = view.entitlement;
  if (isLapsed(view, host.now())) {
    const cure = view.mode === 'required' ? 'sso.health.lapsed.cure-required' : 'sso.health.lapsed.cure';
    return [warning(texts.text('sso.health.lapsed'), texts.text(cure))];
  }
  if (entitled || !graceUntil || !maySwitchOn(view, host.now())) return [];
  const banner = warning(
    texts.text('sso.health.grace', { date: texts.date(new Date(graceUntil)) }),
    texts.text('sso.health.grace.cure'),
    'clock',
  );
  const href = contactHref || upgradeUrl;
  return [href ? { ...banner, action: renderLink(texts.text('sso.not-entitled.action'), href) } : banner];
}
