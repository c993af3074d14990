// The texts about a connection over the years, with the host's own words.

import type { PanelHost } from '../panel-host.ts';
import type { UpkeepMessageKey } from './messages.ts';
import { createTexts, type Texts } from './texts.ts';
import { upkeepEn } from './upkeep-en.ts';

export type UpkeepTexts = Texts<UpkeepMessageKey>;

export function upkeepTexts({ texts, messages }: PanelHost): UpkeepTexts {
  return createTexts<UpkeepMessageKey>(texts.locale, upkeepEn, messages);
}

/** The key of a code's text, when this version has one. */
export function upkeepKey(key: string): UpkeepMessageKey | null {
  return Object.hasOwn(upkeepEn, key) ? (key as UpkeepMessageKey) : null;
}
