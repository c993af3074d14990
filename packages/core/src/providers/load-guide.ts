// Loads the guide of one provider in one language; each is a chunk of its own.

import type { Provider } from '../connection.ts';
import type { GuideFacts, ProviderGuide } from './guide.ts';
import { LANGUAGES, loadLanguage, loadWords, type Languages } from './languages.ts';
import type { Words } from './words.ts';
import { writeGuide } from './write-guide.ts';

interface GuideModule {
  readonly facts: GuideFacts;
  readonly words: Words;
}

const GUIDES: Readonly<Record<Provider, () => Promise<GuideModule>>> = {
  entra: () => import('./entra.ts'),
  okta: () => import('./okta.ts'),
  google: () => import('./google.ts'),
  onelogin: () => import('./onelogin.ts'),
  pingone: () => import('./pingone.ts'),
  pingfederate: () => import('./pingfederate.ts'),
  jumpcloud: () => import('./jumpcloud.ts'),
  adfs: () => import('./adfs.ts'),
  keycloak: () => import('./keycloak.ts'),
  auth0: () => import('./auth0.ts'),
  duo: () => import('./duo.ts'),
  cyberark: () => import('./cyberark.ts'),
  rippling: () => import('./rippling.ts'),
  shibboleth: () => import('./shibboleth.ts'),
  simplesamlphp: () => import('./simplesamlphp.ts'),
  generic: () => import('./generic.ts'),
};

/** The guide of a provider in the language of `locale` (a BCP 47 tag); English where that language lacks words. */
export async function loadProviderGuide(
  provider: Provider,
  locale: string,
  languages: Languages = LANGUAGES,
): Promise<ProviderGuide> {
  const [{ facts, words }, language] = await Promise.all([
    GUIDES[provider](),
    loadLanguage(locale, languages),
  ]);
  if (!language) return writeGuide(facts, words);
  const translated = await loadWords(language.guides[provider]);
  return writeGuide(facts, { ...words, ...language.everyGuide, ...translated });
}
