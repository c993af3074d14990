// The message keys of both elements and how they are looked up.

import type { connectionEn } from './connection-en.ts';
import type { dialogEn } from './dialog-en.ts';
import { en } from './en.ts';
import type { fieldEn } from './field-en.ts';
import type { formEn } from './form-en.ts';
import type { laterEn } from './later-en.ts';
import type { loginEn } from './login-en.ts';
import type { reviewEn } from './review-en.ts';
import type { summaryEn } from './summary-en.ts';
import { createTexts, type Texts } from './texts.ts';
import type { upkeepEn } from './upkeep-en.ts';

/** Keys of the shell's texts and of those that its parts bring. */
export type SettingsMessageKey =
  | keyof typeof en
  | keyof typeof connectionEn
  | keyof typeof dialogEn
  | keyof typeof fieldEn
  | keyof typeof formEn
  | keyof typeof reviewEn
  | keyof typeof summaryEn;
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
/** What a part says. */
export type PartTexts = Readonly<Partial<Record<SettingsMessageKey, string>>>;

/** The texts of the shell and of the parts that are there. */
export function settingsTexts(
  locale: string,
  overrides: SettingsMessages,
  ofParts: PartTexts = {},
): SettingsTexts {
  return createTexts<SettingsMessageKey>(locale, { ...en, ...ofParts }, overrides);
}
