// Foreign XML with everything that canonicalization has rules for: scopes, undeclared defaults, sorted attributes, escapes.

import { newElement, type SourceElement } from '../source-tree.ts';
import type { Random } from '../random.ts';

const NAMESPACES = [
  'urn:a',
  'urn:b',
  'urn:B',
  'http://example.org/n?x=1',
  'urn:a:a',
  'urn:oasis:names:tc:SAML:2.0:assertion',
] as const;
const PREFIXES = ['a', 'b', 'A', 'xs', 'p-1', '_q', 'saml', 'ds'] as const;
const LOCAL_NAMES = ['x', 'y', 'X', 'aa', 'a-b', 'a.b', '_z', 'item'] as const;
const PIECES = [
  'text',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '&amp;',
  '&lt;',
  '&gt;',
  '>',
  '"',
  "'",
  '&quot;',
  '&apos;',
  '&#13;',
  '&#xD;',
  '&#10;',
  '&#9;',
  '&#65;',
  '&#x1F600;',
  '\u{1F600}',
  '\u00e9',
  'e\u0301',
  '\u2028',
  '\u0085',
  '\u007f',
  ']]&gt;',
  '\uffee',
  '\ud7ff',
] as const;
const MOST_DEPTH = 4;

type Scope = ReadonlyMap<string, string>;

/** A random element; well-formed, with every prefix declared. */
export function oddElement(random: Random, scope: Scope = new Map(), depth = 0): SourceElement {
  const inner = new Map(scope);
  const declarations: Record<string, string> = {};
  for (let times = random.below(4); times > 0; times--) {
    const prefix = random.chance(30) ? '' : random.pick(PREFIXES);
    const uri = prefix === '' && random.chance(40) ? '' : random.pick(NAMESPACES);
    declarations[prefix === '' ? 'xmlns' : `xmlns:${prefix}`] = uri;
    inner.set(prefix, uri);
  }
  const element = newElement(qualified(random, inner), declarations, oddChildren(random, inner, depth));
  for (const [name, value] of Object.entries(oddAttributes(random, inner)))
    element.attributes.push({ space: ' ', name, equals: '=', quote: '"', value });
  element.attributes = random.shuffle(element.attributes);
  return element;
}

function oddChildren(random: Random, scope: Scope, depth: number): readonly (SourceElement | string)[] {
  return Array.from({ length: random.below(4) }, () =>
    depth < MOST_DEPTH && random.chance(50) ? oddElement(random, scope, depth + 1) : oddText(random),
  );
}

/** Attributes that differ in their expanded names. */
function oddAttributes(random: Random, scope: Scope): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  const expandedNames = new Set<string>();
  for (let times = random.below(5); times > 0; times--) {
    const prefixes = [...scope.keys()].filter((prefix) => prefix !== '');
    const prefix = random.chance(50) ? random.pick(prefixes) : undefined;
    const local = random.pick(LOCAL_NAMES);
    const expanded = `${prefix === undefined ? '' : scope.get(prefix)} ${local}`;
    if (expandedNames.has(expanded)) continue;
    expandedNames.add(expanded);
    // Line breaks and tabs as references only: xmldom 0.8 does not normalize them (xml §3.3.3).
    attributes[prefix === undefined ? local : `${prefix}:${local}`] = oddText(random)
      .replaceAll(/[\r\n\t]/gu, '')
      .replaceAll('"', '&quot;');
  }
  if (random.chance(15)) attributes['xml:lang'] = 'en';
  if (random.chance(10)) attributes['xml:space'] = 'preserve';
  return attributes;
}

function oddText(random: Random): string {
  return Array.from({ length: 1 + random.below(4) }, () => random.pick(PIECES)).join('');
}

function qualified(random: Random, scope: Scope): string {
  const prefix = random.chance(60) ? random.pick([...scope.keys()]) : '';
  const local = random.pick(LOCAL_NAMES);
  return prefix === undefined || prefix === '' ? local : `${prefix}:${local}`;
}
