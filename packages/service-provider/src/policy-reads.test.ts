import { NEVER_CONFIGURED, type StoredSettings } from '@team-sso/core';
import { describe, expect, it } from 'vitest';
import { createPolicyReads } from './policy-reads.ts';

/** A store whose settings grow by one revision at each read, and a clock. */
function counting(seconds: number, maxTeams = 10) {
  const state = { millis: 1_000_000, reads: 0, isDown: false };
  const readSettings = async (team: string): Promise<StoredSettings> => {
    if (state.isDown) throw new Error('the store is down');
    state.reads += 1;
    return { team, revision: state.reads, settings: NEVER_CONFIGURED };
  };
  const now = () => new Date(state.millis);
  const read = createPolicyReads({ readSettings }, { seconds, maxTeams, now });
  return { state, revisionOf: async (team: string) => (await read(team))?.revision };
}

describe('settings for access', () => {
  it('come from the store each time unless the host says otherwise', async () => {
    const { revisionOf } = counting(0);
    expect([await revisionOf('a'), await revisionOf('a')]).toEqual([1, 2]);
  });

  it('are at most as old as the host accepts', async () => {
    const { state, revisionOf } = counting(5);
    expect(await revisionOf('a')).toBe(1);
    state.millis += 4999;
    expect(await revisionOf('a')).toBe(1);
    state.millis += 1;
    expect(await revisionOf('a')).toBe(2);
  });

  it.each([-3_600_000, 3_600_000])('are read again when the clock jumps by %i ms', async (jump) => {
    const { state, revisionOf } = counting(5);
    await revisionOf('a');
    state.millis += jump;
    expect(await revisionOf('a')).toBe(2);
  });

  it('are each team’s own, and kept for so many teams at most', async () => {
    const { state, revisionOf } = counting(5, 2);
    for (const team of ['a', 'b', 'c']) await revisionOf(team);
    expect([await revisionOf('b'), await revisionOf('c'), state.reads]).toEqual([2, 3, 3]);
    expect(await revisionOf('a')).toBe(4);
  });

  it('are not kept when they could not be read, and then nobody is told old ones for longer', async () => {
    const { state, revisionOf } = counting(5);
    await revisionOf('a');
    state.isDown = true;
    state.millis += 5000;
    await expect(revisionOf('a')).rejects.toThrow('down');
    state.isDown = false;
    expect(await revisionOf('a')).toBe(2);
  });
});
