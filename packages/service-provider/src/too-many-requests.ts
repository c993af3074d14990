// Too many: with how long to wait, for the Retry-After of the answer.

import { ProblemError } from './problem-error.ts';

export class TooManyRequests extends ProblemError {
  override readonly name: string = 'TooManyRequests';
  /** After this time it makes sense to ask again. */
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('too_many_requests');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
