// How many failures a client may have at each door before it has to wait: the defaults, and the host's own numbers.

/** A door that strangers or pasted texts come through. `acs-awaited`: answers to a sign-in that was begun here. */
export type LimitedDoor =
  | 'acs'
  | 'acs-awaited'
  | 'login'
  | 'discover'
  | 'recovery'
  | 'tests'
  | 'parse'
  | 'domains';

/** With `discover` every question counts as one, so that the count tells nothing about the answer. */
export interface FailureLimit {
  /** So many failures are answered within `seconds`; the next one makes the client wait. A whole number from 1 to 1000. */
  readonly failures: number;
  /** The length of the sliding window, in seconds, 1–86 400. */
  readonly seconds: number;
  /** How long it waits, in seconds, 1–3600. After it, one more failure while the window is full makes it wait again. */
  readonly waitSeconds: number;
}

/** Limits that differ from the defaults; a door set to `off` counts nothing. */
export type RateLimits = Partial<Readonly<Record<LimitedDoor, FailureLimit | 'off'>>>;

/**
 * What is used unless the host says otherwise. An office shares an address: the numbers are far above what its people do
 * wrong in five minutes, and far below what guessing needs.
 */
export const DEFAULT_RATE_LIMITS: Readonly<Record<LimitedDoor, FailureLimit>> = Object.freeze({
  acs: { failures: 60, seconds: 300, waitSeconds: 60 },
  'acs-awaited': { failures: 300, seconds: 300, waitSeconds: 60 },
  login: { failures: 60, seconds: 300, waitSeconds: 60 },
  discover: { failures: 600, seconds: 300, waitSeconds: 60 },
  recovery: { failures: 20, seconds: 900, waitSeconds: 300 },
  tests: { failures: 60, seconds: 300, waitSeconds: 60 },
  parse: { failures: 60, seconds: 300, waitSeconds: 60 },
  domains: { failures: 60, seconds: 300, waitSeconds: 60 },
});

const MOST = { failures: 1000, seconds: 86_400, waitSeconds: 3600 } as const;

/** @throws TypeError naming the limit that is wrong. */
export function resolveRateLimits(
  given: RateLimits | undefined,
): Readonly<Record<LimitedDoor, FailureLimit | 'off'>> {
  const limits = { ...DEFAULT_RATE_LIMITS, ...given };
  for (const [door, limit] of Object.entries(limits)) {
    if (!Object.hasOwn(DEFAULT_RATE_LIMITS, door)) throw new TypeError(`rateLimits has no door "${door}"`);
    if (limit === 'off') continue;
    for (const [name, most] of Object.entries(MOST)) {
      const value = limit[name as keyof FailureLimit];
      if (!(Number.isInteger(value) && value >= 1 && value <= most))
        throw new TypeError(`rateLimits.${door}.${name} must be a whole number from 1 to ${most}`);
    }
  }
  return Object.freeze(limits);
}
