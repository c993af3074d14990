// Messages of one language with a host's overrides, and the numbers, dates and lists of its locale.

import { html, type TemplateResult } from 'lit';

/** What may stand for a `{placeholder}`. Templates only ever come from this package; host and server texts are strings. */
export type MessageValue = string | number | TemplateResult;
export type MessageValues = Readonly<Record<string, MessageValue>>;
/** A message ready to render: text and bold parts, never markup from outside. */
export type RichMessage = readonly (MessageValue | TemplateResult)[];

/** A key that comes in plural forms is asked for without its `_one`/`_other` ending. */
type CountedKey<Key extends string> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : never;

/** Looks messages up and formats values for one locale. */
export interface Texts<Key extends string> {
  readonly locale: string;
  /** The key of a code's text, when this version has one: a newer server may send codes it doesn't know. */
  known(key: string): Key | null;
  text(key: Key, values?: MessageValues): string;
  rich(key: Key, values?: MessageValues): RichMessage;
  count(key: CountedKey<Key>, count: number, values?: MessageValues): string;
  date(date: Date): string;
  time(date: Date): string;
  month(yearAndMonth: string): string;
  /** "4 min ago" under a day, "in 41 days" or a date beyond. */
  relative(date: Date, now: Date): string;
}

/** Texts for a locale. Unknown keys of `overrides` are ignored; a locale the browser doesn't know falls back to English. */
export function createTexts<Key extends string>(
  locale: string,
  messages: Readonly<Partial<Record<Key, string>>>,
  overrides?: Readonly<Partial<Record<Key, string>>>,
): Texts<Key> {
  const known = supportedLocale(locale);
  const plural = new Intl.PluralRules(known);
  // A text that isn't there yet is its key: seen at once, and no reason to stop.
  const raw = (key: Key): string => overrides?.[key] ?? messages[key] ?? key;
  const fill = (template: string, values: MessageValues): string =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => plainValue(values[name]));
  return {
    locale: known,
    known: (key) => (Object.hasOwn(messages, key) ? (key as Key) : null),
    text: (key, values = {}) => fill(raw(key), values).replaceAll('**', ''),
    rich: (key, values = {}) => richParts(raw(key), values),
    count: (key, count, values = {}) => {
      const wanted = `${key}_${plural.select(count)}` as Key;
      const isThere = (overrides?.[wanted] ?? messages[wanted]) !== undefined;
      const template = raw(isThere ? wanted : (`${key}_other` as Key));
      return fill(template, { ...values, count: new Intl.NumberFormat(known).format(count) });
    },
    date: (date) =>
      new Intl.DateTimeFormat(known, { day: 'numeric', month: 'short', year: 'numeric' }).format(date),
    time: (date) => new Intl.DateTimeFormat(known, { hour: 'numeric', minute: '2-digit' }).format(date),
    month: (yearAndMonth) => {
      const [year = 0, month = 1] = yearAndMonth.split('-').map(Number);
      return new Intl.DateTimeFormat(known, { month: 'long', year: 'numeric' }).format(
        new Date(year, month - 1),
      );
    },
    relative: (date, now) => relativeTime(known, date, now),
  };
}

/** In a text that can't carry markup (an attribute, a live region) a template has no place. */
function plainValue(value: MessageValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}

function supportedLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** A text of a guide: `**words**` in bold, everything else as it is. */
export function boldParts(text: string): RichMessage {
  return text.split('**').map((part, index) => (index % 2 === 0 ? part : html`<b>${part}</b>`));
}

function richParts(template: string, values: MessageValues): RichMessage {
  return template.split(/\*\*/).flatMap((part, index): MessageValue[] => {
    const filled = fillParts(part, values);
    return index % 2 === 0 ? filled : [html`<b>${filled}</b>`];
  });
}

function fillParts(part: string, values: MessageValues): MessageValue[] {
  return part
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (/^\{\w+\}$/.test(piece) ? (values[piece.slice(1, -1)] ?? '') : piece));
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function relativeTime(locale: string, date: Date, now: Date): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const difference = date.getTime() - now.getTime();
  const distance = Math.abs(difference);
  if (distance < HOUR) return format.format(Math.round(difference / MINUTE), 'minute');
  if (distance < DAY) return format.format(Math.round(difference / HOUR), 'hour');
  if (difference > 0) return format.format(Math.round(difference / DAY), 'day');
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }).format(date);
}
