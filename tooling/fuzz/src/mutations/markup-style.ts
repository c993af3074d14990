// Other ways to write the same: quotes, blanks in tags, order of attributes, references, empty tags. Canonical XML undoes them.

import { isCovered } from '../source-queries.ts';
import { placesOf, type SourceAttribute, type SourceDocument, type SourceElement } from '../source-tree.ts';
import type { Random } from '../random.ts';
import { treeMutation, type Mutation, type TreeChange } from './mutation.ts';
import { insertAnywhere, pickAttribute, pickOffset, pickPlace, pickText } from './picking.ts';

/** Name of a mutation that another file must know of. */
export const SPACE_IN_END_TAG = 'space in end tag';

const SPACES = [' ', '  ', '\n', '\t', '\r\n', ' \n\t '] as const;

/** A change of one element, made to one to four random ones. */
function onElements(change: (element: SourceElement, random: Random) => boolean): TreeChange {
  return (document, { random }) => {
    let isChanged = false;
    for (let times = 1 + random.below(4); times > 0; times--) {
      const place = pickPlace(document, random);
      if (place !== undefined && change(place.element, random)) isChanged = true;
    }
    return isChanged;
  };
}

function shuffleAttributes(element: SourceElement, random: Random): boolean {
  if (element.attributes.length < 2) return false;
  element.attributes = random.shuffle(element.attributes);
  return true;
}

function switchQuotes(element: SourceElement, random: Random): boolean {
  const attribute = random.pick(element.attributes);
  if (attribute === undefined) return false;
  const isDouble = attribute.quote === '"';
  attribute.quote = isDouble ? "'" : '"';
  attribute.value = isDouble
    ? attribute.value.replaceAll("'", '&#39;').replaceAll('&quot;', '"')
    : attribute.value.replaceAll('"', '&quot;');
  return true;
}

function spaceTag(element: SourceElement, random: Random): boolean {
  const attribute = random.pick(element.attributes);
  const place = attribute === undefined ? 'tail' : random.pick(['space', 'equals', 'tail'] as const);
  if (attribute === undefined || place === 'tail') element.tail = random.pick(SPACES);
  else if (place === 'space') attribute.space = random.pick(SPACES);
  else attribute.equals = `${random.pick(['', ...SPACES])}=${random.pick(['', ...SPACES])}`;
  return true;
}

function spaceEndTag(element: SourceElement, random: Random): boolean {
  if (element.isEmptyTag) return false;
  element.endTail = random.pick(SPACES);
  return true;
}

function switchEmptyTag(element: SourceElement): boolean {
  if (element.children.length > 0) return false;
  element.isEmptyTag = !element.isEmptyTag;
  return true;
}

/** One character as a reference, in one of the ways there are. */
function referenceFor(character: string, random: Random): string {
  const code = character.codePointAt(0) ?? 0;
  const zeros = random.pick(['', '', '0', '0000']);
  const hex = code.toString(16);
  return random.pick([
    `&#${zeros}${code};`,
    `&#x${zeros}${hex};`,
    `&#x${zeros}${hex.toUpperCase()};`,
  ] as const);
}

/** Writes some characters of a text as references. */
export function withReferences(text: string, random: Random): string {
  let written = text;
  for (let times = 1 + random.below(4); times > 0; times--) {
    const at = pickOffset(written, random);
    const character = String.fromCodePoint(written.codePointAt(at) ?? 0);
    if (at >= written.length || character === '&' || isHalf(written, at)) continue;
    written = written.slice(0, at) + referenceFor(character, random) + written.slice(at + character.length);
  }
  return written;
}

function isHalf(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code < 0xe000;
}

function referencesInText(document: SourceDocument, random: Random): boolean {
  const target = pickText(document, random);
  if (target === undefined) return false;
  target.text.raw = withReferences(target.text.raw, random);
  return true;
}

function referencesInAttribute(document: SourceDocument, random: Random): boolean {
  const isSigned = ({ name, value }: SourceAttribute): boolean => !name.startsWith('xmlns') && value !== '';
  const target = pickAttribute(document, random, isSigned);
  if (target === undefined) return false;
  target.attribute.value = withReferences(target.attribute.value, random);
  return true;
}

/** `>` and quotes may be escaped or not. */
function switchEscapes(document: SourceDocument, random: Random): boolean {
  const target = pickText(document, random);
  if (target === undefined) return false;
  const before = target.text.raw;
  target.text.raw = before
    .replaceAll(/&gt;|>/gu, (match) => (match === '>' ? '&gt;' : random.chance(50) ? '>' : '&#62;'))
    .replaceAll('&quot;', () => (random.chance(50) ? '"' : '&quot;'))
    .replaceAll('&#39;', () => (random.chance(50) ? "'" : '&apos;'))
    .replaceAll('&amp;', '&#38;');
  return target.text.raw !== before;
}

/** A line break reads as a line feed however it is written (xml §2.11). */
function switchLineEnds(document: SourceDocument, random: Random): boolean {
  const texts = placesOf(document).flatMap(({ element }) =>
    element.children.filter((child) => child.kind === 'text' && child.raw.includes('\n')),
  );
  const text = random.pick(texts);
  if (text?.kind !== 'text') return false;
  text.raw = text.raw.replaceAll(/\r?\n/gu, random.pick(['\r\n', '\r']));
  return true;
}

/** White space between elements where no signature covers it. */
function spaceBetween(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(
    document,
    random,
    (candidate) => candidate.element.children.some(({ kind }) => kind === 'element') && !isCovered(candidate),
  );
  if (place === undefined) return false;
  insertAnywhere(place.element, { kind: 'text', raw: random.pick([...SPACES, '&#13;\n']) }, random);
  return true;
}

export const MARKUP_STYLE: readonly Mutation[] = [
  treeMutation('neutral', 'attribute order', onElements(shuffleAttributes)),
  treeMutation('neutral', 'quotes', onElements(switchQuotes)),
  treeMutation('neutral', 'space in start tag', onElements(spaceTag)),
  treeMutation('neutral', SPACE_IN_END_TAG, onElements(spaceEndTag), 2),
  treeMutation('neutral', 'empty tag', onElements(switchEmptyTag)),
  treeMutation('neutral', 'references in text', (document, { random }) => referencesInText(document, random)),
  treeMutation('neutral', 'references in attribute', (document, { random }) =>
    referencesInAttribute(document, random),
  ),
  treeMutation('neutral', 'optional escapes', (document, { random }) => switchEscapes(document, random)),
  treeMutation('neutral', 'line ends', (document, { random }) => switchLineEnds(document, random)),
  treeMutation('neutral', 'space between elements', (document, { random }) => spaceBetween(document, random)),
];
