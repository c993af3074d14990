// The message keys of both elements and how they are looked up.

import { en } from './en.ts';
import type { laterEn } from './later-en.ts';
import type { loginEn } from './login-en.ts';
import { createTexts, type Texts } from './texts.ts';
import type { upkeepEn } from './upkeep-en.ts';

export type SettingsMessageKey = keyof typeof en;
export type LoginMessageKey = keyof typeof loginEn;
/** Texts a host replaces, by message id. */
export type SettingsMessages = Readonly<
  Partial<Record<SettingsMessageKey | LaterMessageKey | UpkeepMessageKey, string>>
>;
/** Keys of texts that come with the sections loaded later. */
export type LaterMessageKey = keyof typeof laterEn;
export type UpkeepMessageKey = keyof typeof upkeepEn;
export type LoginMessages = Readonly<Partial<Record<LoginMessageKey, string>>>;
export type SettingsTexts = Texts<SettingsMessageKey>;
export type LoginTexts = Texts<LoginMessageKey>;

export function settingsTexts(locale: string, overrides: SettingsMessages): SettingsTexts {
  return createTexts<SettingsMessageKey>(locale, en, overrides);
}

/** The key of a code's message, when this version has one: a newer server may send codes it doesn't know. */
export function knownKey(key: string): SettingsMessageKey | null {
  return Object.hasOwn(en, key) ? (key as SettingsMessageKey) : null;
}
