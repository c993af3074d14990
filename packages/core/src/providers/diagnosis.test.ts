import { describe, expect, it } from 'vitest';
import { PROVIDERS } from '../connection.ts';
import { SIGN_IN_REASONS } from '../reasons.ts';
import { SIGN_IN_TEXTS } from '../texts/sign-in-texts.ts';
import { PROVIDER_REASONS, type DiagnosisFacts, type ProviderDiagnosis } from './diagnosis.ts';
import { loadProviderDiagnosis } from './load-diagnosis.ts';
import { loadProviderGuide } from './load-guide.ts';
import { flawOf } from '../../test/plain-text.ts';
import { recogniseMessage } from './recognise-message.ts';
import { words as sharedWords } from './words-of-every-diagnosis.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

const ALL: readonly ProviderDiagnosis[] = await Promise.all(
  ([...PROVIDERS, 'mock'] as const).map((product) => loadProviderDiagnosis(product, 'en')),
);
const BY_GUIDE = ALL.flatMap(({ product, ...words }) => (product === 'mock' ? [] : [{ product, ...words }]));

/** What is wrong with sentences; nothing, when all are whole, plain and short enough. */
const flaws = (sentences: readonly string[], maxLength: number): string[] =>
  sentences.flatMap(
    (text) => flawOf(text, maxLength) ?? (/^[A-Z*].*\.$/.test(text) ? [] : [`no sentence: ${text}`]),
  );

describe.each(ALL)('the diagnosis words for $product', ({ steps, messages, signOnUrlMatch }) => {
  it('names known reasons only, in plain and whole sentences', () => {
    expect(
      Object.keys(steps).filter((reason) => !(SIGN_IN_REASONS as readonly string[]).includes(reason)),
    ).toEqual([]);
    expect(flaws(Object.values(steps).flat(), 200)).toEqual([]);
  });

  it('has a cure for every reason: a click there, or what helps everywhere', () => {
    const cures = SIGN_IN_REASONS.map((reason) => steps[reason] ?? [SIGN_IN_TEXTS[reason].cure]);
    expect(cures.filter((lines) => lines.join('').length < 10)).toEqual([]);
  });

  it('says for each message what it means and what cures it', () => {
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.flatMap(({ says }) => flawOf(says, 90) ?? [])).toEqual([]);
    expect(
      flaws(
        messages.map(({ meaning }) => meaning),
        140,
      ),
    ).toEqual([]);
    expect(
      flaws(
        messages.map(({ cure }) => cure),
        170,
      ),
    ).toEqual([]);
    expect(new Set(messages.map(({ says }) => says)).size).toBe(messages.length);
  });

  it('recognises sign-on URLs by a valid expression', () => {
    expect(() => new RegExp(signOnUrlMatch ?? '')).not.toThrow();
  });
});

describe.each(BY_GUIDE)('the diagnosis words for $product', ({ product, shortName, steps, messages }) => {
  it('says where to click for every reason whose cure is at the provider', () => {
    expect(PROVIDER_REASONS.filter((reason) => (steps[reason] ?? []).length === 0)).toEqual([]);
  });

  it('calls the product as its guide does', async () => {
    expect((await loadProviderGuide(product, 'en')).shortName).toBe(shortName);
  });

  it('finds each message by each of its codes, whatever is around it', () => {
    const missed = messages.filter(({ codes = [], says }) =>
      codes.some(
        (code) => recogniseMessage(messages, `Sorry! (${code.toUpperCase()}): try later.`)?.says !== says,
      ),
    );
    expect(missed).toEqual([]);
    expect(messages.filter(({ codes = [] }) => codes.length === 0)).toEqual([]);
  });
});

/** Where facts name a sentence that no word list has, the key itself would be shown. */
it.each(PROVIDERS)(
  '%s: every sentence that is named is there, and every one that is there is named',
  async (product) => {
    const { facts, words } = (await import(`./${product}-diagnosis.ts`)) as {
      readonly facts: DiagnosisFacts;
      readonly words: Readonly<Record<string, string>>;
    };
    const named = new Set([
      ...Object.values(facts.steps).flat(),
      ...facts.messages.flatMap(({ key }) => [`${key}.says`, `${key}.meaning`, `${key}.cure`]),
    ]);
    const own = Object.keys(words);
    expect([...named].filter((key) => !own.includes(key) && !Object.hasOwn(sharedWords, key))).toEqual([]);
    expect(own.filter((key) => !named.has(key))).toEqual([]);
  },
);

describe('a pasted message', () => {
  const [entra] = ALL;
  const google = ALL.find(({ product }) => product === 'google');
  it('is found by a code as a whole, never by the beginning of a longer one', () => {
    const messages = entra?.messages ?? [];
    expect(recogniseMessage(messages, 'AADSTS500113: No reply address')).toBeNull();
    expect(recogniseMessage(messages, 'xAADSTS50011')).toBeNull();
    expect(recogniseMessage(messages, '')).toBeNull();
    expect(recogniseMessage(messages, 'Error AADSTS50011: The reply URL …')?.says).toContain('AADSTS50011');
  });
  it('is the more particular one of two', () => {
    const found = recogniseMessage(google?.messages ?? [], 'Error: app_not_configured_for_user');
    expect(found?.says).toContain('app_not_configured_for_user');
  });
});

it('a sentence without words falls back to its key, so that nothing throws before the admin', () => {
  const facts = { product: 'generic', shortName: 'x', messages: [], steps: { replayed: ['absent'] } };
  expect(writeDiagnosis(facts as unknown as DiagnosisFacts, {}).steps.replayed).toEqual(['absent']);
});
