// Random well-formed documents inside the accepted subset, always the same for the same seed: food for differential tests.

const URIS = [
  'urn:example:a',
  'urn:example:b',
  'http://example.org/c?x=1;y=2',
  'urn:oasis:names:tc:SAML:2.0:assertion',
];
const PREFIXES = ['', 'a', 'b', 'xs', 'zeta'];
const LOCAL_NAMES = ['Value', 'value', 'Item', 'x-1', 'A.b_c', 'NameID'];
const TEXTS = [
  '',
  'plain',
  ' spaced ',
  '\n  ',
  'a&amp;b',
  '&lt;tag&gt;',
  'raw > sign',
  '&#13;',
  '&#xD;\r\n',
  '\r',
  'Zoë 😀',
  '&quot;',
  '&#x1F600;',
  '\t',
];
const VALUES = [
  '',
  'plain',
  'a &amp; b',
  '&lt;',
  '>',
  "it's",
  '&quot;q&quot;',
  '&#9;&#10;&#13;',
  'tab\there',
  'line\nhere',
  'crlf\r\nhere',
  'Zoë 😀',
];

/** A generator of numbers in [0, 1), reproducible from its seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One element with random content; `scope` holds the declarations around it. */
export function randomElement(
  random: () => number,
  scope: ReadonlyMap<string, string> = new Map([['', '']]),
  depth = 0,
): string {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const inner = new Map(scope);
  const parts: string[] = [];
  for (const prefix of PREFIXES) {
    if (random() > (depth === 0 ? 0.6 : 0.2)) continue;
    const uri = prefix === '' && random() < 0.3 ? '' : pick(URIS);
    inner.set(prefix, uri);
    parts.push(prefix === '' ? `xmlns="${uri}"` : `xmlns:${prefix}="${uri}"`);
  }
  const seen = new Set<string>();
  for (let i = 0; i < 4; i++) {
    if (random() > 0.5) continue;
    const prefix = pick(PREFIXES.filter((name) => inner.has(name)));
    const local = pick(LOCAL_NAMES);
    const expanded = `${prefix === '' ? '' : inner.get(prefix)!} ${local}`;
    if (seen.has(expanded)) continue;
    seen.add(expanded);
    const value = pick(VALUES);
    const quote = random() < 0.2 && !value.includes("'") ? "'" : '"';
    parts.push(`${prefix === '' ? '' : `${prefix}:`}${local}=${quote}${value}${quote}`);
  }
  if (random() < 0.1) parts.push('xml:lang="en"');
  parts.sort(() => random() - 0.5);
  const prefix = pick(PREFIXES.filter((name) => inner.has(name)));
  const name = `${prefix === '' ? '' : `${prefix}:`}${pick(LOCAL_NAMES)}`;
  const tag = [name, ...parts].join(random() < 0.1 ? '\n ' : ' ') + (random() < 0.1 ? ' ' : '');
  if (random() < 0.15) return `<${tag}/>`;
  let content = pick(TEXTS);
  const children = depth < 5 ? Math.floor(random() * 4) : 0;
  for (let i = 0; i < children; i++) content += randomElement(random, inner, depth + 1) + pick(TEXTS);
  return `<${tag}>${content}</${name}>`;
}
