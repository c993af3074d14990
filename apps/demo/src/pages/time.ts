// Times for people. The page's script puts them into the reader's own time zone.

import { html, type Markup } from './html.ts';

/** "2 min ago" within the day, else the date. */
export function renderRelativeTime(at: Date, now: Date): Markup {
  return html`<time datetime="${at.toISOString()}">${relativeText(at, now)}</time>`;
}

export function renderClockTime(at: Date): Markup {
  const text = `${at.toISOString().slice(11, 16)} UTC`;
  return html`<time datetime="${at.toISOString()}" data-clock>${text}</time>`;
}

function relativeText(at: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000);
  if (minutes < 1) return 'Just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return new Intl.DateTimeFormat('en', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(at);
}
