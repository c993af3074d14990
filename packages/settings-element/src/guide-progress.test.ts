import { expect, test } from 'vitest';
import { PROVIDERS } from '@team-sso/core';
import { guide as entra } from '@team-sso/core/providers/entra';
import { loadGuide } from './guide-loader.ts';
import { currentStep, stepsDone, type GuideFacts } from './guide-progress.ts';
import { PROVIDER_NAMES } from './guide-names.ts';

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

test.each(PROVIDERS)('the guide of %s copies two values and brings three back', async (provider) => {
  const guide = await loadGuide(provider);
  expect(guide.id).toBe(provider);
  expect(guide.steps.flatMap(({ ours = [] }) => ours.map(({ value }) => value)).toSorted()).toEqual([
    'acsUrl',
    'spEntityId',
  ]);
  expect(guide.steps.flatMap(({ theirs = [] }) => theirs.map(({ value }) => value)).toSorted()).toEqual([
    'idpEntityId',
    'signOnUrl',
    'signingCertificates',
  ]);
  expect(new Set(guide.steps.map(({ id }) => id)).size).toBe(guide.steps.length);
  expect(guide.lastChecked).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
  for (const pattern of Object.values(guide.patterns)) expect(() => new RegExp(pattern.match)).not.toThrow();
});

test('every provider of the list is called what its guide calls it', async () => {
  for (const [id, name] of PROVIDER_NAMES) expect((await loadGuide(id)).name).toBe(name);
});
