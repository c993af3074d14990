// `pnpm bench http`: every server is loaded from another process, round by round, so that what disturbs one disturbs all.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSigningIdentity, type SigningIdentity } from '@team-sso/mock-idp';
import { openPostgres, type BenchPostgres } from '../postgres.ts';
import { measureAccess } from './access.ts';
import { ACS_PATH } from './apps.ts';
import { startChild } from './child.ts';
import { answerBody, IDP_ENTITY_ID, SP_ENTITY_ID } from './idp.ts';
import type { LoadAnswer, Loader, LoadQuestion } from './load.ts';
import { measureAcs, measureLogins, type Batch, type LoginCost } from './logins.ts';
import { startServer, type Server, type ServerKind, type ServerOptions } from './server.ts';

export interface HttpPlan {
  readonly kinds: readonly ServerKind[];
  readonly rounds: number;
  /** Sign-ins of one server in one round. */
  readonly logins: number;
  readonly concurrency: number;
  /** CPU time that each server gets before anything is counted. */
  readonly warmUpCpuSeconds: number;
  /** Requests that the middleware is timed with. */
  readonly accessRequests: number;
}

/** What all rounds found; each figure is the median of the rounds. */
export interface HttpResult {
  /** By kind: one entry for each round. */
  readonly rounds: ReadonlyMap<ServerKind, readonly Partial<LoginCost>[]>;
  /** Milliseconds that the health endpoint took while answers came in, by kind. */
  readonly healthMilliseconds: ReadonlyMap<ServerKind, readonly number[]>;
  /** Microseconds in the middleware, by kind. */
  readonly access: ReadonlyMap<ServerKind, number>;
}

const ACS_ONLY: ReadonlySet<ServerKind> = new Set(['noOp', 'nodeSaml']);
const NEEDS_DATABASE: ReadonlySet<ServerKind> = new Set(['postgres', 'jackson']);
const MAX_WARM_UP_BATCHES = 12;
const PROBED: readonly ServerKind[] = ['memory', 'postgres'];
const ACCESS: readonly ServerKind[] = ['memory', 'sqlite', 'postgres'];

/** Measures all servers beside each other. */
export async function measureHttp(plan: HttpPlan, tell: (progress: string) => void): Promise<HttpResult> {
  const identity = createSigningIdentity();
  const directory = mkdtempSync(join(tmpdir(), 'team-sso-bench-'));
  const postgres = plan.kinds.some((kind) => NEEDS_DATABASE.has(kind)) ? await openPostgres() : null;
  const optionsOf = optionsFor(identity, directory, postgres);
  const loader: Loader = await startChild<LoadQuestion, LoadAnswer>(
    join(import.meta.dirname, 'load-main.ts'),
    {},
  );
  try {
    tell('the middleware …');
    const access = new Map<ServerKind, number>();
    for (const kind of ACCESS.filter((one) => plan.kinds.includes(one)))
      access.set(kind, await measureAccess(await optionsOf(kind), plan.accessRequests));
    return { ...(await measureRounds({ plan, loader, identity, optionsOf, tell })), access };
  } finally {
    await loader.stop();
    await postgres?.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

type OptionsOf = (kind: ServerKind) => Promise<ServerOptions>;

function optionsFor(
  { certificatePem }: SigningIdentity,
  directory: string,
  postgres: BenchPostgres | null,
): OptionsOf {
  let files = 0;
  return async (kind) => ({
    kind,
    certificatePem,
    idpEntityId: IDP_ENTITY_ID,
    spEntityId: SP_ENTITY_ID,
    ...(kind === 'sqlite' ? { path: join(directory, `${(files += 1)}.sqlite`) } : {}),
    ...(postgres && NEEDS_DATABASE.has(kind) ? { databaseUrl: await postgres.createDatabase() } : {}),
  });
}

async function measureRounds(parts: {
  readonly plan: HttpPlan;
  readonly loader: Loader;
  readonly identity: SigningIdentity;
  readonly optionsOf: OptionsOf;
  readonly tell: (progress: string) => void;
}): Promise<Pick<HttpResult, 'rounds' | 'healthMilliseconds'>> {
  const { plan, loader, identity, optionsOf, tell } = parts;
  const servers = new Map<ServerKind, Server>();
  const rounds = new Map<ServerKind, Partial<LoginCost>[]>(plan.kinds.map((kind) => [kind, []]));
  const healthMilliseconds = new Map<ServerKind, readonly number[]>();
  try {
    for (const kind of plan.kinds) servers.set(kind, await startServer(await optionsOf(kind)));
    tell('warming up …');
    for (const [kind, server] of servers) await warmUp(kind, { server, loader, identity, ...plan }, plan);
    for (let round = 1; round <= plan.rounds; round++) {
      tell(`round ${round} of ${plan.rounds} …`);
      for (const [kind, server] of servers)
        rounds.get(kind)?.push(await measureKind(kind, { server, loader, identity, ...plan }));
    }
    tell('the health endpoint …');
    for (const kind of PROBED) {
      const server = servers.get(kind);
      if (!server) continue;
      // Apart from the rounds: who is asked about its health works for that too.
      const { acs } = await measureLogins({ server, loader, identity, ...plan, probe: '/healthz' });
      healthMilliseconds.set(kind, acs.probeMilliseconds);
    }
  } finally {
    for (const server of servers.values()) await server.stop();
  }
  return { rounds, healthMilliseconds };
}

/** Code is compiled, connections are opened, people are linked: a server is measured as one that has served for a while. */
async function warmUp(kind: ServerKind, batch: Batch, { warmUpCpuSeconds }: HttpPlan): Promise<void> {
  const { cpuMicroseconds: before } = await batch.server.ask('facts');
  for (let batches = 0; batches < MAX_WARM_UP_BATCHES; batches++) {
    await measureKind(kind, batch);
    const { cpuMicroseconds } = await batch.server.ask('facts');
    if (cpuMicroseconds - before >= warmUpCpuSeconds * 1_000_000) return;
  }
}

async function measureKind(kind: ServerKind, batch: Batch): Promise<Partial<LoginCost>> {
  if (!ACS_ONLY.has(kind)) return measureLogins(batch);
  const { port } = await batch.server.ask('facts');
  const acsUrl = `http://127.0.0.1:${port}${ACS_PATH}`;
  const to = { requestId: '_bench', acsUrl, relayState: 'relay-state' };
  const bodies = Array.from({ length: batch.logins }, (_, person) => answerBody(batch.identity, to, person));
  return { acs: await measureAcs(batch, bodies) };
}
