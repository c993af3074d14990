// Loads the diagnosis wording of one product in one language; each is a chunk of its own.

import type { DiagnosisFacts, DiagnosisProduct, ProviderDiagnosis } from './diagnosis.ts';
import { LANGUAGES, loadLanguage, loadWords, type Languages } from './languages.ts';
import type { Words } from './words.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

interface DiagnosisModule {
  readonly facts: DiagnosisFacts;
  readonly words: Words;
}

const DIAGNOSES: Readonly<Record<Exclude<DiagnosisProduct, 'mock'>, () => Promise<DiagnosisModule>>> = {
  entra: () => import('./entra-diagnosis.ts'),
  okta: () => import('./okta-diagnosis.ts'),
  google: () => import('./google-diagnosis.ts'),
  onelogin: () => import('./onelogin-diagnosis.ts'),
  pingone: () => import('./pingone-diagnosis.ts'),
  pingfederate: () => import('./pingfederate-diagnosis.ts'),
  jumpcloud: () => import('./jumpcloud-diagnosis.ts'),
  adfs: () => import('./adfs-diagnosis.ts'),
  keycloak: () => import('./keycloak-diagnosis.ts'),
  auth0: () => import('./auth0-diagnosis.ts'),
  duo: () => import('./duo-diagnosis.ts'),
  cyberark: () => import('./cyberark-diagnosis.ts'),
  rippling: () => import('./rippling-diagnosis.ts'),
  shibboleth: () => import('./shibboleth-diagnosis.ts'),
  simplesamlphp: () => import('./simplesamlphp-diagnosis.ts'),
  generic: () => import('./generic-diagnosis.ts'),
};

/** The words for a product in the language of `locale` (a BCP 47 tag); those of the mock provider are English. */
export async function loadProviderDiagnosis(
  product: DiagnosisProduct,
  locale: string,
  languages: Languages = LANGUAGES,
): Promise<ProviderDiagnosis> {
  if (product === 'mock') return (await import('./mock-diagnosis.ts')).diagnosis;
  const [{ facts, words }, language] = await Promise.all([
    DIAGNOSES[product](),
    loadLanguage(locale, languages),
  ]);
  if (!language) return writeDiagnosis(facts, words);
  const translated = await loadWords(language.diagnoses[product]);
  return writeDiagnosis(facts, { ...words, ...language.everyDiagnosis, ...translated });
}
