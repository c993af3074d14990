// The store over given tables in memory: wires the methods, makes each atomic, copies what goes in and out.

import type { LogoutStore, SpKeyStore, Store, UpkeepStore } from '@team-sso/core';
import { addAttempt, readAttempts, readOverdueRequirements, takeLease } from './memory-activity.ts';
import {
  appendAuditUnless,
  markNoticeSent,
  readAudit,
  readSealedAudit,
  readUnsentNotices,
} from './memory-audit.ts';
import {
  adoptDomain,
  readDomains,
  readDueDomains,
  readOwnedDomain,
  settleDomain,
  writeDomain,
} from './memory-domains.ts';
import { keepEntitlement, readEntitlement } from './memory-entitlements.ts';
import {
  addFirstSpKey,
  addNextSpKey,
  keepFirst,
  readKept,
  readSpKeys,
  removeSpKey,
  replaceKept,
  resealSpKey,
  useSpKey,
} from './memory-keys.ts';
import {
  claimMessage,
  findLinkedUser,
  isMessageClaimed,
  readLastSignIn,
  readLogout,
  rememberLogout,
  takeLogout,
} from './memory-logout.ts';
import { countSignIns, prune, readSignIns } from './memory-reads.ts';
import {
  acknowledgeRecoveryCode,
  confirmRecoveryUse,
  countRecoveryAttempt,
  readRecoveryState,
  replaceRecoveryCodes,
  spendRecoveryCode,
} from './memory-recovery.ts';
import { endProofs, readSettings, writeFacts, writeSettings } from './memory-settings.ts';
import { addTicket, completeSignIn, readForResponse, rememberRequest, takeTicket } from './memory-sign-in.ts';
import type { MemoryTables } from './memory-tables.ts';
import {
  addTestRun,
  appendTestRefusal,
  passTestRun,
  readLastTestRun,
  readPassedTest,
  readTestRun,
} from './memory-test-runs.ts';
import {
  adoptUpkeep,
  claimUpkeep,
  countCall,
  expediteUpkeep,
  finishUpkeep,
  readUpkeep,
  writeUpkeep,
} from './memory-upkeep.ts';
import { copyOf } from './memory-copy.ts';

export function memoryStoreOver(tables: MemoryTables): Store {
  const { method, close } = gateOver(tables);
  return {
    readSettings: method(readSettings),
    writeSettings: method(writeSettings),
    rememberRequest: method(rememberRequest),
    readForResponse: method(readForResponse),
    completeSignIn: method(completeSignIn),
    takeTicket: method(takeTicket),
    addTicket: method(addTicket),
    writeFacts: method(writeFacts),
    readSignIns: method(readSignIns),
    countSignIns: method(countSignIns),
    readCertificatesSeen: method(
      (_, team: string) => tables.certificatesSeen.get(team) ?? new Map<string, Date>(),
    ),
    endProofs: method(endProofs),
    appendAudit: method(appendAuditUnless),
    readAudit: method(readAudit),
    readSealedAudit: method(readSealedAudit),
    readUnsentNotices: method(readUnsentNotices),
    markNoticeSent: method(markNoticeSent),
    addTestRun: method(addTestRun),
    readTestRun: method(readTestRun),
    readLastTestRun: method(readLastTestRun),
    readPassedTest: method(readPassedTest),
    appendTestRefusal: method(appendTestRefusal),
    passTestRun: method(passTestRun),
    readRecoveryState: method(readRecoveryState),
    replaceRecoveryCodes: method(replaceRecoveryCodes),
    acknowledgeRecoveryCode: method(acknowledgeRecoveryCode),
    spendRecoveryCode: method(spendRecoveryCode),
    confirmRecoveryUse: method(confirmRecoveryUse),
    countRecoveryAttempt: method(countRecoveryAttempt),
    readEntitlement: method(readEntitlement),
    keepEntitlement: method(keepEntitlement),
    addAttempt: method(addAttempt),
    readAttempts: method(readAttempts),
    takeLease: method(takeLease),
    readOverdueRequirements: method(readOverdueRequirements),
    ...keysOver(method),
    prune: method(prune),
    readDomains: method(readDomains),
    readOwnedDomain: method(readOwnedDomain),
    readDueDomains: method(readDueDomains),
    writeDomain: method(writeDomain),
    settleDomain: method(settleDomain),
    adoptDomain: method(adoptDomain),
    ...upkeepOver(method),
    ...logoutOver(method),
    ping: method(() => undefined),
    close,
  };
}

function keysOver(method: ReturnType<typeof gateOver>['method']): SpKeyStore {
  return {
    readSpKeys: method(readSpKeys),
    addFirstSpKey: method(addFirstSpKey),
    addNextSpKey: method(addNextSpKey),
    useSpKey: method(useSpKey),
    resealSpKey: method(resealSpKey),
    removeSpKey: method(removeSpKey),
    keepFirst: method(keepFirst),
    readKept: method(readKept),
    replaceKept: method(replaceKept),
  };
}

function upkeepOver(method: ReturnType<typeof gateOver>['method']): UpkeepStore {
  return {
    claimUpkeep: method(claimUpkeep),
    finishUpkeep: method(finishUpkeep),
    expediteUpkeep: method(expediteUpkeep),
    readUpkeep: method(readUpkeep),
    writeUpkeep: method(writeUpkeep),
    adoptUpkeep: method(adoptUpkeep),
    countCall: method(countCall),
  };
}

function logoutOver(method: ReturnType<typeof gateOver>['method']): LogoutStore {
  return {
    rememberLogout: method(rememberLogout),
    readLogout: method(readLogout),
    takeLogout: method(takeLogout),
    findLinkedUser: method(findLinkedUser),
    readLastSignIn: method(readLastSignIn),
    isMessageClaimed: method(isMessageClaimed),
    claimMessage: method(claimMessage),
  };
}

function gateOver(tables: MemoryTables) {
  let isOpen = true;
  /** Every method runs in one go, which makes it atomic; then its answer is copied and given as a promise. */
  const method =
    <Arguments extends readonly unknown[], Answer>(
      run: (tables: MemoryTables, ...given: Arguments) => Answer,
    ) =>
    async (...given: Arguments): Promise<Answer> => {
      if (!isOpen) throw new Error('the store is closed');
      return copyOf(run(tables, ...given));
    };
  const close = async (): Promise<void> => {
    isOpen = false;
  };
  return { method, close };
}
