import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './command-line.ts';

describe('the command line', () => {
  it('reads numbers with or without separators', () => {
    expect(parseCommandLine(['--count', '1_000_000', '--seed', '7'], 'f')).toMatchObject({
      count: 1_000_000,
      seed: 7,
      workers: 2,
      only: null,
      judgeRefused: 100,
      failuresFolder: 'f',
    });
  });

  it('refuses what is no number and no option', () => {
    expect(() => parseCommandLine(['--count', 'many'], 'f')).toThrow(TypeError);
    expect(() => parseCommandLine(['--count', '0'], 'f')).toThrow(TypeError);
    expect(() => parseCommandLine(['--speed', '1'], 'f')).toThrow(TypeError);
  });
});
