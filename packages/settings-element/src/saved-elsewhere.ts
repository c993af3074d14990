// Who saved meanwhile, and when, in words.

import { nameOf } from './actions/impact.ts';
import type { PanelHost } from './panel-host.ts';
import type { SavedElsewhere } from './settings-problem.ts';

/** Who and when, as far as the server says it and the members know them. */
export function savedElsewhereText(host: PanelHost, saved: SavedElsewhere): string {
  const { texts } = host;
  const who = nameOfSaver(host, saved.savedBy);
  const when = saved.savedAt ? momentOf(host, new Date(saved.savedAt)) : null;
  if (who && when) return texts.text('sso.conflict.dialog.who-when', { who, when });
  if (who) return texts.text('sso.conflict.dialog.who', { who });
  if (!when) return texts.text('sso.conflict.dialog');
  // Without a person it was a requirement that ran out.
  return texts.text(saved.savedBy ? 'sso.conflict.dialog.when' : 'sso.conflict.dialog.nobody', { when });
}

export function nameOfSaver(host: PanelHost, savedBy: SavedElsewhere['savedBy']): string | null {
  if (!savedBy) return null;
  const name = savedBy.name ?? nameOf(host, savedBy.userId);
  return name === savedBy.userId ? null : name;
}

function momentOf(host: PanelHost, at: Date): string {
  const { texts } = host;
  const isToday = texts.date(at) === texts.date(host.now());
  return isToday
    ? texts.text('sso.conflict.at', { time: texts.time(at) })
    : texts.text('sso.conflict.on', { date: texts.date(at) });
}
