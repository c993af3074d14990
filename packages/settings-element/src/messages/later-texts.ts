// The texts of the sections that are loaded later, with the host's own words.

import type { PanelHost } from '../panel-host.ts';
import { laterEn } from './later-en.ts';
import type { LaterMessageKey } from './messages.ts';
import { createTexts, type Texts } from './texts.ts';

export type LaterTexts = Texts<LaterMessageKey>;

export function laterTexts({ texts, messages }: PanelHost): LaterTexts {
  return createTexts<LaterMessageKey>(texts.locale, laterEn, messages);
}

/** The key of a code's text, when this version has one. */
export function laterKey(key: string): LaterMessageKey | null {
  return Object.hasOwn(laterEn, key) ? (key as LaterMessageKey) : null;
}
