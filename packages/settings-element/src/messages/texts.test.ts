import { expect, test } from 'vitest';
import { html, render } from 'lit';
import { connectionEn } from './connection-en.ts';
import { dialogEn } from './dialog-en.ts';
import { en } from './en.ts';
import { fieldEn } from './field-en.ts';
import { formEn } from './form-en.ts';
import { reviewEn } from './review-en.ts';
import { summaryEn } from './summary-en.ts';
import { laterEn } from './later-en.ts';
import { loginEn } from './login-en.ts';
import { createTexts } from './texts.ts';
import { upkeepEn } from './upkeep-en.ts';

const MESSAGES = {
  plain: 'Hello **{name}**',
  item_one: '{count} item',
  item_other: '{count} items',
} as const;
const texts = createTexts('en', MESSAGES);

function shown(parts: unknown): string {
  const box = document.createElement('div');
  render(html`${parts}`, box);
  return box.innerHTML.replaceAll(/<!--.*?-->/g, '');
}

test('a value is text, never markup, and never bold by its own stars', () => {
  expect(shown(texts.rich('plain', { name: '<i>**x**</i>' }))).toBe('Hello <b>&lt;i&gt;**x**&lt;/i&gt;</b>');
});

test('a plain text has no stars', () => {
  expect(texts.text('plain', { name: 'Ana' })).toBe('Hello Ana');
});

test('plural forms follow the locale, and fall back to "other"', () => {
  expect(texts.count('item', 1)).toBe('1 item');
  expect(texts.count('item', 1200)).toBe('1,200 items');
  expect(createTexts('ar', MESSAGES).count('item', 3)).toContain('items');
});

test('a host’s words win', () => {
  expect(createTexts('en', MESSAGES, { plain: 'Hi' }).text('plain')).toBe('Hi');
});

test('a locale nobody knows is English', () => {
  expect(createTexts('not a locale!', MESSAGES).locale).toBe('en');
});

test('dates are relative under a day and dates beyond', () => {
  const now = new Date('2026-11-23T10:00:00Z');
  const ago = (millis: number): string => texts.relative(new Date(now.getTime() - millis), now);
  expect(ago(4 * 60_000)).toBe('4 min. ago');
  expect(ago(5 * 3_600_000)).toBe('5 hr. ago');
  expect(ago(20 * 24 * 3_600_000)).toBe('Nov 3, 2026');
  expect(ago(-41 * 24 * 3_600_000)).toBe('in 41 days');
});

const ALL: Readonly<Record<string, string>> = {
  ...en,
  ...connectionEn,
  ...dialogEn,
  ...fieldEn,
  ...formEn,
  ...reviewEn,
  ...summaryEn,
  ...laterEn,
  ...loginEn,
  ...upkeepEn,
};

test('every plural message has both forms', () => {
  const stems = (ending: string): string[] =>
    Object.keys(ALL)
      .filter((key) => key.endsWith(ending))
      .map((key) => key.slice(0, -ending.length))
      .toSorted();
  expect(stems('_one')).toEqual(stems('_other'));
});

test('no message is empty or leaves a bold part open', () => {
  const broken = Object.entries(ALL).filter(
    ([, message]) => message.trim() === '' || message.split('**').length % 2 === 0,
  );
  expect(broken).toEqual([]);
});
