// Ways back in: recovery codes are made, proved kept, and used when the provider fails.

import { scrypt } from 'node:crypto';
import {
  formatRecoveryCode,
  normalizeRecoveryCode,
  RECOVERY_CODE_COUNT,
  RECOVERY_PROOF_MINUTES,
} from '@team-sso/core';
import { ProblemError } from '../problem-error.ts';
import type { Service } from '../service.ts';
import { TooManyRequests } from '../too-many-requests.ts';
import { actorOf, originOf } from './actor.ts';
import type { SettingsCall } from './authorize-settings.ts';
import { checkSession } from './check-access.ts';

/** About 50 ms and 32 MB for each guess. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const HASH_BYTES = 32;
/** The window of the store's limit on attempts of one person. */
const ATTEMPTS_SECONDS = 15 * 60;

/** `POST /recovery-codes`: ten new codes, shown once; the old ones are void. */
export async function makeRecoveryCodes<Context>(
  service: Service<Context>,
  call: SettingsCall,
): Promise<readonly string[]> {
  const { team, userId } = call;
  const codes = Array.from({ length: RECOVERY_CODE_COUNT }, () =>
    formatRecoveryCode(service.randomBytes(10)),
  );
  const batch = {
    batchId: service.newId(),
    salt: Buffer.from(service.randomBytes(16)).toString('hex'),
    madeAt: service.now(),
    madeBy: userId,
  };
  const hashes: string[] = [];
  // One after the other: ten at once would take the thread pool from everybody else.
  for (const code of codes) hashes.push(await hashCode(code, batch.salt));
  const event = { type: 'recovery_codes_made', actor: actorOf(call), batchId: batch.batchId } as const;
  await service.store.replaceRecoveryCodes(team, batch, hashes, [event], { seal: service.auditSealer.seal });
  service.noticesWaiting();
  return codes;
}

/** `POST /recovery-codes/acknowledge`: one code typed back proves they were kept; it is not spent. */
export async function acknowledgeRecoveryCodes<Context>(
  service: Service<Context>,
  call: SettingsCall,
  typed: string,
): Promise<void> {
  const { team, userId } = call;
  const { batchId, hash } = await lookUp(service, team, userId, typed);
  const event = { type: 'recovery_codes_acknowledged', actor: actorOf(call), batchId } as const;
  const options = { seal: service.auditSealer.seal };
  if (
    !(await service.store.acknowledgeRecoveryCode(
      team,
      batchId,
      hash,
      userId,
      service.now(),
      [event],
      options,
    ))
  )
    throw new ProblemError('recovery_code_wrong');
  service.noticesWaiting();
}

/**
 * `POST /recovery`: a manager with own credentials spends a code and may reach the SSO settings for an hour, nothing else.
 * The one settings route that takes a password session of a team that requires SSO. The code is spent before the host is
 * told, so that nobody else can use it, and confirmed after it, so that it is not lost if the host fails.
 * @throws ProblemError `sign_in`, `not_found`, `forbidden`, `too_many_requests` or `recovery_code_wrong`.
 */
export async function useRecoveryCode<Context>(
  service: Service<Context>,
  ctx: Context,
  team: string,
  typed: string,
): Promise<void> {
  const { session, member } = await checkSession(service, ctx, team, 'sso-settings');
  if (!session) throw new ProblemError('sign_in', { reason: 'not_signed_in' });
  if (!member) throw new ProblemError('not_found', { reason: 'not_a_member' });
  if (member.membership !== 'member' || !member.manage || !member.hasOwnCredentials)
    throw new ProblemError('forbidden');
  if (!session.proofs.some(({ kind }) => kind === 'password'))
    throw new ProblemError('sign_in', { reason: 'own_credentials_needed' });
  const { userId } = session;
  const { batchId, hash } = await lookUp(service, team, userId, typed);
  const at = service.now();
  const actor = actorOf({ userId, ...originOf(service, ctx) });
  const spent = await service.store.spendRecoveryCode(
    team,
    batchId,
    hash,
    userId,
    at,
    (unused) => [{ type: 'recovery_code_used', actor, batchId, unused }],
    { seal: service.auditSealer.seal },
  );
  if (spent === null) throw new ProblemError('recovery_code_wrong');
  service.noticesWaiting();
  const { usedAt } = spent;
  const endsAt = new Date(usedAt.getTime() + RECOVERY_PROOF_MINUTES * 60_000);
  // Should this fail, or the process end here, the same person may type the same code again; the hour goes on counting.
  await service.host.onRecovery(ctx, { userId, team, proof: { kind: 'recovery', team, at: usedAt, endsAt } });
  // The person is in. What is not confirmed ends by itself, and until then serves nobody else.
  await service.store.confirmRecoveryUse(team, batchId, hash).catch(() => {});
}

/** Counts the attempt before it looks: a limit that only counted failures could be raced. */
async function lookUp<Context>(
  service: Service<Context>,
  team: string,
  userId: string,
  typed: string,
): Promise<{ readonly batchId: string; readonly hash: string }> {
  if (!(await service.store.countRecoveryAttempt(team, userId, service.now())))
    throw new TooManyRequests(ATTEMPTS_SECONDS);
  const code = normalizeRecoveryCode(typed);
  const state = await service.store.readRecoveryState(team);
  if (code === null || state === null) throw new ProblemError('recovery_code_wrong');
  return { batchId: state.batch.batchId, hash: await hashCode(code, state.batch.salt) };
}

function hashCode(code: string, salt: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(code, Buffer.from(salt, 'hex'), HASH_BYTES, SCRYPT, (error, hash) => {
      if (error) reject(error);
      else resolve(hash.toString('hex'));
    });
  });
}
