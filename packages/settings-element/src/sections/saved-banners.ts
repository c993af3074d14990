// Banners about settings that are saved: the running countdown, a roll-back, health. Each with a cure.

import type { SettingsView } from '@team-sso/core';
import { minutesLeft } from '../countdown.ts';
import type { PanelHost } from '../panel-host.ts';
import { isRolledBack, modeState } from '../panel-state.ts';
import { warning, type Banner } from './banner.ts';
import { healthBanner } from './health-banner.ts';

export function savedBanners(host: PanelHost, view: SettingsView): readonly Banner[] {
  return [
    ...requirementBanners(host, view),
    ...view.health.map(({ code }) => healthBanner(host, view, code)),
  ];
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
  if (modeState(view, now) !== 'requiring') return [];
  const minutes = minutesLeft(confirmBy, now);
  return [
    warning(texts.count('sso.requiring.left', minutes), texts.text('sso.requiring.text', { time }), 'clock'),
  ];
}
