import { expect, it } from 'vitest';
import { words as guideWords } from './okta.ts';
import { words as diagnosisWords } from './okta-diagnosis.ts';
import { LANGUAGES, type Language, type Languages } from './languages.ts';
import { loadProviderDiagnosis } from './load-diagnosis.ts';
import { loadProviderGuide } from './load-guide.ts';
import { words as everyDiagnosis } from './words-of-every-diagnosis.ts';
import { words as everyGuide } from './words-of-every-guide.ts';
import type { Words } from './words.ts';

/** A language in which every sentence ends in an exclamation mark. */
const loud = (words: Words): Words =>
  Object.fromEntries(Object.entries(words).map(([key, text]) => [key, `${text}!`]));
const language: Language = {
  everyGuide: loud(everyGuide),
  everyDiagnosis: loud(everyDiagnosis),
  guides: { okta: () => Promise.resolve({ words: loud(guideWords) }) },
  diagnoses: {
    okta: () => Promise.resolve({ words: loud(diagnosisWords) }),
    entra: () => Promise.reject(new Error('offline')),
  },
};
const LOUD: Languages = {
  de: () => Promise.resolve({ language }),
  fr: () => Promise.reject(new Error('offline')),
};

it('a guide is written in the language of the locale, whatever its region', async () => {
  const guide = await loadProviderGuide('okta', 'de-AT', LOUD);
  const texts = guide.steps.flatMap(({ title, body, note = '!' }) => [title, ...body, note]);
  expect([...texts, ...guide.mistakes].filter((text) => !text.endsWith('!'))).toEqual([]);
  expect(guide.name).toBe('Okta');
});

it('a guide that the language lacks is in English, but for the sentences that all guides share', async () => {
  const guide = await loadProviderGuide('entra', 'de', LOUD);
  expect(guide.steps[0]?.title).toBe('Create the application');
  expect(guide.steps.at(-1)?.title).toMatch(/!$/);
});

it.each(['en', 'en-GB', 'xx', '', 'constructor', 'fr'])('locale %j: English', async (locale) => {
  expect(await loadProviderGuide('okta', locale, LOUD)).toEqual(await loadProviderGuide('okta', 'en'));
});

it('a diagnosis is translated too, and stays English where loading fails', async () => {
  const okta = await loadProviderDiagnosis('okta', 'de', LOUD);
  expect(
    Object.values(okta.steps)
      .flat()
      .filter((text) => !text.endsWith('!')),
  ).toEqual([]);
  expect(okta.messages.every(({ says, cure }) => says.endsWith('!') && cure.endsWith('!'))).toBe(true);
  const entra = await loadProviderDiagnosis('entra', 'de', LOUD);
  expect(entra.messages).toEqual((await loadProviderDiagnosis('entra', 'en')).messages);
});

it.each(Object.keys(LANGUAGES))('%s has every sentence of every provider', async (subtag) => {
  const loaded = await LANGUAGES[subtag]?.();
  expect(Object.keys(loaded?.language.everyGuide ?? {}).toSorted()).toEqual(
    Object.keys(everyGuide).toSorted(),
  );
});
