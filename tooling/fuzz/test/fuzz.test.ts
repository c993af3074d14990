import { beforeAll, describe, expect, it } from 'vitest';
import { xmlsec1Version } from '../src/judges/xmlsec1.ts';
import { Mutator } from '../src/mutant.ts';
import { MUTATIONS } from '../src/mutations/catalogue.ts';
import { createPool } from '../src/pool/create-pool.ts';
import type { Pool } from '../src/pool/original.ts';
import { DONOR_NAMES } from '../src/pool/original.ts';
import { emptyTally, type Tally } from '../src/tally.ts';
import { runWorkers } from '../src/workers.ts';

const SEED = 20_261;
const COUNT = 4000;
let pool: Pool;

beforeAll(() => {
  pool = createPool(SEED);
});

describe('mutants', () => {
  it('are the same for the same seed and number, keys and signatures included', () => {
    const again = new Mutator(createPool(SEED));
    const mutator = new Mutator(pool);
    for (let index = 0; index < 300; index++) {
      const [one, other] = [mutator.make(SEED, index), again.make(SEED, index)];
      expect(other.samlResponse).toBe(one.samlResponse);
    }
  });

  it('do not depend on which were made before', () => {
    const mutator = new Mutator(pool);
    const [first] = [mutator.make(SEED, 70), mutator.make(SEED, 3)];
    expect(new Mutator(pool).make(SEED, 70).samlResponse).toBe(first.samlResponse);
    expect(mutator.make(SEED, 70).samlResponse).toBe(first.samlResponse);
  });

  it('are made again by their steps', () => {
    const mutator = new Mutator(pool);
    for (let index = 0; index < 300; index++) {
      const { original, samlResponse, steps } = mutator.make(SEED, index);
      expect(mutator.remake(index, original, steps).samlResponse).toBe(samlResponse);
    }
  });

  it('differ with the seed', () => {
    const mutator = new Mutator(pool);
    expect(mutator.make(SEED, 1).samlResponse).not.toBe(mutator.make(SEED + 1, 1).samlResponse);
  });
});

describe('the pool', () => {
  it('has every shape signed in each way, every donor in every shape', () => {
    const shapes = new Set(pool.originals.map(({ shape }) => shape));
    expect(shapes.size).toBe(10);
    for (const shape of shapes) {
      for (const signed of ['assertion', 'response', 'both'])
        expect(pool.originals.map(({ name }) => name)).toContain(`${shape} ${signed}`);
      const donors = pool.donors.filter((donor) => donor.shape === shape);
      expect(donors.map(({ name }) => name)).toEqual(DONOR_NAMES);
    }
  });
});

describe(`the first ${COUNT} mutants of a seed`, () => {
  let tally: Tally = emptyTally();

  beforeAll(async () => {
    const options = { pool, seed: SEED, judgeRefused: 100, useXmlsec1: xmlsec1Version() !== null };
    tally = await runWorkers({ options, count: COUNT, workers: 2 });
  });

  it('keep the law', () => {
    expect(tally.violations).toEqual([]);
    expect(tally.mutants).toBe(COUNT);
  });

  it('exercise every mutation', () => {
    const missing = MUTATIONS.filter(({ name }) => (tally.byMutation[name]?.applied ?? 0) === 0);
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('are accepted often enough to say something, and refused often enough too', () => {
    expect(tally.accepted).toBeGreaterThan(COUNT / 6);
    expect(tally.accepted).toBeLessThan(COUNT / 2);
    expect(Object.keys(tally.refused).length).toBeGreaterThan(8);
  });

  it('are judged by node-saml, and by xmlsec1 where it is installed', () => {
    expect(tally.nodeSaml.agreed + tally.nodeSaml.unsupported).toBe(tally.accepted);
    expect(tally.nodeSaml.agreed).toBeGreaterThan(tally.accepted / 2);
    expect(tally.nodeSaml.shownRefused).toBeGreaterThan(0);
    expect(tally.xmlsec1.agreed > tally.accepted / 2).toBe(xmlsec1Version() !== null);
  });
});

describe('mutation names', () => {
  it('are unique', () => {
    const names = MUTATIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
