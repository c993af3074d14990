// A small XML reader that keeps source offsets, so that documents can be signed and edited as text.
// It trusts its input: the documents are our own, hostile or not. It is no gate.

/** One attribute; namespace declarations are kept apart. */
export interface XmlAttribute {
  readonly name: string;
  readonly namespace: string;
  readonly localName: string;
  readonly value: string;
}

/** An element with its place in the source text. */
export interface XmlElement {
  readonly kind: 'element';
  readonly name: string;
  readonly prefix: string;
  readonly localName: string;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  /** All prefixes in scope, `''` for the default namespace. */
  readonly scope: ReadonlyMap<string, string>;
  readonly parent: XmlElement | null;
  readonly children: readonly XmlNode[];
  /** Offsets of `<` of the start tag, of the first and behind the last content character, and behind the end tag. */
  readonly start: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
}

/** Anything inside an element. CDATA sections are text. */
export type XmlNode =
  | XmlElement
  | { readonly kind: 'text' | 'comment'; readonly text: string }
  | { readonly kind: 'instruction'; readonly target: string; readonly text: string };

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type OpenElement = Writable<Omit<XmlElement, 'children'>> & { children: XmlNode[] };

const MARKUP =
  /<!--([\s\S]*?)-->|<\?([^\s?]+)\s*([\s\S]*?)\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:[^"'>]|"[^"]*"|'[^']*')*?)(\/?)>/guy;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads a document and returns its root element.
 *
 * @throws TypeError when the text is not well-formed enough to be read.
 */
export function parseXml(text: string): XmlElement {
  const markup = new RegExp(MARKUP);
  let root: OpenElement | null = null;
  let open: OpenElement | null = null;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    const textEnd = next === -1 ? text.length : next;
    if (open && textEnd > at) addText(open, decodeText(text.slice(at, textEnd)));
    if (next === -1) break;
    markup.lastIndex = next;
    const match = markup.exec(text);
    if (!match) throw new TypeError(`Cannot read the markup at offset ${next}.`);
    at = markup.lastIndex;
    const [, comment, target, data, cdata, endName, startName, attributeText, selfClosing] = match;
    if (comment !== undefined) open?.children.push({ kind: 'comment', text: comment });
    else if (target !== undefined) open?.children.push({ kind: 'instruction', target, text: data ?? '' });
    else if (cdata !== undefined) {
      if (open) addText(open, cdata.replace(/\r\n?/gu, '\n'));
    } else if (endName !== undefined) {
      if (open?.name !== endName) throw new TypeError(`Unexpected end tag ${endName}.`);
      open.contentEnd = next;
      open.end = at;
      open = open.parent as OpenElement | null;
    } else if (startName !== undefined) {
      const element = openElement(startName, attributeText ?? '', open, next, at);
      if (open) open.children.push(element);
      else root ??= element;
      if (selfClosing !== '/') open = element;
    }
  }
  if (!root || open) throw new TypeError('The document has no root element or does not close it.');
  return root;
}

/** Every element of the tree, in document order. */
export function* elementsOf(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) if (child.kind === 'element') yield* elementsOf(child);
}

/** The first element in document order that satisfies the test. */
export function findElement(root: XmlElement, test: (element: XmlElement) => boolean): XmlElement | null {
  for (const element of elementsOf(root)) if (test(element)) return element;
  return null;
}

/** The value of an attribute without prefix. */
export function attributeOf(element: XmlElement, name: string): string | null {
  return element.attributes.find((attribute) => attribute.name === name)?.value ?? null;
}

/** The concatenated text directly inside an element. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (child.kind === 'text' ? child.text : '')).join('');
}

/** The source text of an element, with the outer namespace declarations it depends on written onto it. */
export function standaloneSource(source: string, element: XmlElement): string {
  const own = source.slice(element.start, element.contentStart);
  const missing = [...element.scope]
    .filter(([prefix]) => prefix !== 'xml')
    .map(([prefix, uri]) => [prefix === '' ? 'xmlns' : `xmlns:${prefix}`, uri] as const)
    .filter(([name]) => !new RegExp(`\\s${name}\\s*=`, 'u').test(own))
    .map(([name, uri]) => ` ${name}="${uri}"`);
  const nameEnd = element.start + 1 + element.name.length;
  return source.slice(element.start, nameEnd) + missing.join('') + source.slice(nameEnd, element.end);
}

function openElement(
  name: string,
  text: string,
  parent: OpenElement | null,
  start: number,
  at: number,
): OpenElement {
  const scope = new Map(parent?.scope ?? [['xml', 'http://www.w3.org/XML/1998/namespace']]);
  const plain: { name: string; value: string }[] = [];
  for (const [, attributeName = '', double, single] of text.matchAll(ATTRIBUTE)) {
    const value = decodeAttribute(double ?? single ?? '');
    if (attributeName === 'xmlns') scope.set('', value);
    else if (attributeName.startsWith('xmlns:')) scope.set(attributeName.slice(6), value);
    else plain.push({ name: attributeName, value });
  }
  const [prefix, localName] = splitName(name);
  const attributes = plain.map((attribute) => {
    const [attributePrefix, attributeLocalName] = splitName(attribute.name);
    const namespace = attributePrefix === '' ? '' : (scope.get(attributePrefix) ?? '');
    return { ...attribute, namespace, localName: attributeLocalName };
  });
  const namespace = scope.get(prefix) ?? '';
  return {
    kind: 'element',
    name,
    prefix,
    localName,
    namespace,
    attributes,
    scope,
    parent,
    children: [],
    start,
    contentStart: at,
    contentEnd: at,
    end: at,
  };
}

function addText(element: OpenElement, text: string): void {
  element.children.push({ kind: 'text', text });
}

function splitName(name: string): readonly [string, string] {
  const colon = name.indexOf(':');
  return colon === -1 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

function decodeText(text: string): string {
  return decodeEntities(text.replace(/\r\n?/gu, '\n'));
}

function decodeAttribute(text: string): string {
  return decodeEntities(text.replace(/\r\n|[\r\n\t]/gu, ' '));
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/gu, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(String(hex), 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return NAMED[String(name)] ?? String(whole);
  });
}
