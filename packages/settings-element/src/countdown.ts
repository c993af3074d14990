// The time left to confirm a requirement: whole minutes, spoken at 15, 5 and 1, and what follows when it is over.

import type { PanelHost } from './panel-host.ts';
import { isRolledBack } from './panel-state.ts';

const SPOKEN_MINUTES: ReadonlySet<number> = new Set([15, 5, 1]);

/** Whole minutes until a moment, rounded up, so that "1 minute left" is true to the end. */
export function minutesLeft(until: Date, now: Date): number {
  return Math.max(0, Math.ceil((until.getTime() - now.getTime()) / 60_000));
}

/** Speaks what is left when it is worth a word; returns the minutes for the next look. */
export function tellCountdown(host: PanelHost, spokenMinutes: number): number {
  const { load } = host.model;
  const confirmBy = load.kind === 'ready' ? load.view.requirement.confirmBy : undefined;
  if (load.kind !== 'ready' || confirmBy === undefined) return spokenMinutes;
  const until = new Date(confirmBy);
  if (isRolledBack(load.view, host.now())) {
    host.announce(host.texts.text('sso.health.rolled-back', { time: host.texts.time(until) }), true);
    return spokenMinutes;
  }
  const minutes = minutesLeft(until, host.now());
  if (minutes !== spokenMinutes && SPOKEN_MINUTES.has(minutes))
    host.announce(host.texts.count('sso.requiring.left', minutes));
  return minutes;
}
