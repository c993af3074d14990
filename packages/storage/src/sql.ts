// The store over Kysely: the same queries for SQLite, PostgreSQL and PGlite.

import type {
  ActivityStore,
  DomainStore,
  EntitlementStore,
  LogoutStore,
  RecoveryStore,
  SpKeyStore,
  Store,
  TestRunStore,
  UpkeepStore,
} from '@team-sso/core';
import { Kysely, type Dialect } from 'kysely';
import { addAttempt, readAttempts, readOverdueRequirements, takeLease } from './sql-activity.ts';
import {
  appendAuditUnless,
  markNoticeSent,
  readAudit,
  readSealedAudit,
  readUnsentNotices,
} from './sql-audit.ts';
import { readDomains, readDueDomains, readOwnedDomain } from './sql-domain-reads.ts';
import { adoptDomain, settleDomain } from './sql-domain-settling.ts';
import { writeDomain } from './sql-domains.ts';
import { keepEntitlement, readEntitlement } from './sql-entitlements.ts';
import { countSignIns, createWriteFacts, readCertificatesSeen, readSignIns } from './sql-facts.ts';
import { countCall } from './sql-counted-calls.ts';
import { keepFirst, readKept, replaceKept } from './sql-kept.ts';
import { addFirstSpKey, addNextSpKey, readSpKeys, removeSpKey, resealSpKey, useSpKey } from './sql-keys.ts';
import {
  claimMessage,
  findLinkedUser,
  isMessageClaimed,
  readLogout,
  rememberLogout,
  takeLogout,
} from './sql-logout.ts';
import { migrate } from './sql-migrations.ts';
import { prune } from './sql-prune.ts';
import { countRecoveryAttempt } from './sql-recovery-attempts.ts';
import {
  acknowledgeRecoveryCode,
  readRecoveryState,
  replaceRecoveryCodes,
  spendRecoveryCode,
} from './sql-recovery.ts';
import { confirmRecoveryUse } from './sql-recovery-uses.ts';
import { createReadForResponse, createRememberRequest } from './sql-requests.ts';
import type { Tables } from './sql-schema.ts';
import { createReadSettings, endProofs, writeSettings } from './sql-settings.ts';
import { createCompleteSignIn } from './sql-sign-in.ts';
import { readLastSignIn } from './sql-subjects.ts';
import {
  addTestRun,
  appendTestRefusal,
  passTestRun,
  readLastTestRun,
  readPassedTest,
  readTestRun,
} from './sql-test-runs.ts';
import { createTakeTicket } from './sql-tickets.ts';
import { addTicket } from './sql-ticket-rows.ts';
import {
  adoptUpkeep,
  claimUpkeep,
  expediteUpkeep,
  finishUpkeep,
  readUpkeep,
  writeUpkeep,
} from './sql-upkeep.ts';

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
    ...settingsAndSignIns(db),
    ...testsAndRecovery(db),
    ...activity(db),
    ...upkeep(db),
    ...domains(db),
    ...keys(db),
    ...logout(db),
    prune: (now, limit) => prune(db, now, limit),
    ping: async () => {
      await db.selectFrom('team_sso_schema').select('version').executeTakeFirstOrThrow();
    },
    close: () => db.destroy(),
  };
}

function settingsAndSignIns(db: Kysely<Tables>) {
  return {
    readSettings: createReadSettings(db),
    writeSettings: (...write) => writeSettings(db, ...write),
    rememberRequest: createRememberRequest(db),
    readForResponse: createReadForResponse(db),
    completeSignIn: createCompleteSignIn(db),
    takeTicket: createTakeTicket(db),
    addTicket: (ticket) => addTicket(db, ticket),
    writeFacts: createWriteFacts(db),
    endProofs: (...ending) => endProofs(db, ...ending),
    readSignIns: (team, userIds) => readSignIns(db, team, userIds),
    countSignIns: (team) => countSignIns(db, team),
    readCertificatesSeen: (team) => readCertificatesSeen(db, team),
  } satisfies Partial<Store>;
}

