import { describe, expect, it } from 'vitest';
import { parseDurationSeconds } from './xs-duration.ts';

describe('a duration', () => {
  it.each([
    ['PT6H', 21_600],
    ['P1D', 86_400],
    ['P1DT1M', 86_460],
    ['PT604800.0S', 604_800],
    ['P1M', 2_592_000],
    ['P1Y', 31_536_000],
    ['PT0S', 0],
  ])('of %s is %d seconds', (text, seconds) => {
    expect(parseDurationSeconds(text)).toBe(seconds);
  });

  it.each(['', 'P', 'PT', 'P1DT', '6H', '-PT1H', 'PT1H1D', 'P1', 'PT1.5H', 'pt1h', 'PT1S '])(
    'is not "%s"',
    (text) => {
      expect(parseDurationSeconds(text)).toBeNull();
    },
  );
});
