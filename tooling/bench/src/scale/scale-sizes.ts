// How much is filled in, from the command line.

export interface ScaleSizes {
  readonly teams: number;
  readonly claims: number;
}

/** Enough to see a slope, quick enough for every day. */
export const SMALL: ScaleSizes = { teams: 1000, claims: 10_000 };
const DEFAULT: ScaleSizes = { teams: 20_000, claims: 200_000 };

/** Null: not understood. */
export function parseScaleSizes(options: readonly string[]): ScaleSizes | null {
  let sizes = DEFAULT;
  for (let index = 0; index < options.length; index += 2) {
    const value = Number(options[index + 1]);
    if (!Number.isSafeInteger(value) || value < 1) return null;
    if (options[index] === '--teams') sizes = { ...sizes, teams: value };
    else if (options[index] === '--claims') sizes = { ...sizes, claims: value };
    else return null;
  }
  return sizes;
}
