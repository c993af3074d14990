// What a run counts. Plain data: workers send theirs, the main thread adds them up.

/** Which part of the law a mutant broke. */
export const BREACHES = [
  'the engine crashed',
  'accepted with an identity that nobody signed',
  'accepted, but node-saml refuses',
  'accepted, but node-saml reads another identity',
  'accepted, but xmlsec1 refuses',
  'accepted, but xmlsec1 digested another identity',
] as const;
export type Breach = (typeof BREACHES)[number];

/** One mutant that broke the law. */
export interface Violation {
  readonly index: number;
  readonly breach: Breach;
  readonly detail: string;
}

export interface MutationCount {
  applied: number;
  accepted: number;
}

export interface Tally {
  mutants: number;
  /** Mutants in which no mutation found anything to change. */
  unchanged: number;
  accepted: number;
  readonly refused: Record<string, number>;
  readonly byMutation: Record<string, MutationCount>;
  readonly nodeSaml: JudgeCount;
  readonly xmlsec1: JudgeCount;
  readonly violations: Violation[];
}

export interface JudgeCount {
  /** Accepted mutants it agreed about. */
  agreed: number;
  /** Accepted mutants it disagreed about. */
  disagreed: number;
  /** Accepted mutants that use what it does not implement. */
  unsupported: number;
  /** Refused mutants that it was shown, and how many of them it accepts. Statistics, not law. */
  shownRefused: number;
  acceptedRefused: number;
}

/** A tally of nothing. */
export function emptyTally(): Tally {
  const judge = (): JudgeCount => ({
    agreed: 0,
    disagreed: 0,
    unsupported: 0,
    shownRefused: 0,
    acceptedRefused: 0,
  });
  return {
    mutants: 0,
    unchanged: 0,
    accepted: 0,
    refused: {},
    byMutation: {},
    nodeSaml: judge(),
    xmlsec1: judge(),
    violations: [],
  };
}

/** Adds one tally to another. */
export function addTally(sum: Tally, more: Tally): void {
  sum.mutants += more.mutants;
  sum.unchanged += more.unchanged;
  sum.accepted += more.accepted;
  for (const [reason, count] of Object.entries(more.refused))
    sum.refused[reason] = (sum.refused[reason] ?? 0) + count;
  for (const [name, count] of Object.entries(more.byMutation)) {
    const total = (sum.byMutation[name] ??= { applied: 0, accepted: 0 });
    total.applied += count.applied;
    total.accepted += count.accepted;
  }
  for (const judge of ['nodeSaml', 'xmlsec1'] as const) addJudge(sum[judge], more[judge]);
  sum.violations.push(...more.violations);
}

function addJudge(sum: JudgeCount, more: JudgeCount): void {
  sum.agreed += more.agreed;
  sum.disagreed += more.disagreed;
  sum.unsupported += more.unsupported;
  sum.shownRefused += more.shownRefused;
  sum.acceptedRefused += more.acceptedRefused;
}
