import { describe, expect, it } from 'vitest';
import { seededRandom } from '../test/random-xml.ts';
import { canonicalize } from './canonicalize.ts';
import { scanXml } from './strict-xml.ts';

const URIS: Readonly<Record<string, string>> = {
  '': '',
  z: 'urn:a',
  y: `urn:${'long'.repeat(200)}:b`,
  x: `urn:${'long'.repeat(200)}:a`,
  w: 'urn:a:b',
  xml: 'http://www.w3.org/XML/1998/namespace',
};
const STEMS = [
  '',
  'a',
  'abc',
  'a-very-long-beginning-',
  'a-very-long-beginning.',
  'Z',
  '_',
  'abcde',
  'abcdef',
];

/** Names without repetition, as many as there may be, in any order. */
function randomNames(random: () => number): readonly string[] {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const prefixes = random() < 0.5 ? [''] : Object.keys(URIS);
  const stems = random() < 0.5 ? [pick(STEMS)] : STEMS;
  const names = new Set<string>();
  const count = 1 + Math.floor(random() * 64);
  while (names.size < count) {
    const local = `${pick(stems)}n${Math.floor(random() * 200)}${random() < 0.3 ? '.x' : ''}`;
    const prefix = pick(prefixes);
    names.add(prefix === '' ? local : `${prefix}:${local}`);
  }
  return [...names];
}

function inOrder(names: readonly string[]): readonly string[] {
  const keyOf = (name: string): readonly [string, string] => {
    const [local = '', prefix = ''] = name.split(':').toReversed();
    return [URIS[prefix] ?? '', local];
  };
  const less = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
  return names.toSorted((a, b) => {
    const [uriA, localA] = keyOf(a);
    const [uriB, localB] = keyOf(b);
    return less(uriA, uriB) || less(localA, localB);
  });
}

const declarations = Object.entries(URIS)
  .filter(([prefix]) => prefix !== '' && prefix !== 'xml')
  .map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
  .join('');

describe('attributes in canonical form', () => {
  it('are in order of namespace URI and local name, however many there are and whatever they have in common', () => {
    for (let seed = 0; seed < 500; seed++) {
      const names = randomNames(seededRandom(seed));
      const xml = `<r${declarations}><e ${names.map((name) => `${name}="1"`).join(' ')}></e></r>`;
      const table = scanXml(Buffer.from(xml));
      const canonical = canonicalize(table, 1).toString();
      const written = [...canonical.matchAll(/ ([^ =]+)="1"/g)].map(([, name]) => name);
      expect(written, `seed ${seed}`).toEqual(inOrder(names));
      // A second reader of the same table is told the same.
      expect(canonicalize(table, 1).toString()).toBe(canonical);
    }
  });
});
