// Settings and facts in memory. A refusal throws before anything is written.

import type {
  AuditEvent,
  AuditOptions,
  SignInChange,
  SignInRecorded,
  Store,
  StoredSettings,
  WriteGuard,
} from '@team-sso/core';
import { CERTIFICATE_SEEN_EVERY_MILLIS } from './certificate-use.ts';
import { appendAudit } from './memory-audit.ts';
import { readRecoveryState } from './memory-recovery.ts';
import { keyOf, type MemoryTables } from './memory-tables.ts';
import { readPassedTest } from './memory-test-runs.ts';
import { makeUpkeepDue } from './memory-upkeep.ts';
import { hasHappened } from './sign-in-events.ts';
import { copyOf } from './memory-copy.ts';

type Written = Awaited<ReturnType<Store['writeSettings']>>;

export function readSettings(tables: MemoryTables, team: string): StoredSettings | null {
  return tables.settings.get(team) ?? null;
}

export function writeSettings(
  tables: MemoryTables,
  ...[team, expectedRevision, next, events, options]: Parameters<Store['writeSettings']>
): Written {
  const current = tables.settings.get(team);
  if ((current?.revision ?? 0) !== expectedRevision) return { kind: 'stale' };
  if (options.guard) checkGuard(tables, team, options.guard);
  const proofsValidFrom = options.proofsValidFrom ?? current?.proofsValidFrom;
  const confirmedAt = options.confirmedAt === undefined ? current?.confirmedAt : options.confirmedAt;
  const revision = expectedRevision + 1;
  const stored = {
    team,
    revision,
    settings: next,
    ...(proofsValidFrom && { proofsValidFrom }),
    ...(confirmedAt && { confirmedAt }),
  };
  makeUpkeepDue(tables, team, options.now);
  appendAudit(tables, team, options.now, events, options.seal);
  tables.settings.set(team, copyOf(stored));
  return { kind: 'written', revision };
}

export function endProofs(
  tables: MemoryTables,
  ...[team, at, events, options]: Parameters<Store['endProofs']>
): void {
  appendAudit(tables, team, at, events, options?.seal);
  const stored = tables.settings.get(team);
  if (!stored || (stored.proofsValidFrom && stored.proofsValidFrom >= at)) return;
  tables.settings.set(team, { ...stored, proofsValidFrom: new Date(at) });
}

function checkGuard(tables: MemoryTables, team: string, guard: WriteGuard): void {
  const { connectionId } = guard;
  const livePassedTest = connectionId === null ? null : readPassedTest(tables, team, connectionId);
  const facts = {
    actorSignIn: tables.signIns.get(keyOf(team, guard.actorUserId)) ?? null,
    livePassedTest,
    tested: livePassedTest !== null,
    hasVerifiedSignIn: tables.connectionsSeen.has(keyOf(team, connectionId ?? '')),
    certificatesSeen: tables.certificatesSeen.get(team) ?? new Map<string, Date>(),
    recovery: readRecoveryState(tables, team),
  };
  guard.check(copyOf(facts));
}

export function writeFacts(
  tables: MemoryTables,
  team: string,
  change: SignInChange,
  events: readonly AuditEvent[],
  options: AuditOptions = {},
): SignInRecorded {
  const identity = keyOf(team, change.idpEntityId, change.nameId);
  const linkedUserId = tables.links.get(identity);
  // The identity is somebody else's: a sign-in of this user did not happen.
  if (linkedUserId !== undefined && linkedUserId !== change.userId) return { linkedUserId, confirmed: false };
  const confirmed = confirmsRequirement(tables, team, change);
  const happened = events.filter((event) => hasHappened(event, linkedUserId === undefined, confirmed));
  appendAudit(tables, team, change.at, happened, options.seal);
  tables.links.set(identity, change.userId);
  rememberSignIn(tables, team, change);
  if (confirmed) confirmRequirement(tables, team, change.at);
  return { linkedUserId: change.userId, confirmed };
}

/** A sign-in that is written late never hides a newer one. */
function rememberSignIn(tables: MemoryTables, team: string, change: SignInChange): void {
  const at = new Date(change.at);
  const { userId, connectionId, idpEntityId } = change;
  const last = tables.signIns.get(keyOf(team, userId));
  if (!last || last.at <= at) {
    const fact = { userId, connectionId, idpEntityId, at };
    tables.signIns.set(keyOf(team, userId), fact);
    tables.lastSignIns.set(keyOf(team, userId), {
      ...fact,
      subject: { ...change.subject, nameId: change.nameId },
    });
  }
  const seen = tables.certificatesSeen.get(team) ?? new Map<string, Date>();
  const lastSeen = seen.get(change.certificateFingerprint);
  if (!lastSeen || at.getTime() - lastSeen.getTime() >= CERTIFICATE_SEEN_EVERY_MILLIS)
    seen.set(change.certificateFingerprint, at);
  tables.certificatesSeen.set(team, seen);
  tables.connectionsSeen.add(keyOf(team, connectionId));
}

function confirmsRequirement(
  tables: MemoryTables,
  team: string,
  { connectionId, at }: SignInChange,
): boolean {
  const stored = tables.settings.get(team);
  if (!stored || stored.confirmedAt || stored.settings.mode !== 'required') return false;
  const { live, requirement } = stored.settings;
  if (live?.connectionId !== connectionId || !requirement?.confirmBy) return false;
  return at >= requirement.since && at <= requirement.confirmBy;
}

function confirmRequirement(tables: MemoryTables, team: string, at: Date): void {
  const stored = tables.settings.get(team);
  if (stored) tables.settings.set(team, { ...stored, confirmedAt: new Date(at) });
}
