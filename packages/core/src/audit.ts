// What is written down about changes: who did what to which team's settings, and what differed.

import type { Mode } from './settings.ts';

/** Who caused an event. Ids only: names and addresses belong to the host. */
export type Actor = { readonly kind: 'user'; readonly userId: string } | { readonly kind: 'system' };

/** An event of the audit log, as a journey states it. The store adds team, sequence and time. */
export type AuditEvent = { readonly actor: Actor } & (
  | {
      readonly type: 'connection_saved';
      readonly connectionId: string;
      readonly savedAs: 'live' | 'draft';
      readonly changed: readonly string[];
    }
  | { readonly type: 'mode_changed'; readonly from: Mode; readonly to: Mode }
  | { readonly type: 'requirement_rolled_back' }
  | { readonly type: 'configuration_deleted' }
  | { readonly type: 'draft_discarded'; readonly connectionId: string }
  | {
      readonly type: 'connection_promoted' | 'promotion_undone';
      readonly connectionId: string;
      /** The connection that was live before; null when nothing was. */
      readonly replaced: string | null;
      readonly changed: readonly string[];
    }
  | { readonly type: 'policy_changed'; readonly changed: readonly string[] }
  | { readonly type: 'test_passed'; readonly testRunId: string; readonly connectionId: string }
  | { readonly type: 'sessions_ended' }
  | { readonly type: 'recovery_codes_made'; readonly batchId: string }
  | { readonly type: 'recovery_codes_acknowledged'; readonly batchId: string }
  | { readonly type: 'recovery_code_used'; readonly batchId: string; readonly unused: number }
  | { readonly type: 'emergency_access_used'; readonly userId: string }
  | { readonly type: 'entitlement_changed'; readonly entitled: boolean }
  | { readonly type: 'identity_linked'; readonly userId: string; readonly idpEntityId: string }
  | { readonly type: 'requirement_confirmed'; readonly userId: string }
);

/** An audit event as it is stored: `(team, sequence)` is unique and grows by one. */
export interface AuditRecord {
  readonly team: string;
  readonly sequence: number;
  readonly at: Date;
  readonly event: AuditEvent;
}
