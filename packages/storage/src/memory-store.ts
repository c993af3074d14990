// The store over given tables in memory: wires the methods, makes each atomic, copies what goes in and out.

import type { Store } from '@team-sso/core';
import { addFirstSpKey, keepFirst, prune, readAudit, readSignIns } from './memory-reads.ts';
import { completeSignIn, readForResponse, rememberRequest, takeTicket } from './memory-sign-in.ts';
import { readSettings, writeFacts, writeSettings } from './memory-settings.ts';
import type { MemoryTables } from './memory-tables.ts';

export function memoryStoreOver(tables: MemoryTables): Store {
  let isOpen = true;
  /** Every method runs in one go, which makes it atomic; then its answer is copied and given as a promise. */
  const method =
    <Arguments extends readonly unknown[], Answer>(
      run: (tables: MemoryTables, ...given: Arguments) => Answer,
    ) =>
    async (...given: Arguments): Promise<Answer> => {
      if (!isOpen) throw new Error('the store is closed');
      return structuredClone(run(tables, ...given));
    };
  return {
    readSettings: method(readSettings),
    writeSettings: method(writeSettings),
    rememberRequest: method(rememberRequest),
    readForResponse: method(readForResponse),
    completeSignIn: method(completeSignIn),
    takeTicket: method(takeTicket),
    writeFacts: method(writeFacts),
    readSignIns: method(readSignIns),
    readCertificatesSeen: method(
      (_, team: string) => tables.certificatesSeen.get(team) ?? new Map<string, Date>(),
    ),
    readAudit: method(readAudit),
    readSpKeys: method((_, region: string) => tables.spKeys.get(region) ?? []),
    addFirstSpKey: method(addFirstSpKey),
    keepFirst: method(keepFirst),
    prune: method(prune),
    ping: method(() => undefined),
    close: async () => {
      isOpen = false;
    },
  };
}
