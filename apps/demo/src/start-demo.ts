// Puts the demo together and starts it: data, product, Team SSO, mock identity provider, web server.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { MockIdp } from '@team-sso/mock-idp';
import { createServiceProvider, type Observe } from '@team-sso/service-provider';
import { createEventLog } from '@team-sso/service-provider/log';
import type { Context } from 'koa';
import { createAccounts } from './accounts.ts';
import { openDatabase, type Database } from './database.ts';
import { isLoopbackHost, type Environment, type LogLevel } from './environment.ts';
import { createDemoDns } from './demo-dns.ts';
import { createHost } from './host.ts';
import { createJoining } from './joining.ts';
import { createApp } from './http/app.ts';
import { loadStaticFiles, type StaticFiles } from './http/static-files.ts';
import { createLog, type Log } from './log.ts';
import { mockIdpUrlOf, startMockIdp } from './mock-idp.ts';
import { REGIONS } from './plans.ts';
import type { Product } from './product.ts';
import { checkSecretKeys, loadSecretKeys } from './secret-key.ts';
import { seedIfEmpty } from './seed.ts';
import { createSessionCookie } from './session-cookie.ts';
import { createSessions } from './sessions.ts';
import { tellOwnersWith } from './tell-owners.ts';
import { startTidying } from './tidy.ts';
import { createTeams } from './teams.ts';
import { startWebServer } from './web-server.ts';

export interface RunningDemo {
  readonly url: string;
  /** Null: switched off. */
  readonly mockIdp: MockIdp | null;
  /** Takes no new request, finishes those it has, then closes its stores. */
  stop(): Promise<void>;
}

const DIST_FOLDER = join(import.meta.dirname, '../dist');

/** @throws StartError with the one line an operator needs. */
export async function startDemo(
  environment: Environment,
  writeLog: (line: string) => void,
): Promise<RunningDemo> {
  const log = createLog(environment.logLevel, writeLog, now);
  const staticFiles = await loadStaticFiles(DIST_FOLDER);
  const secretKeys = await loadSecretKeys(environment.secretKeys, environment.dataDir, randomBytes);
  const database = await openDatabase(environment);
  const closing: (() => Promise<void>)[] = [() => database.close()];
  try {
    await checkSecretKeys(secretKeys, database.store);
    const observed = observeInto(environment.logLevel, writeLog);
    const product = createProduct({ environment, database, secretKeys, staticFiles, log, observed });
    await seedIfEmpty(database.db, now(), (team, domain) => product.sso.adoptDomain(team, domain));
    const mockIdp = await startMockIdp(environment);
    if (mockIdp) closing.push(() => mockIdp.close());
    const lifetime = { isStopping: false };
    const app = createApp({
      product,
      staticFiles,
      trustProxyHops: environment.trustProxyHops,
      isReady: async () => {
        await database.ping();
        return !lifetime.isStopping;
      },
    });
    const server = await startWebServer(app.callback(), environment);
    const stopTidying = startTidying(product);
    closing.push(async () => {
      lifetime.isStopping = true;
      await server.stop();
      await stopTidying();
    });
    return { url: environment.publicUrl, mockIdp, stop: () => closeAll(closing) };
  } catch (error) {
    await closeAll(closing);
    throw error;
  }
}

function createProduct(parts: {
  readonly environment: Environment;
  readonly database: Database;
  readonly secretKeys: readonly Uint8Array[];
  readonly staticFiles: StaticFiles;
  readonly log: Log;
  readonly observed: Observe;
}): Product {
  const { environment, database, secretKeys, staticFiles, log, observed } = parts;
  const { publicUrl, clockSkewSeconds, secondOpinion } = environment;
  const { db, store, ping } = database;
  const sessions = createSessions(db, { now, randomBytes });
  const teams = createTeams(db);
  const cookie = createSessionCookie(publicUrl);
  const dns = createDemoDns(db);
  const joining = createJoining(db, randomBytes);
  const sso = createServiceProvider<Context>({
    host: createHost({ teams, joining, sessions, cookie, publicUrl, tellOwners: tellOwnersWith(log) }),
    store,
    publicUrl,
    regions: REGIONS,
    secretKeys,
    clockSkewSeconds,
    secondOpinion,
    exposeReasons: true,
    clientAddress: (ctx) => ctx.ip,
    // The mock identity provider is on loopback and on http, as is the demo itself then.
    unsafeAllowLoopbackProviders:
      publicUrl.startsWith('http:') && isLoopbackHost(new URL(publicUrl).hostname),
    resolveTxt: dns.resolveTxt,
    observe: observed,
  });
  const accounts = createAccounts(db);
  return {
    publicUrl,
    mockIdpUrl: mockIdpUrlOf(environment),
    assets: staticFiles,
    db,
    accounts,
    teams,
    sessions,
    cookie,
    sso,
    dns,
    joining,
    log,
    now,
    randomBytes,
    ping,
  };
}

/** The same log as the product's own: Team SSO's lines lie among them. */
function observeInto(level: LogLevel, write: (line: string) => void): Observe {
  return level === 'silent' ? () => {} : createEventLog({ level, write, now });
}

/** What was opened last closes first. */
async function closeAll(closing: (() => Promise<void>)[]): Promise<void> {
  for (let close = closing.pop(); close; close = closing.pop()) await close();
}

const now = (): Date => new Date();
