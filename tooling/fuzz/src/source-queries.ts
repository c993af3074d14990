// Questions about a source tree that mutations ask: names, scopes, what a signature covers.

import {
  placesOf,
  type Place,
  type SourceAttribute,
  type SourceDocument,
  type SourceElement,
} from './source-tree.ts';

/** The part of a name behind its colon. */
export function localNameOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The part of a name before its colon; empty when there is none. */
export function prefixOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf(':')));
}

/** A name with the prefix of another name. */
export function nameLike(name: string, localName: string): string {
  const prefix = prefixOf(name);
  return prefix === '' ? localName : `${prefix}:${localName}`;
}

/** Whether an attribute is a namespace declaration. */
export function isDeclaration({ name }: SourceAttribute): boolean {
  return name === 'xmlns' || name.startsWith('xmlns:');
}

/** The name of the declaration of a prefix. */
export function declarationName(prefix: string): string {
  return prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
}

/** The attribute of this name as written. */
export function attributeOf(element: SourceElement, name: string): SourceAttribute | undefined {
  return element.attributes.find((attribute) => attribute.name === name);
}

/** The first child element of this local name. */
export function childOf(element: SourceElement, localName: string): SourceElement | undefined {
  for (const child of element.children) {
    if (child.kind === 'element' && localNameOf(child.name) === localName) return child;
  }
  return undefined;
}

/** The first element of this local name in document order. */
export function findPlace(document: SourceDocument, localName: string): Place | undefined {
  return placesOf(document).find(({ element }) => localNameOf(element.name) === localName);
}

/** Prefix to namespace, as declared at a place. */
export function scopeOf(place: Place): ReadonlyMap<string, string> {
  const scope = new Map<string, string>();
  for (let at: Place | null = place; at !== null; at = at.parent) {
    for (const attribute of at.element.attributes) {
      if (!isDeclaration(attribute)) continue;
      const prefix = attribute.name.slice(6);
      if (!scope.has(prefix)) scope.set(prefix, attribute.value);
    }
  }
  return scope;
}

/** Whether a signature in the document covers the element: its start tag, its content. A signature does not cover itself. */
export function isCovered(place: Place): boolean {
  let below: Place | null = null;
  let inSignedInfo = false;
  for (let at: Place | null = place; at !== null; at = at.parent) {
    if (localNameOf(at.element.name) === 'SignedInfo') inSignedInfo = true;
    const signature = childOf(at.element, 'Signature');
    if (signature !== undefined && (below?.element !== signature || inSignedInfo)) return true;
    below = at;
  }
  return false;
}
