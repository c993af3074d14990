// Canonical XML of one element: exclusive (xml-exc-c14n) with its PrefixList, or inclusive (xml-c14n 1.0).

import type { XmlElement, XmlNode } from './xml-tree.ts';

/** How an element is put into canonical form. */
export interface CanonicalizeOptions {
  /** Default `exclusive`. */
  readonly mode?: 'exclusive' | 'inclusive';
  /** Default false. */
  readonly withComments?: boolean;
  /** PrefixList of an InclusiveNamespaces element; `#default` names the default namespace. */
  readonly inclusivePrefixes?: readonly string[];
}

type Rendered = ReadonlyMap<string, string>;

/** The canonical form of an element and everything in it. */
export function canonicalize(element: XmlElement, options: CanonicalizeOptions = {}): string {
  return canonicalElement(element, new Map(), options);
}

function canonicalElement(element: XmlElement, rendered: Rendered, options: CanonicalizeOptions): string {
  const declarations = declarationsFor(element, rendered, options);
  const inside = new Map([...rendered, ...declarations]);
  const namespaceText = [...declarations]
    .toSorted(([a], [b]) => compare(a, b))
    .map(([prefix, uri]) => ` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapeAttribute(uri)}"`);
  const attributeText = element.attributes
    .toSorted((a, b) => compare(a.namespace, b.namespace) || compare(a.localName, b.localName))
    .map((attribute) => ` ${attribute.name}="${escapeAttribute(attribute.value)}"`);
  const content = element.children.map((child) => canonicalNode(child, inside, options));
  return `<${element.name}${namespaceText.join('')}${attributeText.join('')}>${content.join('')}</${element.name}>`;
}

function canonicalNode(node: XmlNode, rendered: Rendered, options: CanonicalizeOptions): string {
  switch (node.kind) {
    case 'element':
      return canonicalElement(node, rendered, options);
    case 'text':
      return escapeText(node.text);
    case 'comment':
      return options.withComments ? `<!--${node.text}-->` : '';
    case 'instruction':
      return `<?${node.target}${node.text === '' ? '' : ` ${node.text}`}?>`;
  }
}

function declarationsFor(element: XmlElement, rendered: Rendered, options: CanonicalizeOptions): Rendered {
  const result = new Map<string, string>();
  for (const prefix of prefixesToRender(element, options)) {
    if (prefix === 'xml') continue;
    const uri = element.scope.get(prefix) ?? '';
    // xml-exc-c14n §3: the empty default is written only where an ancestor in the output set another one.
    if ((rendered.get(prefix) ?? '') !== uri) result.set(prefix, uri);
  }
  return result;
}

function prefixesToRender(element: XmlElement, options: CanonicalizeOptions): ReadonlySet<string> {
  if (options.mode === 'inclusive') return new Set([...element.scope.keys(), '']);
  const used = new Set([element.prefix]);
  for (const { name, localName } of element.attributes) {
    if (name !== localName) used.add(name.slice(0, -localName.length - 1));
  }
  for (const listed of options.inclusivePrefixes ?? []) {
    const prefix = listed === '#default' ? '' : listed;
    if (element.scope.has(prefix)) used.add(prefix);
  }
  return used;
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#xD;');
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#x9;')
    .replaceAll('\n', '&#xA;')
    .replaceAll('\r', '&#xD;');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
