// What the loading process is asked, and what it tells.

import type { Child } from './child.ts';

/** One request. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly cookie?: string;
  /** A form. */
  readonly body?: string;
}

export interface LoadQuestion {
  readonly port: number;
  readonly concurrency: number;
  readonly requests: readonly LoadRequest[];
  /** A path that is asked for again and again meanwhile, one request at a time. */
  readonly probe?: string;
}

export interface LoadResponse {
  readonly status: number;
  readonly location: string;
  readonly cookie: string;
}

export interface LoadAnswer {
  readonly seconds: number;
  /** In the order of the requests. */
  readonly responses: readonly LoadResponse[];
  readonly probeMilliseconds: readonly number[];
}

export type Loader = Child<LoadQuestion, LoadAnswer>;
