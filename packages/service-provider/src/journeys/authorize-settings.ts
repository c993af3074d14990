// May this person do this with this team's SSO settings? The gate that every settings route passes first.

import {
  NEVER_CONFIGURED,
  type HostMember,
  type Proof,
  type Region,
  type StoredSettings,
} from '@team-sso/core';
import { ProblemError } from '../problem-error.ts';
import type { Service } from '../service.ts';
import { originOf } from './actor.ts';
import { checkSession, type SessionAccessCheck } from './check-access.ts';

/** An authorised call: who, for which team, and what was read on the way. */
export interface SettingsCall {
  readonly team: string;
  readonly region: Region;
  readonly userId: string;
  /** The network address it came from, where the host says it. */
  readonly from?: string;
  readonly member: HostMember;
  readonly stored: StoredSettings;
  /** Whether a spent recovery code, and nothing better, opened the door. */
  readonly viaRecovery: boolean;
}

export interface SettingsNeed {
  readonly right: 'view' | 'manage';
  /** Whether the person must have proved who they are within the last 15 minutes. */
  readonly recentProof: boolean;
  /** A recovery proof opens what repairs SSO; for the rest it is no proof at all. */
  readonly refuseRecovery: boolean;
  /** Where to come back to after signing in again. */
  readonly returnTo: string;
}

const RECENT_PROOF_MILLIS = 15 * 60_000;

/** @throws ProblemError `sign_in`, `not_found`, `sso_required`, `forbidden` or `reauthentication_needed`. */
export async function authorizeSettings<Context>(
  service: Service<Context>,
  ctx: Context,
  team: string,
  need: SettingsNeed,
): Promise<SettingsCall> {
  const check = await checkSession(service, ctx, team, 'sso-settings');
  refuse(check);
  const { session, member, region } = check;
  if (!session || !member || !region) throw new ProblemError('not_found', { reason: 'not_a_member' });
  if (member.membership !== 'member') throw new ProblemError('forbidden');
  if (need.right === 'manage' && !member.manage) throw new ProblemError('forbidden');
  const viaRecovery = check.decision.reason === 'recovery';
  if (need.refuseRecovery && viaRecovery) throw new ProblemError('forbidden', { reason: 'recovery' });
  const stored = check.stored ?? { team, revision: 0, settings: NEVER_CONFIGURED };
  const proofs = session.proofs.filter(({ kind }) => !(need.refuseRecovery && kind === 'recovery'));
  if (need.recentProof && !proofs.some((proof) => isRecent(proof, stored, service.now())))
    throw new ProblemError('reauthentication_needed', {
      reauthenticateUrl: service.host.signInUrl(team, { returnTo: need.returnTo, reauthenticate: true }),
    });
  return {
    team,
    region,
    userId: session.userId,
    ...originOf(service, ctx),
    member,
    stored,
    viaRecovery,
  };
}

function refuse({ decision, loginUrl }: SessionAccessCheck): void {
  const details = { reason: decision.reason, ...(loginUrl ? { loginUrl } : {}) };
  switch (decision.kind) {
    case 'allow':
      return;
    case 'sign-in':
      throw new ProblemError('sign_in', details);
    case 'step-up':
      throw new ProblemError('sso_required', details);
    case 'deny':
      throw new ProblemError(decision.reason === 'not_a_member' ? 'not_found' : 'forbidden', {
        reason: decision.reason,
      });
  }
}

function isRecent(proof: Proof, stored: StoredSettings, now: Date): boolean {
  // Asks for what must hold, so that an unreadable date counts for nothing.
  if (!(now.getTime() - proof.at.getTime() <= RECENT_PROOF_MILLIS)) return false;
  switch (proof.kind) {
    case 'password':
      return true;
    case 'recovery':
      return proof.team === stored.team && now < proof.endsAt;
    case 'sso':
      return (
        proof.team === stored.team &&
        proof.idpEntityId === stored.settings.live?.idpEntityId &&
        (stored.proofsValidFrom === undefined || proof.at >= stored.proofsValidFrom) &&
        (proof.endsAt === undefined || now < proof.endsAt)
      );
  }
}
