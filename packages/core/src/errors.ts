// The one error class of the project: a stable code for programs, evidence for people.

import type { ProblemCode, SignInReason } from './reasons.ts';

/** What a rule expected and what it was given. Values come from messages: treat them as untrusted text. */
export interface Evidence {
  readonly expected?: string;
  readonly received?: string;
  /** A short, log-safe note; never a message, a key or an e-mail address. */
  readonly detail?: string;
}

/** A message, a request or a state that the product refuses. A programmer's mistake is a `TypeError` instead. */
export class SsoError<Code extends string = SignInReason | ProblemCode> extends Error {
  override readonly name: string = 'SsoError';
  /** The stable code to switch on. */
  readonly code: Code;
  readonly evidence: Evidence;

  constructor(code: Code, evidence: Evidence = {}, options?: { cause?: unknown }) {
    super(evidence.detail ? `${code}: ${evidence.detail}` : code, options);
    this.code = code;
    this.evidence = evidence;
  }
}
