// The settings of one team: the aggregate behind one revision. Its transitions are in transitions.ts.

import type { DraftConnection, StoredConnection } from './connection.ts';
import type { RoleRule } from './role-rules.ts';

export const MODES = ['off', 'optional', 'required'] as const;
/** `off`: own credentials only. `optional`: SSO or own credentials. `required`: SSO, with the exceptions of the policy. */
export type Mode = (typeof MODES)[number];

/** What "required" excepts and how long things stay good. */
export interface TeamPolicy {
  /** User ids of at most five managers who keep full access by password. */
  readonly emergencyAdmins: readonly string[];
  readonly guests: 'exempt' | 'required' | 'blocked';
  readonly personalTokenDays: number;
  readonly serviceTokens: 'exempt' | 'refused';
  /** Hours after which an SSO proof no longer counts; absent: 24 in `required`, no limit in `optional`. */
  readonly reauthenticateAfterHours?: number;
  readonly justInTime: 'off' | 'invite-only' | 'on';
  readonly defaultRole: string;
  /**
   * Roles by group or attribute, tried in order at every sign-in. With none, only who joins just in time gets a role, the
   * default one; with some, who fits no rule gets the default role.
   */
  readonly roleRules?: readonly RoleRule[];
}

export const DEFAULT_POLICY: TeamPolicy = {
  emergencyAdmins: [],
  guests: 'required',
  personalTokenDays: 30,
  serviceTokens: 'exempt',
  justInTime: 'off',
  defaultRole: 'member',
};

/** When and how "required" was switched on. */
export interface Requirement {
  readonly since: Date;
  /** Until when somebody must have signed in by SSO, or the effective mode is `optional` again. Absent: no roll-back. */
  readonly confirmBy?: Date;
  /** Until when password proofs from before `since` still open the team; equal to `since` when sessions ended at once. */
  readonly ownCredentialSessionsEndAt: Date;
}

/** The connection that was live before, kept for undo. */
export interface PreviousConnection {
  readonly connection: StoredConnection;
  readonly replacedAt: Date;
}

/** One team's settings. `required` implies `requirement`; both are written together. */
export interface TeamSettings {
  readonly mode: Mode;
  readonly live: StoredConnection | null;
  readonly draft: DraftConnection | null;
  readonly previous: PreviousConnection | null;
  readonly policy: TeamPolicy;
  readonly requirement: Requirement | null;
}

/**
 * Settings as a store returns them. `revision` counts writes of settings. `proofsValidFrom` and `confirmedAt` lie in the
 * same row so that one read serves the policy, but are written conditionally and leave `revision` alone.
 */
export interface StoredSettings {
  readonly team: string;
  readonly revision: number;
  readonly settings: TeamSettings;
  /** SSO proofs from before this moment count for nothing. */
  readonly proofsValidFrom?: Date;
  /** When a real SSO sign-in confirmed the requirement. */
  readonly confirmedAt?: Date;
}

export const NEVER_CONFIGURED: TeamSettings = {
  mode: 'off',
  live: null,
  draft: null,
  previous: null,
  policy: DEFAULT_POLICY,
  requirement: null,
};
