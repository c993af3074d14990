// The text as a whole: declarations, DOCTYPE, what stands around the root, cuts and repetitions anywhere.

import type { Random } from '../random.ts';
import type { Mutation } from './mutation.ts';

const XML_DECLARATIONS = [
  '',
  '<?xml version="1.0"?>',
  "<?xml version='1.0' encoding='utf-8'?>",
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
  '<?xml version="1.0" encoding="UTF-8"?>\n',
  '<?xml  version = "1.0"  ?>\r\n',
] as const;
const BAD_DECLARATIONS = [
  '<?xml version="1.1"?>',
  '<?xml version="1.0" encoding="UTF-16"?>',
  '<?xml version="1.0" encoding="ISO-8859-1"?>',
  ' <?xml version="1.0"?>',
  '<?XML version="1.0"?>',
  '<?xml version="1.0" encoding="UTF-7"?>',
  '<?xml encoding="UTF-8"?>',
  '<?xml version="1.0" standalone="no" encoding="UTF-8"?>',
  '<?xml version="1.0"?><?xml version="1.0"?>',
] as const;
const DOCTYPES = [
  '<!DOCTYPE x>',
  '<!doctype x>',
  '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>',
  '<!DOCTYPE x [<!ATTLIST x ID ID #IMPLIED>]>',
  '<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b "&c;&c;"><!ENTITY c "c">]>',
] as const;
const AROUND = [
  '<!-- c -->',
  '<?pi?>',
  'text',
  '<x/>',
  '\u0000',
  '\ufeff',
  '&#32;',
  '<![CDATA[]]>',
  '</x>',
  '<',
] as const;
const TOKENS = [
  '<',
  '>',
  '"',
  "'",
  '&',
  '=',
  '/',
  ' ',
  ':',
  '<!--',
  '-->',
  ']]>',
  '<?',
  '?>',
  '&#65;',
  'xmlns=""',
  ' ID="_x"',
  '<a>',
  '</a>',
  '<a/>',
  'xml',
  '\n',
  '\t',
  '\u00e9',
  '\u{1F600}',
  '#',
  ';',
  '<a b="c" b="c"/>',
  ' x:y="z"',
] as const;

function withoutDeclaration(xml: string): string {
  return xml.replace(/^<\?xml[^?]*\?>\s*/u, '');
}

/** A random piece of the text; short more often than long. */
function pickRange(xml: string, random: Random): readonly [number, number] {
  const from = random.below(xml.length);
  const longest = random.pick([1, 3, 20, 200, xml.length] as const);
  return [from, Math.min(xml.length, from + 1 + random.below(longest))];
}

type TextChange = (xml: string, random: Random) => string;

function textMutation(effect: Mutation['effect'], name: string, change: TextChange, weight = 10): Mutation {
  return {
    level: 'text',
    effect,
    name,
    weight,
    apply: (xml, { random }) => {
      const changed = change(xml, random);
      return changed === xml ? null : changed;
    },
  };
}

function cutRange(xml: string, random: Random): string {
  const [from, to] = pickRange(xml, random);
  return xml.slice(0, from) + xml.slice(to);
}

function repeatRange(xml: string, random: Random): string {
  const [from, to] = pickRange(xml, random);
  return xml.slice(0, to) + xml.slice(from, to) + xml.slice(to);
}

function moveRange(xml: string, random: Random): string {
  const [from, to] = pickRange(xml, random);
  const rest = xml.slice(0, from) + xml.slice(to);
  const at = random.below(rest.length + 1);
  return rest.slice(0, at) + xml.slice(from, to) + rest.slice(at);
}

function insertToken(xml: string, random: Random): string {
  const at = random.below(xml.length + 1);
  return xml.slice(0, at) + random.pick(TOKENS) + xml.slice(at);
}

function changeCharacter(xml: string, random: Random): string {
  const at = random.below(xml.length);
  const other = random.chance(50)
    ? String.fromCharCode(32 + random.below(95))
    : (xml[random.below(xml.length)] ?? ' ');
  return xml.slice(0, at) + other + xml.slice(at + 1);
}

export const DOCUMENTS: readonly Mutation[] = [
  textMutation(
    'neutral',
    'XML declaration',
    (xml, random) => random.pick(XML_DECLARATIONS) + withoutDeclaration(xml),
  ),
  textMutation('neutral', 'space around the root', (xml, random) => xml + random.pick(['\n', ' ', '\r\n\t'])),
  textMutation(
    'hostile',
    'bad XML declaration',
    (xml, random) => random.pick(BAD_DECLARATIONS) + withoutDeclaration(xml),
  ),
  textMutation('hostile', 'DOCTYPE', (xml, random) => {
    const at = random.chance(70) ? xml.length - withoutDeclaration(xml).length : random.below(xml.length);
    return xml.slice(0, at) + random.pick(DOCTYPES) + xml.slice(at);
  }),
  textMutation('hostile', 'something around the root', (xml, random) =>
    random.chance(50) ? xml + random.pick(AROUND) : random.pick(AROUND) + xml,
  ),
  textMutation(
    'hostile',
    'two roots',
    (xml, random) => (random.chance(50) ? xml + withoutDeclaration(xml) : `${xml}<Response/>`),
    3,
  ),
  textMutation('hostile', 'truncated', (xml, random) => xml.slice(0, random.below(xml.length)), 5),
  textMutation('hostile', 'text cut', cutRange, 20),
  textMutation('hostile', 'text repeated', repeatRange, 20),
  textMutation('hostile', 'text moved', moveRange, 20),
  textMutation('hostile', 'token inserted', insertToken, 30),
  textMutation('hostile', 'character changed', changeCharacter, 30),
];
