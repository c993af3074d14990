// Banners under the head: health, the running countdown, and the last action that failed. Each with a cure.

import type { HealthCode, SettingsView } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { guideNames } from '../guide-names.ts';
import { knownKey } from '../messages/messages.ts';
import { loadedView, type PanelHost } from '../panel-model.ts';
import { isLapsed, isRolledBack, modeState } from '../panel-state.ts';
import { toneClass, type Tone } from './badge.ts';
import { icon, type IconName } from './icons.ts';

interface Banner {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly title: unknown;
  readonly text?: unknown;
  readonly action?: TemplateResult;
}

export function renderBanners(host: PanelHost): readonly TemplateResult[] {
  const view = loadedView(host.model);
  return [
    ...failureBanner(host),
    ...(host.model.offline ? [warning(host.texts.text('sso.health.offline'))] : []),
    ...requirementBanners(host, view),
    ...view.health.map(({ code }) => healthBanner(host, view, code)),
  ].map(renderBanner);
}

function renderBanner(banner: Banner): TemplateResult {
  return html`<div class="banner ${toneClass(banner.tone)}" part="banner">
    ${icon(banner.icon)}
    <div><p><strong>${banner.title}</strong></p>${banner.text ? html`<p>${banner.text}</p>` : nothing}</div>
    ${banner.action ?? nothing}
  </div>`;
}

const warning = (title: unknown, text?: unknown, name: IconName = 'warn'): Banner => ({
  tone: 'warn',
  icon: name,
  title,
  text,
});

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

function requirementBanners(host: PanelHost, view: SettingsView): Banner[] {
  const { texts } = host;
  const now = host.now();
  const confirmBy = view.requirement.confirmBy ? new Date(view.requirement.confirmBy) : now;
  const time = texts.time(confirmBy);
  if (isRolledBack(view, now))
    return [
      warning(texts.text('sso.health.rolled-back', { time }), texts.text('sso.health.rolled-back.cure')),
    ];
  if (isLapsed(view, now))
    return [warning(texts.text('sso.health.lapsed'), texts.text('sso.health.lapsed.cure'))];
  if (modeState(view, now) !== 'requiring') return [];
  const minutes = minutesLeft(confirmBy, now);
  return [
    warning(texts.count('sso.requiring.left', minutes), texts.text('sso.requiring.text', { time }), 'clock'),
  ];
}

/** Whole minutes until a moment, rounded up, so that "1 minute left" is true to the end. */
export function minutesLeft(until: Date, now: Date): number {
  return Math.max(0, Math.ceil((until.getTime() - now.getTime()) / 60_000));
}

function healthBanner(host: PanelHost, view: SettingsView, code: HealthCode): Banner {
  const { texts } = host;
  const ends = soonestEnd(view);
  const provider = guideNames(host).shortName;
  if (code === 'certificate_expiring' && ends)
    return warning(
      texts.text('sso.health.certificate_expiring', {
        date: texts.date(ends),
        when: texts.relative(ends, host.now()),
      }),
      texts.text('sso.health.certificate_expiring.cure', { provider }),
    );
  if (code === 'certificate_expired' && ends)
    return {
      tone: 'bad',
      icon: 'warn',
      title: texts.text('sso.health.certificate_expired', { date: texts.date(ends) }),
      text: texts.text('sso.health.certificate_expired.cure', { provider }),
    };
  const key = knownKey(`sso.health.${code}`);
  const cure = knownKey(`sso.health.${code}.cure`);
  return warning(key ? texts.text(key) : code, cure ? texts.text(cure) : undefined);
}

function soonestEnd({ certificates }: SettingsView): Date | null {
  const ends = certificates.map(({ notAfter }) => new Date(notAfter).getTime());
  return ends.length > 0 ? new Date(Math.max(...ends)) : null;
}
