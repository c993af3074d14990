import { expect, test } from 'vitest';
import { PROVIDERS } from '@team-sso/core';
import { guide as entra } from '@team-sso/core/providers/entra';
import { loadGuide } from './guide-loader.ts';
import { currentStep, stepsDone, type GuideFacts } from './guide-progress.ts';

const NOTHING: GuideFacts = {
  copied: new Set(),
  filled: new Set(),
  saved: false,
  proven: false,
  ticked: new Set(),
};
const COPIED = new Set(['acsUrl', 'spEntityId'] as const);
const FILLED = new Set(['signOnUrl', 'idpEntityId', 'signingCertificates'] as const);
const idsDone = (facts: GuideFacts): string[] =>
  entra.steps.filter((_, index) => stepsDone(entra, facts)[index]).map(({ id }) => id);

test('nothing is done at first', () => {
  expect(idsDone(NOTHING)).toEqual([]);
  expect(currentStep(entra, NOTHING)).toBe(0);
});

test('a copied pair shows that the steps before were done too', () => {
  expect(idsDone({ ...NOTHING, copied: COPIED })).toEqual(['create', 'open', 'copy']);
});

test('one copied value of two is not enough', () => {
  expect(idsDone({ ...NOTHING, copied: new Set(['acsUrl'] as const) })).toEqual([]);
});

test('who was assigned only the admin or a sign-in can say', () => {
  const saved = { ...NOTHING, copied: COPIED, filled: FILLED, saved: true };
  expect(idsDone(saved)).not.toContain('assign');
  expect(idsDone({ ...saved, ticked: new Set(['assign']) })).toContain('assign');
  expect(idsDone({ ...saved, proven: true })).toHaveLength(entra.steps.length);
});

test('the last step is the current one when all are done', () => {
  const all = { copied: COPIED, filled: FILLED, saved: true, proven: true, ticked: new Set<string>() };
  expect(currentStep(entra, all)).toBe(entra.steps.length - 1);
});

test.each(PROVIDERS)('the guide of %s is found under its id', async (provider) => {
  expect((await loadGuide(provider)).id).toBe(provider);
});

test('a guide of the host replaces ours', async () => {
  const own = { ...entra, name: 'Our own words' };
  expect((await loadGuide('entra', [own])).name).toBe('Our own words');
});
