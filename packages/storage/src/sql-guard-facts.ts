// What the guard of a settings write may judge by, read inside the write's transaction.

import type { SettingsFacts, WriteGuard } from '@team-sso/core';
import type { Transaction } from 'kysely';
import { readCertificatesSeen, signInFactOf } from './sql-facts.ts';
import { lockRecoveryCodes, readRecoveryState } from './sql-recovery.ts';
import type { Tables } from './sql-schema.ts';
import { readPassedTest } from './sql-test-runs.ts';

export async function readGuardFacts(
  db: Transaction<Tables>,
  team: string,
  guard: WriteGuard,
): Promise<SettingsFacts> {
  const signIn = await db
    .selectFrom('team_sso_sign_ins')
    .selectAll()
    .where('team', '=', team)
    .where('user_id', '=', guard.actorUserId)
    .executeTakeFirst();
  const { connectionId } = guard;
  const livePassedTest = connectionId === null ? null : await readPassedTest(db, team, connectionId);
  // Locked first, read second: a code that is being spent is spent before we count, or after this write.
  await lockRecoveryCodes(db, team);
  return {
    actorSignIn: signIn === undefined ? null : signInFactOf(signIn),
    livePassedTest,
    tested: livePassedTest !== null,
    hasVerifiedSignIn: await wasSeen(db, team, connectionId),
    certificatesSeen: await readCertificatesSeen(db, team),
    recovery: await readRecoveryState(db, team),
  };
}

async function wasSeen(db: Transaction<Tables>, team: string, connectionId: string | null): Promise<boolean> {
  if (connectionId === null) return false;
  const seen = await db
    .selectFrom('team_sso_connections_seen')
    .select('connection_id')
    .where('team', '=', team)
    .where('connection_id', '=', connectionId)
    .executeTakeFirst();
  return seen !== undefined;
}
