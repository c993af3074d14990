// HTML by template: every value is escaped unless it is HTML already.

import { escapeXml } from '../xml-text.ts';

/** Text that is markup. Only `html` and `markup` make it. */
export interface Html {
  readonly html: string;
}

type Value = string | number | null | Html | readonly Html[];

/** Writes HTML; strings are escaped, null is nothing, lists are joined. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  const text = parts.map(
    (part, index) => part + (index < values.length ? render(values[index] ?? null) : ''),
  );
  return { html: text.join('') };
}

/** Declares a constant of this package to be markup. Never for anything that came from outside. */
export function markup(constant: string): Html {
  return { html: constant };
}

function render(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeXml(String(value));
  if ('html' in value) return value.html;
  return value.map((part) => part.html).join('');
}
