// Puts the facts of a diagnosis and the sentences of a language together.

import type { DiagnosisFacts, ProviderDiagnosis, ProviderMessage } from './diagnosis.ts';
import { words as shared } from './words-of-every-diagnosis.ts';
import type { Words } from './words.ts';

/** The diagnosis in the language of `words`; what they leave out is said in English. */
export function writeDiagnosis(facts: DiagnosisFacts, words: Words): ProviderDiagnosis {
  const all: Words = { ...shared, ...words };
  const say = (key: string): string => all[key] ?? key;
  return {
    ...facts,
    steps: Object.fromEntries(Object.entries(facts.steps).map(([reason, keys]) => [reason, keys.map(say)])),
    messages: facts.messages.map(({ key, codes }): ProviderMessage => ({
      says: say(`${key}.says`),
      meaning: say(`${key}.meaning`),
      cure: say(`${key}.cure`),
      codes,
    })),
  };
}
