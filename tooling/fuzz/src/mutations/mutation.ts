// What a mutation is: a small change with a name, at one of four levels, that may or may not find something to change.

import type { Donor, Original, Pool } from '../pool/original.ts';
import type { Random } from '../random.ts';
import type { SourceDocument } from '../source-tree.ts';

/** What a mutation may draw on. */
export interface MutationContext {
  readonly random: Random;
  readonly original: Original;
  readonly pool: Pool;
  /** A fresh tree of a response with which nobody may sign in, in the shape of the original. */
  readonly donor: () => { readonly name: Donor['name']; readonly document: SourceDocument };
}

interface MutationFacts {
  readonly name: string;
  /**
   * `neutral`: meant to leave the meaning alone, so that much is accepted: a hint for the mixture, never for the law.
   * `signed`: leaves the meaning alone, but not what was signed; followed by a new signature of the provider.
   */
  readonly effect: 'neutral' | 'hostile' | 'signed';
  /** How often, in relation to others of its level and effect. */
  readonly weight: number;
}

/** Levels in the order in which they are applied. */
export const LEVELS = ['tree', 'text', 'octets', 'form'] as const;
export type Level = (typeof LEVELS)[number];

/** `apply` of a tree says whether it changed anything; the others return null when they did not. */
export type Mutation = MutationFacts &
  (
    | {
        readonly level: 'tree';
        readonly apply: (document: SourceDocument, context: MutationContext) => boolean;
      }
    | { readonly level: 'text'; readonly apply: (xml: string, context: MutationContext) => string | null }
    | {
        readonly level: 'octets';
        readonly apply: (octets: Buffer, context: MutationContext) => Buffer | null;
      }
    | { readonly level: 'form'; readonly apply: (value: string, context: MutationContext) => string | null }
  );

export type TreeChange = (Mutation & { readonly level: 'tree' })['apply'];

/** A mutation of the tree. */
export function treeMutation(
  effect: Mutation['effect'],
  name: string,
  apply: TreeChange,
  weight = 10,
): Mutation {
  return { level: 'tree', effect, name, weight, apply };
}
