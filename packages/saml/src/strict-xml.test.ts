import { describe, expect, it } from 'vitest';
import { refusalOf } from '../test/judge.ts';
import { NO_NAMESPACE_ID, namespaceIdOf } from './names.ts';
import { scanXml } from './strict-xml.ts';

const scan = (xml: string | Buffer) => scanXml(Buffer.from(xml));
const noteOf = (xml: string | Buffer) => refusalOf(() => scan(xml)).evidence.detail;

describe('the scan accepts', () => {
  it.each([
    ['an XML declaration', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a/>'],
    ['single quotes and white space in tags', '<a b = \'x\'\n c="y" ></a >'],
    ['white space around the root', '\n<a/>\r\n'],
    [
      'predefined entities and references to characters',
      '<a b="&lt;&#9;">&amp;&gt;&quot;&apos;&#x1F600;&#10;</a>',
    ],
    ['prefixes bound anew inside', '<p:a xmlns:p="urn:x"><p:b xmlns:p="urn:y"/><p:c/></p:a>'],
    ['the default namespace taken back', '<a xmlns="urn:x"><b xmlns=""/></a>'],
    [
      'namespace URIs of every usual form',
      '<a xmlns="http://h.example:8080/x?y=1#z" xmlns:b="urn:x:y" xmlns:c="http://h#"/>',
    ],
    ['equal local names in different namespaces', '<a xmlns:p="urn:x" b="1" p:b="2"/>'],
    ['32 levels', `${'<a>'.repeat(32)}${'</a>'.repeat(32)}`],
    ['64 attributes', `<a ${Array.from({ length: 64 }, (_, i) => `b${i}=""`).join(' ')}/>`],
    ['brackets and greater-than signs apart', '<a>]] > ]&gt; ></a>'],
    ['characters of every plane', '<a>Zoë – 漢字 😀 \u{10ffff} \u00a0 \ufffd</a>'],
  ])('%s', (_, xml) => {
    expect(scan(xml).rowCount).toBeGreaterThan(0);
  });
});

describe('the scan refuses', () => {
  it.each([
    ['a DOCTYPE', '<!DOCTYPE a><a/>'],
    ['a DOCTYPE inside', '<a><!doctype b></a>'],
    ['a comment', '<a><!-- x --></a>'],
    ['a comment before the root', '<!-- x --><a/>'],
    ['a processing instruction', '<a><?x y?></a>'],
    ['a CDATA section', '<a><![CDATA[x]]></a>'],
    ['an entity of its own', '<a>&x;</a>'],
    ['a reference to no character', '<a>&#0;</a>'],
    ['a reference to a surrogate', '<a>&#xD800;</a>'],
    ['a reference beyond the last plane', '<a>&#x110000;</a>'],
    ['a reference with a sign', '<a>&#-1;</a>'],
    ['a bare ampersand', '<a>x & y</a>'],
    ['the end of a CDATA section in text', '<a>]]></a>'],
    ['a control character in text', '<a>\u0001</a>'],
    ['a control character in a value', '<a b="\u0000"/>'],
    ['U+FFFE in text', '<a>\ufffe</a>'],
    ['U+FFFF in a value', '<a b="\uffff"/>'],
    ['less-than in a value', '<a b="<"/>'],
    ['a value without quotes', '<a b=c/>'],
    ['an attribute without value', '<a b/>'],
    ['attributes without space', '<a b=""c=""/>'],
    ['the same attribute twice', '<a b="1" b="2"/>'],
    ['the same attribute twice by two prefixes', '<a xmlns:p="urn:x" xmlns:q="urn:x" p:b="1" q:b="2"/>'],
    ['a wrong end tag', '<a></b>'],
    ['an end tag with more', '<a></ab>'],
    ['an end tag too many', '<a/></a>'],
    ['a second root', '<a/><b/>'],
    ['text after the root', '<a/>x'],
    ['text before the root', 'x<a/>'],
    ['an unclosed element', '<a><b></b>'],
    ['nothing', ''],
    ['a byte order mark', '\ufeff<a/>'],
    ['another XML version', '<?xml version="1.1"?><a/>'],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>'],
    ['an undeclared prefix', '<p:a/>'],
    ['an undeclared prefix of an attribute', '<a p:b=""/>'],
    ['a prefix out of its scope', '<a><b xmlns:p="urn:x"/><p:c/></a>'],
    ['a prefix undeclared again', '<a xmlns:p="urn:x"><b xmlns:p=""/></a>'],
    ['a prefix declared twice', '<a xmlns:p="urn:x" xmlns:p="urn:y"/>'],
    ['the xml prefix bound', '<a xmlns:xml="http://www.w3.org/XML/1998/namespace"/>'],
    ['the xmlns prefix bound', '<a xmlns:xmlns="urn:x"/>'],
    ['another prefix for the xml namespace', '<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>'],
    ['a relative namespace URI', '<a xmlns="x"/>'],
    ['a namespace URI with a character that no URI has', '<a xmlns="http://example.org/[x"/>'],
    ['a namespace URI with a brace', '<a xmlns="http://example.org/{x"/>'],
    ['a namespace URI with a broken escape', '<a xmlns="http://example.org/%2"/>'],
    ['a namespace URI with an empty port', '<a xmlns="http://example.org:/x"/>'],
    ['a namespace URI with a port that is no number', '<a xmlns="http://example.org:80x/"/>'],
    ['a namespace URI with two fragments', '<a xmlns="urn:x#y#z"/>'],
    ['a namespace URI with a reference', '<a xmlns="urn:&amp;"/>'],
    ['a name with two colons', '<a:b:c xmlns:a="urn:x"/>'],
    ['a name that begins with a colon', '<:a/>'],
    ['a name beyond ASCII', '<naïve/>'],
    ['33 levels', `${'<a>'.repeat(33)}${'</a>'.repeat(33)}`],
    ['an empty element on level 33', `${'<a>'.repeat(32)}<b/>${'</a>'.repeat(32)}`],
    ['65 attributes', `<a ${Array.from({ length: 65 }, (_, i) => `b${i}=""`).join(' ')}/>`],
    ['17 declarations', `<a ${Array.from({ length: 17 }, (_, i) => `xmlns:p${i}="urn:x"`).join(' ')}/>`],
    ['8001 elements', `<a>${'<b/>'.repeat(8000)}</a>`],
    ['a name of 257 characters', `<${'a'.repeat(257)}/>`],
    [
      '513 prefixes',
      `<a>${Array.from({ length: 513 }, (_, i) => `<p${i}:b xmlns:p${i}="urn:x"/>`).join('')}</a>`,
    ],
    ['an attribute that looks like an ID', '<a id="x"/>'],
    ['xml:id', '<a xml:id="x"/>'],
    ['an ID on a foreign element', '<a ID="x"/>'],
    ['an ID that is no NCName', '<a xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="1"/>'],
    ['an ID with a reference', '<a xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="&#97;"/>'],
    ['an ID twice', '<a xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="x"><b ID="x"/></a>'],
  ])('%s', (_, xml) => {
    expect(noteOf(xml)).toMatch(/^gate: /);
  });

  it.each([
    ['an overlong sequence', [0xc0, 0xaf]],
    ['a lone continuation', [0x80]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a sequence cut short', [0xe2, 0x82]],
  ])('%s in UTF-8', (_, bytes) => {
    expect(noteOf(Buffer.concat([Buffer.from('<a>'), Buffer.from(bytes), Buffer.from('</a>')]))).toBe('utf8');
  });
});

describe('an attribute that occurs twice', () => {
  const many = Array.from({ length: 40 }, (_, index) => `b${index}`);
  const tag = (names: readonly string[]) =>
    `<a xmlns:p="urn:x" xmlns:q="urn:x" ${names.map((name) => `${name}=""`).join(' ')}/>`;

  it('is refused wherever it is among many', () => {
    expect(scan(tag(many)).rowCount).toBe(1);
    for (let place = 0; place < many.length; place++) {
      expect(noteOf(tag([...many, many[place] ?? '']))).toContain('an attribute that occurs twice');
      expect(noteOf(tag(many.with(place, place === 7 ? 'b8' : 'b7')))).toContain(
        'an attribute that occurs twice',
      );
    }
  });

  it('is refused among many by two prefixes of one namespace, and accepted in two namespaces', () => {
    expect(noteOf(tag([...many, 'p:b3', 'q:b3']))).toContain('an attribute that occurs twice');
    expect(scan(tag([...many, 'p:b3'])).rowCount).toBe(1);
  });

  it('is not seen where only the hashes are equal', () => {
    // 31 × "A" + "a" = 31 × "B" + "B".
    const alike = Array.from({ length: 32 }, (_, index) =>
      Array.from({ length: 5 }, (__, bit) => ((index >> bit) & 1 ? 'Aa' : 'BB')).join(''),
    );
    expect(scan(tag(alike)).rowCount).toBe(1);
    expect(noteOf(tag([...alike, alike[9] ?? '']))).toContain('an attribute that occurs twice');
  });
});

describe('the table', () => {
  it('knows "in no namespace" however it is said', () => {
    const table = scan('<a xmlns=""><b xmlns="urn:x"><c xmlns=""/></b></a>');
    expect([0, 1, 2].map((row) => namespaceIdOf(table.name(row)))).toEqual([
      NO_NAMESPACE_ID,
      expect.any(Number),
      NO_NAMESPACE_ID,
    ]);
    expect(namespaceIdOf(table.name(1))).not.toBe(NO_NAMESPACE_ID);
  });

  it('gives text with references, line ends and inner elements resolved', () => {
    const table = scan('<a b="x&#10;\r\n&quot;">1 &lt; 2\r\n<c>é&#233;</c>\r!</a>');
    expect(table.text(0)).toBe('1 < 2\néé\n!');
    expect(table.slice(3, 4)).toBe('b');
  });

  it('knows where each element ends', () => {
    const table = scan('<a><b><c/></b><d/></a>');
    expect([0, 1, 2, 3].map((row) => table.next(row))).toEqual([4, 3, 3, 4]);
    expect([0, 1, 2, 3].map((row) => table.parent(row))).toEqual([-1, 0, 1, 0]);
  });
});
