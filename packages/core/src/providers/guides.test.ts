import { stripTypeScriptTypes } from 'node:module';
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PROVIDERS, type Provider } from '../connection.ts';
import { attributeMappingFor } from '../identity.ts';
import { PROVIDER_NAMES } from './catalogue.ts';
import type { ProviderGuide } from './guide.ts';
import { loadProviderGuide } from './load-guide.ts';
import { flawOf } from '../../test/plain-text.ts';

const GUIDES: readonly ProviderGuide[] = await Promise.all(
  PROVIDERS.map((provider) => loadProviderGuide(provider, 'en')),
);
const NAMED = GUIDES.filter(({ id }) => id !== 'generic');

/** What is wrong with texts; nothing, when all are plain and short enough. */
const flaws = (texts: readonly string[], maxLength: number): string[] =>
  texts.flatMap((text) => flawOf(text, maxLength) ?? []);

it('every provider has a guide, under its own id, in the order in which they are offered', () => {
  expect(GUIDES.map(({ id }) => id)).toEqual([...PROVIDERS]);
  expect(PROVIDER_NAMES).toEqual(NAMED.map(({ id, name }) => [id, name]));
  expect(NAMED.length).toBeGreaterThanOrEqual(14);
});

describe.each(GUIDES)('the guide for $name', (guide) => {
  it('copies our two values or our metadata, and brings three values back', () => {
    const ours = new Set(guide.steps.flatMap((step) => (step.ours ?? []).map(({ value }) => value)));
    expect(ours.has('metadataUrl') || (ours.has('acsUrl') && ours.has('spEntityId'))).toBe(true);
    expect(guide.steps.flatMap(({ theirs = [] }) => theirs.map(({ value }) => value)).toSorted()).toEqual([
      'idpEntityId',
      'signOnUrl',
      'signingCertificates',
    ]);
    expect(guide.steps.some(({ metadata = [] }) => metadata.length > 0)).toBe(true);
  });

  it('has steps that tick themselves where they can, and ends with saving and proving', () => {
    const facts = guide.steps.map(({ fact }) => fact);
    expect(facts.filter((fact) => fact === 'copied')).toHaveLength(1);
    expect(facts.filter((fact) => fact === 'filled')).toHaveLength(1);
    expect(facts.filter((fact) => fact === 'assign')).toHaveLength(1);
    expect(facts.slice(-2)).toEqual(['saved', 'proven']);
    expect(new Set(guide.steps.map(({ id }) => id)).size).toBe(guide.steps.length);
    expect(guide.steps.find(({ fact }) => fact === 'copied')?.ours?.length).toBeGreaterThan(0);
    expect(guide.steps.find(({ fact }) => fact === 'filled')?.theirs).toHaveLength(3);
  });

  it('says every step in plain words of a sensible length', () => {
    expect(guide.steps.filter(({ id, title, body }) => title === id || body.length === 0)).toEqual([]);
    expect(Math.max(...guide.steps.map(({ body }) => body.length))).toBeLessThanOrEqual(3);
    const sentences = guide.steps.flatMap(({ body, note = [] }) => [...body, note].flat());
    expect(sentences.filter((text) => !/[.:?]$/.test(text))).toEqual([]);
    const places = guide.steps
      .flatMap(({ ours = [], theirs = [], metadata = [] }) => [...ours, ...theirs, ...metadata])
      .map(({ place }) => place);
    const titles = guide.steps.map(({ title }) => title);
    expect(titles.filter((title) => !/^[A-Z]/.test(title))).toEqual([]);
    expect([...flaws(titles, 50), ...flaws(sentences, 180), ...flaws(places, 80)]).toEqual([]);
  });

  it('names typical mistakes, and how the provider behaves', () => {
    expect(guide.mistakes.length).toBeGreaterThanOrEqual(2);
    expect(guide.mistakes.filter((text) => !text.endsWith('.'))).toEqual([]);
    expect(flaws(guide.mistakes, 140)).toEqual([]);
    expect(guide.defaults).toBeDefined();
    expect(guide.defaults?.nameIdFormat ?? 'urn:').toMatch(/^urn:/);
  });

  it('tells the admin attribute names that sign-ins are read by', () => {
    const mapping = attributeMappingFor(guide.id);
    expect(mapping.email).toContain(guide.defaults?.attributes.email);
    expect(mapping.name).toContain(guide.defaults?.attributes.name);
    expect(mapping.groups).toContain(guide.defaults?.attributes.groups);
  });

  it('says in which month it was checked', () => {
    expect(guide.lastChecked).toMatch(/^20(2[6-9]|[3-9]\d)-(0[1-9]|1[0-2])$/);
  });

  it('has valid patterns that match the shape they show', () => {
    const shown = Object.values(guide.patterns);
    expect(shown.filter(({ shape, match }) => !new RegExp(match).test(shape.replaceAll('…', 'a1')))).toEqual(
      [],
    );
  });
});

describe.each(NAMED)('the guide for $name', (guide) => {
  it('has the provider’s own names for our values and theirs, and its own documentation', () => {
    expect(guide.ourNames).toMatchObject({ acsUrl: expect.any(String), spEntityId: expect.any(String) });
    expect(guide.theirNames).toMatchObject({
      signOnUrl: expect.any(String),
      idpEntityId: expect.any(String),
      signingCertificates: expect.any(String),
    });
    expect(flaws([...Object.values(guide.ourNames), ...Object.values(guide.theirNames)], 60)).toEqual([]);
    expect(guide.documentationUrl).toMatch(/^https:\/\/[\w.-]+\/[^\s]*$/);
    expect(guide.patterns.signOnUrl).toBeDefined();
  });

  it('takes no page of a portal for a sign-on URL', () => {
    const pattern = new RegExp(guide.patterns.signOnUrl?.match ?? '');
    for (const host of guide.dashboardHosts) {
      expect(host).toMatch(/^[a-z0-9.-]+$/);
      expect(`https://${host}/`).not.toMatch(pattern);
    }
  });
});

const MAX_CHUNK_BYTES = 2560;
const chunkNames = (provider: Provider): string[] => [`${provider}.ts`, `${provider}-diagnosis.ts`];

it.each(PROVIDERS.flatMap(chunkNames))('%s stays a small chunk', (name) => {
  const source = stripTypeScriptTypes(readFileSync(new URL(name, import.meta.url), 'utf8'));
  expect(brotliCompressSync(source).length).toBeLessThanOrEqual(MAX_CHUNK_BYTES);
});
