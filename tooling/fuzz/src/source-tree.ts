// A document as it is written: a tree that keeps every quote and every blank, so that unchanged parts come out octet for octet.
// Mutations change it in place; it is made fresh for every mutant.

export interface SourceAttribute {
  /** White space before the name. */
  space: string;
  name: string;
  /** `=` with the white space around it. */
  equals: string;
  quote: string;
  /** As written, references and all. */
  value: string;
}

export interface SourceElement {
  kind: 'element';
  name: string;
  attributes: SourceAttribute[];
  /** White space before the start tag closes. */
  tail: string;
  isEmptyTag: boolean;
  /** White space before the end tag closes. */
  endTail: string;
  children: SourceNode[];
}

/** Anything between tags, as written; a mutation may put comments, entities or broken markup here. */
export interface SourceText {
  kind: 'text';
  raw: string;
}

export type SourceNode = SourceElement | SourceText;

export interface SourceDocument {
  prolog: string;
  root: SourceElement;
  epilog: string;
}

/** An element and the way to it. */
export interface Place {
  readonly element: SourceElement;
  readonly parent: Place | null;
}

const TAG = /<(\/?)([^\s/>]+)((?:[^"'>]|"[^"]*"|'[^']*')*?)(\/?)>/gu;
const ATTRIBUTE = /(\s+)([^\s=]+)(\s*=\s*)(?:"([^"]*)"|'([^']*)')/gu;

/**
 * Reads a document of our own making: elements and text, an XML declaration at most.
 *
 * @throws TypeError when it is not well-formed enough to be read
 */
export function readSource(xml: string): SourceDocument {
  const start = xml.startsWith('<?') ? xml.indexOf('?>') + 2 : 0;
  const open: SourceElement[] = [];
  let root: SourceElement | null = null;
  let at = start;
  let rootStart = start;
  for (const match of xml.slice(start).matchAll(TAG)) {
    const [whole, slash, name = '', attributes = '', empty] = match;
    const tagStart = start + match.index;
    const parent = open.at(-1);
    if (tagStart > at && parent) parent.children.push({ kind: 'text', raw: xml.slice(at, tagStart) });
    at = tagStart + whole.length;
    if (slash === '/') {
      if (parent === undefined || parent.name !== name) throw new TypeError(`Unexpected end tag ${name}.`);
      parent.endTail = attributes;
      open.pop();
      if (open.length === 0) break;
      continue;
    }
    const element = elementOf(name, attributes, empty === '/');
    if (parent) parent.children.push(element);
    else {
      root = element;
      rootStart = tagStart;
    }
    if (empty !== '/') open.push(element);
    else if (!parent) break;
  }
  if (root === null || open.length > 0) throw new TypeError('No root element, or one that is not closed.');
  return { prolog: xml.slice(0, rootStart), root, epilog: xml.slice(at) };
}

/** The document as text. */
export function writeSource({ epilog, prolog, root }: SourceDocument): string {
  return prolog + writeNode(root) + epilog;
}

/** An element or a text as text. */
export function writeNode(node: SourceNode): string {
  if (node.kind === 'text') return node.raw;
  let tag = `<${node.name}`;
  for (const { equals, name, quote, space, value } of node.attributes)
    tag += space + name + equals + quote + value + quote;
  tag += node.tail;
  if (node.isEmptyTag && node.children.length === 0) return `${tag}/>`;
  let content = '';
  for (const child of node.children) content += writeNode(child);
  return `${tag}>${content}</${node.name}${node.endTail}>`;
}

/** A copy that shares nothing. */
export function copyDocument(document: SourceDocument): SourceDocument {
  return { ...document, root: copyElement(document.root) };
}

/** A copy that shares nothing. */
export function copyElement(element: SourceElement): SourceElement {
  return {
    ...element,
    attributes: element.attributes.map((attribute) => ({ ...attribute })),
    children: element.children.map((child) => (child.kind === 'text' ? { ...child } : copyElement(child))),
  };
}

/** A new element. */
export function newElement(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly (SourceNode | string)[] = [],
): SourceElement {
  return {
    kind: 'element',
    name,
    attributes: Object.entries(attributes).map(([key, value]) => newAttribute(key, value)),
    tail: '',
    isEmptyTag: children.length === 0,
    endTail: '',
    children: children.map((child) => (typeof child === 'string' ? { kind: 'text', raw: child } : child)),
  };
}

/** A new attribute; the value as it is to be written between double quotes. */
export function newAttribute(name: string, value: string): SourceAttribute {
  return { space: ' ', name, equals: '=', quote: '"', value };
}

/** Every element in document order. */
export function placesOf(document: SourceDocument): readonly Place[] {
  const places: Place[] = [];
  const visit = (element: SourceElement, parent: Place | null): void => {
    const place = { element, parent };
    places.push(place);
    for (const child of element.children) if (child.kind === 'element') visit(child, place);
  };
  visit(document.root, null);
  return places;
}

function elementOf(name: string, attributes: string, isEmptyTag: boolean): SourceElement {
  const read = [...attributes.matchAll(ATTRIBUTE)];
  const length = read.reduce((sum, [whole]) => sum + whole.length, 0);
  return {
    kind: 'element',
    name,
    attributes: read.map(([, space = '', key = '', equals = '=', double, single]) => ({
      space,
      name: key,
      equals,
      quote: double === undefined ? "'" : '"',
      value: double ?? single ?? '',
    })),
    tail: attributes.slice(length),
    isEmptyTag,
    endTail: '',
    children: [],
  };
}
