import { beforeAll, describe, expect, it } from 'vitest';
import type { VerifiedAssertion } from '@team-sso/core/reasons';
import { Fuzzer, type FuzzOptions } from '../src/fuzz.ts';
import { createStrictEngine, type StrictEngine } from '../src/judges/strict-engine.ts';
import { xmlsec1Version } from '../src/judges/xmlsec1.ts';
import { Mutator, type Mutant } from '../src/mutant.ts';
import { MUTATIONS } from '../src/mutations/catalogue.ts';
import { createPool } from '../src/pool/create-pool.ts';
import type { Original, Pool } from '../src/pool/original.ts';
import { shrink } from '../src/shrink.ts';
import type { Violation } from '../src/tally.ts';

const SEED = 5;
const hasXmlsec1 = xmlsec1Version() !== null;
let pool: Pool;
let ours: StrictEngine;

beforeAll(() => {
  pool = createPool(SEED);
  ours = createStrictEngine(pool);
});

function options(engine: StrictEngine): FuzzOptions {
  return { pool, seed: SEED, judgeRefused: 0, useXmlsec1: hasXmlsec1, engine };
}

function originalNamed(name: string): Original {
  const original = pool.originals.find((candidate) => candidate.name === name);
  if (original === undefined) throw new TypeError(name);
  return original;
}

/** The mutant that these mutations make of an original, with the first seeds that fit. */
function mutantOf(original: Original, ...names: readonly string[]): Mutant {
  const mutator = new Mutator(pool);
  const mutations = names.map((name) => {
    const mutation = MUTATIONS.find((candidate) => candidate.name === name);
    if (mutation === undefined) throw new TypeError(name);
    return mutation;
  });
  for (let seed = 0; seed < 100; seed++) {
    const steps = mutations.map((mutation) => ({ mutation, seed }));
    const mutant = mutator.remake(0, original, steps);
    if (mutant.steps.length === names.length) return mutant;
  }
  throw new TypeError(`${names.join(', ')}: nothing to change`);
}

async function violationsOf(engine: StrictEngine, mutant: Mutant): Promise<readonly Violation[]> {
  const fuzzer = new Fuzzer(options(engine));
  try {
    await fuzzer.judge(mutant);
    fuzzer.flush();
    return fuzzer.takeTally().violations;
  } finally {
    fuzzer.close();
  }
}

/** What our engine says of the original as it is. */
function honest(original: Original): VerifiedAssertion {
  const verdict = ours(original, Buffer.from(original.xml).toString('base64'));
  if (verdict.kind !== 'accepted') throw new TypeError(verdict.kind);
  return verdict.verified;
}

/** An engine that accepts everything, and reads the first NameID in the text whoever signed it. */
const gullible: StrictEngine = (original, samlResponse) => {
  const xml = Buffer.from(samlResponse, 'base64').toString('utf8');
  const nameId = /<(?:\w+:)?NameID[^>]*>([^<]*)</u.exec(xml)?.[1] ?? '';
  return { kind: 'accepted', verified: { ...honest(original), nameId } };
};

/** An engine that accepts everything and remembers who was signed. */
const blind: StrictEngine = (original) => ({ kind: 'accepted', verified: honest(original) });

describe('the law', () => {
  it('is kept by the strict engine on a neutral change', async () => {
    const mutant = mutantOf(originalNamed('okta both'), 'attribute order', 'quotes', 'space in base64');
    expect(await violationsOf(ours, mutant)).toEqual([]);
    expect(ours(mutant.original, mutant.samlResponse).kind).toBe('accepted');
  });

  it('catches an engine that reads a wrapped assertion', async () => {
    const mutant = mutantOf(originalNamed('okta assertion'), 'signed assertion wrapped');
    const violations = await violationsOf(gullible, mutant);
    expect(violations.map(({ breach }) => breach)).toContain('accepted with an identity that nobody signed');
    expect(violations[0]?.detail).toContain('nameId');
  });

  it('catches an engine that accepts what node-saml refuses', async () => {
    const mutant = mutantOf(originalNamed('entra assertion'), 'forged in place');
    const breaches = (await violationsOf(blind, mutant)).map(({ breach }) => breach);
    expect(breaches).toContain('accepted, but node-saml refuses');
    expect(breaches.includes('accepted, but xmlsec1 refuses')).toBe(hasXmlsec1);
  });

  it('catches an engine that takes the signed part of somebody else for the original', async () => {
    const original = originalNamed('keycloak both');
    const donor = pool.donors.find(({ name, shape }) => name === 'other-person' && shape === 'keycloak');
    const octets = Buffer.from(donor?.xml ?? '');
    const mutant = { index: 0, original, steps: [], octets, samlResponse: octets.toString('base64') };
    const breaches = (await violationsOf(blind, mutant)).map(({ breach }) => breach);
    expect(breaches).toContain('accepted, but node-saml reads another identity');
    expect(breaches.includes('accepted, but xmlsec1 digested another identity')).toBe(hasXmlsec1);
  });

  it('catches an engine that changes anything else that was signed', async () => {
    const later: StrictEngine = (original) => {
      const verified = honest(original);
      return {
        kind: 'accepted',
        verified: { ...verified, expiresAt: new Date(verified.expiresAt.getTime() + 1) },
      };
    };
    const mutant = mutantOf(originalNamed('okta assertion'), 'quotes');
    expect((await violationsOf(later, mutant)).map(({ detail }) => detail)).toEqual([
      'something else in the assertion',
    ]);
  });

  it('catches an engine that fails otherwise than by refusing', async () => {
    const fragile: StrictEngine = () => ({ kind: 'crashed', message: 'RangeError' });
    const mutant = mutantOf(originalNamed('okta assertion'), 'quotes');
    expect((await violationsOf(fragile, mutant)).map(({ breach }) => breach)).toEqual(['the engine crashed']);
  });

  it.skipIf(!hasXmlsec1)('goes on after a message that xmlsec1 refuses', async () => {
    const good = mutantOf(originalNamed('okta assertion'), 'quotes');
    const bad = mutantOf(originalNamed('okta assertion'), 'forged in place');
    const fuzzer = new Fuzzer(options(blind));
    for (const [index, mutant] of [good, bad, good, bad, bad, good].entries())
      await fuzzer.judge({ ...mutant, index });
    fuzzer.flush();
    const { violations, xmlsec1 } = fuzzer.takeTally();
    fuzzer.close();
    const refused = violations.filter(({ breach }) => breach === 'accepted, but xmlsec1 refuses');
    expect(refused.map(({ index }) => index)).toEqual([1, 3, 4]);
    expect(xmlsec1).toMatchObject({ agreed: 3, disagreed: 3 });
  });
});

describe('shrinking', () => {
  it('leaves only the mutation that breaks the law', async () => {
    const mutant = mutantOf(
      originalNamed('okta assertion'),
      'quotes',
      'signed assertion wrapped',
      'attribute order',
    );
    const smallest = await shrink(options(gullible), mutant, 'accepted with an identity that nobody signed');
    expect(smallest.steps.map(({ mutation }) => mutation.name)).toEqual(['signed assertion wrapped']);
  });
});
