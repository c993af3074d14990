// The languages that guides and diagnoses are written in beside English, each loaded when it is asked for.

import type { Provider } from '../connection.ts';
import type { Words } from './words.ts';

/** Where one language keeps its sentences; each provider's are a chunk of their own. */
export interface Language {
  readonly everyGuide: Words;
  readonly everyDiagnosis: Words;
  readonly guides: Readonly<Partial<Record<Provider, () => Promise<{ readonly words: Words }>>>>;
  readonly diagnoses: Readonly<Partial<Record<Provider, () => Promise<{ readonly words: Words }>>>>;
}

/** By language subtag. Each is a folder: `de: () => import('./de/language.ts')`. */
export type Languages = Readonly<Record<string, () => Promise<{ readonly language: Language }>>>;
export const LANGUAGES: Languages = {};

/** The language of a locale such as `de-AT`; null for English, for one that isn't there, and when loading fails. */
export async function loadLanguage(locale: string, languages: Languages): Promise<Language | null> {
  const subtag = locale.toLowerCase().split(/[-_]/)[0] ?? '';
  if (!Object.hasOwn(languages, subtag)) return null;
  try {
    return (await languages[subtag]?.())?.language ?? null;
  } catch {
    return null;
  }
}

/** The sentences of one module; none when it isn't there or can't be loaded: English is better than nothing. */
export async function loadWords(
  load: (() => Promise<{ readonly words: Words }>) | undefined,
): Promise<Words> {
  try {
    return (await load?.())?.words ?? {};
  } catch {
    return {};
  }
}
