// A server under load: what it is, and what it may be asked from outside while it serves.

import { join } from 'node:path';
import { startChild, type Child } from './child.ts';

export const SERVERS = {
  noOp: 'no-op Koa POST route',
  nodeSaml: 'Koa + node-saml',
  memory: 'team-sso, memory',
  memoryTwoOpinions: "team-sso, memory, secondOpinion: 'always'",
  sqlite: 'team-sso, SQLite',
  postgres: 'team-sso, PostgreSQL',
  jackson: 'saml-jackson, PostgreSQL',
} as const;

export type ServerKind = keyof typeof SERVERS;

export interface ServerOptions {
  readonly kind: ServerKind;
  readonly idpEntityId: string;
  readonly spEntityId: string;
  readonly certificatePem: string;
  /** Of a database of its own; for the kinds that need one. */
  readonly databaseUrl?: string;
  /** Of a file that is made; for SQLite. */
  readonly path?: string;
}

export interface ServerFacts {
  readonly port: number;
  /** Since it began, in microseconds, all threads. */
  readonly cpuMicroseconds: number;
}

export type Server = Child<'facts', ServerFacts>;

/** Starts a server in a process of its own. */
export function startServer(options: ServerOptions): Promise<Server> {
  return startChild(join(import.meta.dirname, 'server-main.ts'), options);
}
