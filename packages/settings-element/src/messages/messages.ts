// The message keys of both elements and how they are looked up.

import { en } from './en.ts';
import type { loginEn } from './login-en.ts';
import { createTexts, type Texts } from './texts.ts';

export type SettingsMessageKey = keyof typeof en;
export type LoginMessageKey = keyof typeof loginEn;
/** Texts a host replaces, by message id. */
export type SettingsMessages = Readonly<Partial<Record<SettingsMessageKey, string>>>;
export type LoginMessages = Readonly<Partial<Record<LoginMessageKey, string>>>;
export type SettingsTexts = Texts<SettingsMessageKey>;
export type LoginTexts = Texts<LoginMessageKey>;

export function settingsTexts(locale: string, overrides: SettingsMessages): SettingsTexts {
  return createTexts(locale, en, overrides);
}
