// How mutations choose their targets.

import { localNameOf } from '../source-queries.ts';
import {
  placesOf,
  type Place,
  type SourceAttribute,
  type SourceDocument,
  type SourceElement,
  type SourceText,
} from '../source-tree.ts';
import type { Random } from '../random.ts';

/** A random element. The name is drawn first, so that a lone NameID is met as often as one of twenty AttributeValues. */
export function pickPlace(
  document: SourceDocument,
  random: Random,
  isWanted: (place: Place) => boolean = () => true,
): Place | undefined {
  const places = placesOf(document).filter(isWanted);
  const names = [...new Set(places.map(({ element }) => localNameOf(element.name)))];
  const name = random.pick(names);
  return random.pick(places.filter(({ element }) => localNameOf(element.name) === name));
}

/** Whether a place is an element of one of these local names. */
export const isNamed =
  (...names: readonly string[]) =>
  ({ element }: { readonly element: SourceElement }): boolean =>
    names.includes(localNameOf(element.name));

/** A random element that is not the root. */
export function pickInner(
  document: SourceDocument,
  random: Random,
): (Place & { readonly parent: Place }) | undefined {
  const place = pickPlace(document, random, ({ parent }) => parent !== null);
  return place?.parent ? { element: place.element, parent: place.parent } : undefined;
}

/** A random element that has attributes, and one of these. */
export function pickAttribute(
  document: SourceDocument,
  random: Random,
  isWanted: (attribute: SourceAttribute) => boolean = () => true,
): { readonly place: Place; readonly attribute: SourceAttribute } | undefined {
  const place = pickPlace(document, random, ({ element }) => element.attributes.some(isWanted));
  const attribute = place && random.pick(place.element.attributes.filter(isWanted));
  return place && attribute && { place, attribute };
}

/** A random text that is not only white space, and its element. */
export function pickText(
  document: SourceDocument,
  random: Random,
): { readonly place: Place; readonly text: SourceText } | undefined {
  const place = pickPlace(document, random, ({ element }) => element.children.some(isVisibleText));
  const text = place && random.pick(place.element.children.filter(isVisibleText));
  return place && text && { place, text };
}

/** Puts a node somewhere among the children of an element. */
export function insertAnywhere(
  element: SourceElement,
  node: SourceElement['children'][number],
  random: Random,
): void {
  element.children.splice(random.below(element.children.length + 1), 0, node);
}

/** A random offset in a text that is not inside a reference. */
export function pickOffset(text: string, random: Random): number {
  const offset = random.below(text.length + 1);
  const open = text.lastIndexOf('&', offset - 1);
  return open >= 0 && text.indexOf(';', open) >= offset ? open : offset;
}

function isVisibleText(node: SourceElement['children'][number]): node is SourceText {
  return node.kind === 'text' && node.raw.trim() !== '';
}
