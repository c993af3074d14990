// Character data: split by comments, instructions, CDATA and elements; references that must not be; Unicode that looks alike.

import { newElement, type SourceDocument } from '../source-tree.ts';
import type { Random } from '../random.ts';
import { localNameOf } from '../source-queries.ts';
import { treeMutation, type Mutation } from './mutation.ts';
import { insertAnywhere, pickOffset, pickPlace, pickText } from './picking.ts';

const COMMENTS = ['<!---->', '<!-- x -->', '<!--owner@acme.example-->', '<!-- -- -->', '<!-->-->'] as const;
const INSTRUCTIONS = [
  '<?x?>',
  '<?x .evil.example?>',
  '<?xml version="1.0"?>',
  '<?xml-stylesheet href="x"?>',
] as const;
const SECTIONS = [
  '<![CDATA[]]>',
  '<![CDATA[owner]]>',
  '<![CDATA[<a/>]]>',
  '<![CDATA[]]]]><![CDATA[>]]>',
] as const;
const BAD_REFERENCES = [
  '&#0;',
  '&#x1F;',
  '&#xFFFE;',
  '&#xD800;',
  '&#x110000;',
  '&#-1;',
  '&#x;',
  '&#;',
  '&;',
  '& ',
  '&amp',
  '&nbsp;',
  '&undefined;',
  '&lt',
  '&#1a;',
  '&#X41;',
  '&AMP;',
  '%pe;',
  '&#99999999999;',
] as const;
const BAD_CHARACTERS = [
  ']]>',
  '\u0000',
  '\u0001',
  '\u000b',
  '\ufffe',
  '\ud800',
  '\u007f',
  '\u0085',
  '<',
  '&',
] as const;
const LOOK_ALIKES = [
  '\u200b',
  '\ufeff',
  '\u00ad',
  '\u202e',
  '\u0301',
  '\u00a0',
  '\u2060',
  '\u0430',
  '\u{E0041}',
  '.',
  ' ',
] as const;
const REPLACEMENTS = [
  'owner@acme.example',
  '',
  ' ',
  'https://evil.example',
  'https://auth.acmebots.example/sso/eu',
  'AAAA',
] as const;

/** Puts something into the middle of a text. */
function inject(
  pieces: readonly [string, ...string[]],
): (document: SourceDocument, random: Random) => boolean {
  return (document, random) => {
    const target = pickText(document, random);
    if (target === undefined) return false;
    const at = pickOffset(target.text.raw, random);
    target.text.raw = target.text.raw.slice(0, at) + random.pick(pieces) + target.text.raw.slice(at);
    return true;
  };
}

function replace(document: SourceDocument, random: Random): boolean {
  const target = pickText(document, random);
  if (target === undefined) return false;
  target.text.raw = random.pick(REPLACEMENTS);
  return true;
}

function changeCase(document: SourceDocument, random: Random): boolean {
  const target = pickText(document, random);
  if (target === undefined) return false;
  const { raw } = target.text;
  target.text.raw = random.pick([
    raw.toUpperCase(),
    raw.normalize('NFD'),
    raw.normalize('NFKC'),
    raw.trim(),
    `${raw}.evil.example`,
    raw.slice(0, -1),
  ] as const);
  return target.text.raw !== raw;
}

function surround(document: SourceDocument, random: Random): boolean {
  const target = pickText(document, random);
  if (target === undefined) return false;
  const blank = random.pick([' ', '\n', '\t', '\r\n', '&#13;', '&#32;'] as const);
  target.text.raw = random.chance(50) ? target.text.raw + blank : blank + target.text.raw;
  return true;
}

/** An element in the middle of a text: some read the first piece, some the last, some all. */
function split(document: SourceDocument, random: Random): boolean {
  const target = pickText(document, random);
  if (target === undefined) return false;
  const { element } = target.place;
  const at = pickOffset(target.text.raw, random);
  const rest = target.text.raw.slice(at);
  target.text.raw = target.text.raw.slice(0, at);
  const inner = newElement(
    random.pick(['x', element.name, 'b:c']) ?? 'x',
    {},
    random.chance(50) ? ['owner'] : [],
  );
  element.children.splice(element.children.indexOf(target.text) + 1, 0, inner, { kind: 'text', raw: rest });
  return true;
}

/** Text where only elements may be. */
function strayText(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random, ({ element }) =>
    element.children.every(({ kind }) => kind === 'element'),
  );
  if (place === undefined) return false;
  const raw = random.pick(['x', '&#65;', '\u00a0', ...COMMENTS, ...INSTRUCTIONS, ...SECTIONS]) ?? 'x';
  insertAnywhere(place.element, { kind: 'text', raw }, random);
  return true;
}

/** Harmless content where the standard allows anything and no signature covers it. */
function addExtensions(document: SourceDocument, random: Random): boolean {
  const { children, name } = document.root;
  if (children.some((child) => child.kind === 'element' && localNameOf(child.name) === 'Extensions'))
    return false;
  const status = children.findIndex(
    (child) => child.kind === 'element' && localNameOf(child.name) === 'Status',
  );
  if (status < 0) return false;
  const foreign = newElement(
    'f:note',
    { 'xmlns:f': 'urn:example:foreign', 'f:kind': 'a &lt; b' },
    random.chance(50) ? ['text &amp; more'] : [],
  );
  children.splice(status, 0, newElement(name.replace('Response', 'Extensions'), {}, [foreign]));
  return true;
}

export const TEXTS: readonly Mutation[] = [
  treeMutation('neutral', 'foreign Extensions', (document, { random }) => addExtensions(document, random)),
  treeMutation('hostile', 'comment in text', (document, { random }) => inject(COMMENTS)(document, random)),
  treeMutation('hostile', 'instruction in text', (document, { random }) =>
    inject(INSTRUCTIONS)(document, random),
  ),
  treeMutation('hostile', 'CDATA in text', (document, { random }) => inject(SECTIONS)(document, random)),
  treeMutation('hostile', 'bad reference', (document, { random }) =>
    inject(BAD_REFERENCES)(document, random),
  ),
  treeMutation('hostile', 'bad character', (document, { random }) =>
    inject(BAD_CHARACTERS)(document, random),
  ),
  treeMutation('hostile', 'look-alike character', (document, { random }) =>
    inject(LOOK_ALIKES)(document, random),
  ),
  treeMutation('hostile', 'text replaced', (document, { random }) => replace(document, random)),
  treeMutation('hostile', 'text varied', (document, { random }) => changeCase(document, random)),
  treeMutation('hostile', 'space around text', (document, { random }) => surround(document, random)),
  treeMutation('hostile', 'text split by element', (document, { random }) => split(document, random)),
  treeMutation('hostile', 'stray text', (document, { random }) => strayText(document, random)),
];
