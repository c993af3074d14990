// How the content of an element is described: a sequence of places, text, nothing, or anything.

/** What may stand inside an element. `open` content is foreign: skipped, never read. */
export type ContentModel =
  | { readonly kind: 'elements'; readonly slots: readonly Slot[]; readonly attributes: ReadonlySet<number> }
  | { readonly kind: 'text' | 'empty' | 'open'; readonly attributes: ReadonlySet<number> | null };

/** One place in a sequence: any of these elements, that often. */
export interface Slot {
  readonly names: readonly number[];
  readonly min: number;
  readonly max: number;
}

const MANY = Number.POSITIVE_INFINITY;

export const one = (...names: readonly number[]): Slot => ({ names, min: 1, max: 1 });
export const optional = (...names: readonly number[]): Slot => ({ names, min: 0, max: 1 });
export const any = (...names: readonly number[]): Slot => ({ names, min: 0, max: MANY });
export const several = (...names: readonly number[]): Slot => ({ names, min: 1, max: MANY });
export const elements = (attributes: readonly number[], ...slots: readonly Slot[]): ContentModel => ({
  kind: 'elements',
  slots,
  attributes: new Set(attributes),
});
export const text = (...attributes: readonly number[]): ContentModel => ({
  kind: 'text',
  attributes: new Set(attributes),
});
export const empty = (...attributes: readonly number[]): ContentModel => ({
  kind: 'empty',
  attributes: new Set(attributes),
});
export const open = (...attributes: readonly number[]): ContentModel => ({
  kind: 'open',
  attributes: new Set(attributes),
});
export const anything: ContentModel = { kind: 'open', attributes: null };
