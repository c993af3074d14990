// Puts facts and the sentences of a language together. Keys: `<step>.title`, `<step>.1` …, `<step>.note`, `mistake.1` ….

import type { GuideFacts, GuideStep, ProviderGuide, StepFacts } from './guide.ts';
import { CLOSING_STEPS, words as shared } from './words-of-every-guide.ts';
import { numbered, type Words } from './words.ts';

/** The guide in the language of `words`; what they leave out is said in English. */
export function writeGuide(facts: GuideFacts, words: Words): ProviderGuide {
  const all = { ...shared, ...words };
  return {
    ...facts,
    steps: [...facts.steps, ...CLOSING_STEPS].map((step) => writeStep(step, all)),
    mistakes: numbered(all, 'mistake'),
  };
}

function writeStep(step: StepFacts, words: Words): GuideStep {
  const note = words[`${step.id}.note`];
  return {
    ...step,
    title: words[`${step.id}.title`] ?? step.id,
    body: numbered(words, step.id),
    ...(note === undefined ? {} : { note }),
  };
}