function testsAndRecovery(db: Kysely<Tables>): TestRunStore & RecoveryStore & EntitlementStore {
  return {
    addTestRun: (run) => addTestRun(db, run),
    readTestRun: (team, id) => readTestRun(db, team, id),
    readLastTestRun: (team) => readLastTestRun(db, team),
    readPassedTest: (team, connectionId) => readPassedTest(db, team, connectionId),
    appendTestRefusal: (...refusal) => appendTestRefusal(db, ...refusal),
    passTestRun: (...pass) => passTestRun(db, ...pass),
    readRecoveryState: (team) => readRecoveryState(db, team),
    replaceRecoveryCodes: (...batch) => replaceRecoveryCodes(db, ...batch),
    acknowledgeRecoveryCode: (...code) => acknowledgeRecoveryCode(db, ...code),
    spendRecoveryCode: (...code) => spendRecoveryCode(db, ...code),
    confirmRecoveryUse: (team, batchId, hash) => confirmRecoveryUse(db, { team, batchId, hash }),
    countRecoveryAttempt: (team, userId, now) => countRecoveryAttempt(db, team, userId, now),
    readEntitlement: (team) => readEntitlement(db, team),
    keepEntitlement: (...answer) => keepEntitlement(db, ...answer),
  };
}

function activity(db: Kysely<Tables>): ActivityStore & Pick<Store, 'readAudit'> {
  return {
    addAttempt: (attempt) => addAttempt(db, attempt),
    readAttempts: (team, page) => readAttempts(db, team, page),
    appendAudit: (...audit) => appendAuditUnless(db, ...audit),
    readAudit: (team, page) => readAudit(db, team, page),
    readSealedAudit: (team, page) => readSealedAudit(db, team, page),
    readUnsentNotices: (limit) => readUnsentNotices(db, limit),
    markNoticeSent: (team, sequence) => markNoticeSent(db, team, sequence),
    takeLease: (...lease) => takeLease(db, ...lease),
    readOverdueRequirements: (now, limit) => readOverdueRequirements(db, now, limit),
  };
}

function domains(db: Kysely<Tables>): DomainStore {
  return {
    readDomains: (team) => readDomains(db, team),
    readOwnedDomain: (domain) => readOwnedDomain(db, domain),
    readDueDomains: (now, limit) => readDueDomains(db, now, limit),
    writeDomain: (...change) => writeDomain(db, ...change),
    settleDomain: (...check) => settleDomain(db, ...check),
    adoptDomain: (...adoption) => adoptDomain(db, ...adoption),
  };
}

function keys(db: Kysely<Tables>): SpKeyStore {
  return {
    readSpKeys: (region) => readSpKeys(db, region),
    addFirstSpKey: (key) => addFirstSpKey(db, key),
    addNextSpKey: (key, after) => addNextSpKey(db, key, after),
    useSpKey: (region, keyId, usedFrom) => useSpKey(db, region, keyId, usedFrom),
    resealSpKey: (...resealing) => resealSpKey(db, ...resealing),
    removeSpKey: (region, keyId) => removeSpKey(db, region, keyId),
    keepFirst: (name, value) => keepFirst(db, name, value),
    readKept: (prefix) => readKept(db, prefix),
    replaceKept: (name, from, to) => replaceKept(db, name, from, to),
  };
}

function logout(db: Kysely<Tables>): LogoutStore {
  return {
    rememberLogout: (pending) => rememberLogout(db, pending),
    readLogout: (team, requestHash, now) => readLogout(db, team, requestHash, now),
    takeLogout: (team, requestHash, now) => takeLogout(db, team, requestHash, now),
    findLinkedUser: (team, identity) => findLinkedUser(db, team, identity),
    readLastSignIn: (team, userId) => readLastSignIn(db, team, userId),
    isMessageClaimed: (messageKey, now) => isMessageClaimed(db, messageKey, now),
    claimMessage: (messageKey, until) => claimMessage(db, messageKey, until),
  };
}

function upkeep(db: Kysely<Tables>): UpkeepStore {
  return {
    claimUpkeep: (now, until, limit) => claimUpkeep(db, now, until, limit),
    finishUpkeep: (team, until, dueAt) => finishUpkeep(db, team, until, dueAt),
    expediteUpkeep: (team, dueAt) => expediteUpkeep(db, team, dueAt),
    readUpkeep: (team) => readUpkeep(db, team),
    writeUpkeep: (...write) => writeUpkeep(db, ...write),
    adoptUpkeep: (now) => adoptUpkeep(db, now),
    countCall: (key, limit, now) => countCall(db, key, limit, now),
  };
}
