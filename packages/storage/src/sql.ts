// The store over Kysely: the same queries for SQLite, PostgreSQL and PGlite.

import type { Store } from '@team-sso/core';
import { Kysely, type Dialect } from 'kysely';
import { readAudit } from './sql-audit.ts';
import { readCertificatesSeen, readSignIns, writeFacts } from './sql-facts.ts';
import { addFirstSpKey, keepFirst, readSpKeys } from './sql-keys.ts';
import { migrate } from './sql-migrations.ts';
import { prune } from './sql-prune.ts';
import { readForResponse, rememberRequest } from './sql-requests.ts';
import type { Tables } from './sql-schema.ts';
import { readSettings, writeSettings } from './sql-settings.ts';
import { completeSignIn } from './sql-sign-in.ts';
import { takeTicket } from './sql-tickets.ts';

/** Opens a store on any SQL dialect: brings the tables up to date first. `close` destroys the dialect's driver. */
export async function createSqlStore(dialect: Dialect): Promise<Store> {
  const db = new Kysely<Tables>({ dialect });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    readSettings: (team) => readSettings(db, team),
    writeSettings: (...write) => writeSettings(db, ...write),
    rememberRequest: (request) => rememberRequest(db, request),
    readForResponse: (team, requestHash, now) => readForResponse(db, team, requestHash, now),
    completeSignIn: (step) => completeSignIn(db, step),
    takeTicket: (ticketHash, browserHash, now) => takeTicket(db, ticketHash, browserHash, now),
    writeFacts: (team, change, events) => writeFacts(db, team, change, events),
    readSignIns: (team, userIds) => readSignIns(db, team, userIds),
    readCertificatesSeen: (team) => readCertificatesSeen(db, team),
    readAudit: (team, page) => readAudit(db, team, page),
    readSpKeys: (region) => readSpKeys(db, region),
    addFirstSpKey: (key) => addFirstSpKey(db, key),
    keepFirst: (name, value) => keepFirst(db, name, value),
    prune: (now, limit) => prune(db, now, limit),
    ping: async () => {
      await db.selectFrom('team_sso_schema').select('version').executeTakeFirstOrThrow();
    },
    close: () => db.destroy(),
  };
}
