import { describe, expect, it } from 'vitest';
import { DEFAULT_RATE_LIMITS, resolveRateLimits, type RateLimits } from './limits.ts';

describe('rate limits', () => {
  it('are the defaults where the host says nothing', () =>
    expect(resolveRateLimits(undefined)).toEqual(DEFAULT_RATE_LIMITS));

  it('are the host’s own, door by door', () =>
    expect(resolveRateLimits({ parse: 'off', acs: { failures: 5, seconds: 60, waitSeconds: 10 } })).toEqual({
      ...DEFAULT_RATE_LIMITS,
      parse: 'off',
      acs: { failures: 5, seconds: 60, waitSeconds: 10 },
    }));

  it.each<[string, unknown]>([
    ['a door that is none', { cellar: 'off' }],
    ['no failure at all', { acs: { failures: 0, seconds: 60, waitSeconds: 10 } }],
    ['half a second', { acs: { failures: 5, seconds: 0.5, waitSeconds: 10 } }],
    ['a wait without end', { acs: { failures: 5, seconds: 60, waitSeconds: Infinity } }],
    ['a missing number', { acs: { failures: 5, seconds: 60 } }],
  ])('are refused: %s', (_what, limits) =>
    expect(() => resolveRateLimits(limits as RateLimits)).toThrow(TypeError),
  );
});
