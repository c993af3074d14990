// Mutant number I of seed S: which original, which mutations, and the form value that comes of them. Nothing else decides it.

import { MUTATIONS } from './mutations/catalogue.ts';
import { SIGNED_BY_PROVIDER } from './mutations/provider-signed.ts';
import { LEVELS, type Level, type Mutation, type MutationContext } from './mutations/mutation.ts';
import type { Original, Pool } from './pool/original.ts';
import { Random } from './random.ts';
import { copyDocument, readSource, writeSource, type SourceDocument } from './source-tree.ts';

/** One mutation as it was applied: with its own seed it does the same again on the same document. */
export interface Step {
  readonly mutation: Mutation;
  readonly seed: number;
}

/** A changed message and how it came about. */
export interface Mutant {
  readonly index: number;
  readonly original: Original;
  readonly steps: readonly Step[];
  readonly octets: Buffer;
  /** The form value as it is posted. */
  readonly samlResponse: string;
}

type Mood = 'neutral' | 'mixed' | 'hostile' | 'signed';

const MOODS: readonly { readonly mood: Mood; readonly weight: number }[] = [
  { mood: 'neutral', weight: 15 },
  { mood: 'signed', weight: 7 },
  { mood: 'mixed', weight: 25 },
  { mood: 'hostile', weight: 53 },
];
const EFFECTS: Readonly<Record<Mood, readonly Mutation['effect'][]>> = {
  neutral: ['neutral'],
  mixed: ['neutral', 'hostile'],
  hostile: ['hostile'],
  signed: ['neutral', 'signed', 'signed'],
};
const STEP_COUNTS = [
  { count: 1, weight: 40 },
  { count: 2, weight: 30 },
  { count: 3, weight: 20 },
  { count: 4, weight: 10 },
] as const;
const LEVEL_WEIGHTS: Readonly<
  Record<Mutation['effect'], readonly { readonly level: Level; readonly weight: number }[]>
> = {
  neutral: [
    { level: 'tree', weight: 88 },
    { level: 'text', weight: 4 },
    { level: 'form', weight: 8 },
  ],
  signed: [{ level: 'tree', weight: 1 }],
  hostile: [
    { level: 'tree', weight: 82 },
    { level: 'text', weight: 11 },
    { level: 'octets', weight: 4 },
    { level: 'form', weight: 3 },
  ],
};
const ATTEMPTS = 6;

/** Makes mutants from a pool. */
export class Mutator {
  readonly #pool: Pool;
  readonly #documents = new Map<string, SourceDocument>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** The mutant of a number. */
  make(seed: number, index: number): Mutant {
    const random = new Random(seed, index);
    const original = random.pick(this.#pool.originals)!;
    const plan = planSlots(random);
    const draft = this.#draft(original);
    const steps: Step[] = [];
    for (const slot of plan.slots) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const step = { mutation: pickMutation(random, slot), seed: random.next() };
        if (!this.#apply(draft, step)) continue;
        steps.push(step);
        break;
      }
    }
    if (plan.mood === 'signed') {
      const step = { mutation: SIGNED_BY_PROVIDER, seed: random.next() };
      if (this.#apply(draft, step)) steps.push(step);
    }
    return finish({ index, original, steps }, draft);
  }

  /** The mutant that given steps make of an original; steps that find nothing to change are passed over. */
  remake(index: number, original: Original, steps: readonly Step[]): Mutant {
    const draft = this.#draft(original);
    const applied = steps.filter((step) => this.#apply(draft, step));
    return finish({ index, original, steps: applied }, draft);
  }

  #draft(original: Original): Draft {
    return { original, document: this.#fresh(original.xml), xml: null, octets: null, form: null };
  }

  #apply(draft: Draft, { mutation, seed }: Step): boolean {
    const random = new Random(seed);
    const donors = this.#pool.donors.filter(({ shape }) => shape === draft.original.shape);
    const context: MutationContext = {
      random,
      original: draft.original,
      pool: this.#pool,
      donor: () => {
        const donor = random.pick(donors)!;
        return { name: donor.name, document: this.#fresh(donor.xml) };
      },
    };
    return applyTo(draft, mutation, context);
  }

  #fresh(xml: string): SourceDocument {
    let document = this.#documents.get(xml);
    if (document === undefined) {
      document = readSource(xml);
      this.#documents.set(xml, document);
    }
    return copyDocument(document);
  }
}

/** The message on its way down the levels; a level that is not reached yet is null. */
interface Draft {
  readonly original: Original;
  readonly document: SourceDocument;
  xml: string | null;
  octets: Buffer | null;
  form: string | null;
}

function applyTo(draft: Draft, mutation: Mutation, context: MutationContext): boolean {
  switch (mutation.level) {
    case 'tree':
      return mutation.apply(draft.document, context);
    case 'text': {
      const xml = mutation.apply(xmlOf(draft), context);
      if (xml !== null) draft.xml = xml;
      return xml !== null;
    }
    case 'octets': {
      const octets = mutation.apply(octetsOf(draft), context);
      if (octets !== null) draft.octets = octets;
      return octets !== null;
    }
    case 'form': {
      const form = mutation.apply(formOf(draft), context);
      if (form !== null) draft.form = form;
      return form !== null;
    }
    default:
      return mutation satisfies never;
  }
}

function xmlOf(draft: Draft): string {
  return (draft.xml ??= writeSource(draft.document));
}

function octetsOf(draft: Draft): Buffer {
  return (draft.octets ??= Buffer.from(xmlOf(draft), 'utf8'));
}

function formOf(draft: Draft): string {
  return (draft.form ??= octetsOf(draft).toString('base64'));
}

function finish(facts: Pick<Mutant, 'index' | 'original' | 'steps'>, draft: Draft): Mutant {
  return { ...facts, samlResponse: formOf(draft), octets: Buffer.from(formOf(draft), 'base64') };
}

interface Slot {
  readonly effect: Mutation['effect'];
  readonly level: Level;
}

function planSlots(random: Random): { readonly mood: Mood; readonly slots: readonly Slot[] } {
  const { mood } = random.pickWeighted(MOODS)!;
  const { count } = random.pickWeighted(STEP_COUNTS)!;
  const slots = Array.from({ length: count }, (): Slot => {
    const effect = random.pick(EFFECTS[mood]) ?? 'neutral';
    // What is signed last must still be a tree.
    const level = mood === 'signed' ? 'tree' : random.pickWeighted(LEVEL_WEIGHTS[effect])!.level;
    return { effect, level };
  });
  return { mood, slots: slots.toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level)) };
}

function pickMutation(random: Random, { effect, level }: Slot): Mutation {
  return random.pickWeighted(MUTATIONS.filter((one) => one.level === level && one.effect === effect))!;
}
