// What is written down about changes: who did what to which team's settings, and what differed.

import type { Mode } from './settings.ts';

/** Who caused an event, and from where. Ids only: names and e-mail addresses belong to the host. */
export type Actor =
  | {
      readonly kind: 'user';
      readonly userId: string;
      /** The network address they came from, where the host says it. */
      readonly from?: string;
    }
  | { readonly kind: 'system' };

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
  | {
      readonly type: 'emergency_access_used';
      readonly userId: string;
      /** When the session proved its password first (ISO text): two sessions are told apart by it. */
      readonly provedAt?: string;
    }
  | { readonly type: 'entitlement_changed'; readonly entitled: boolean }
  | { readonly type: 'identity_linked'; readonly userId: string; readonly idpEntityId: string }
  | { readonly type: 'requirement_confirmed'; readonly userId: string }
  /** Signing certificates that the provider publishes, added to the live connection as next. */
  | {
      readonly type: 'certificates_added';
      readonly connectionId: string;
      readonly replaced: string;
      readonly fingerprints: readonly string[];
    }
  /** The provider publishes other values than the live connection has: a review waits. */
  | { readonly type: 'metadata_changed'; readonly connectionId: string; readonly changed: readonly string[] }
  | {
      readonly type: 'metadata_change_accepted' | 'metadata_change_ignored';
      readonly connectionId: string;
      readonly changed: readonly string[];
    }
  /** A rung of the ladder 60, 30, 14, 7, 1, 0 (expired) was reached. `notAfter` is ISO text. */
  | {
      readonly type: 'certificate_expiring';
      readonly fingerprint: string;
      readonly daysLeft: number;
      readonly notAfter: string;
      readonly hasSuccessor: boolean;
    }
  /** Our next key pair is published: it signs from `usedFrom` on (ISO text). `fingerprint` is its certificate's. */
  | { readonly type: 'sp_key_changing'; readonly fingerprint: string; readonly usedFrom: string }
  | { readonly type: 'domain_added' | 'domain_removed'; readonly domain: string }
  /** `by`: whether DNS proved it, or the host vouches for it. */
  | { readonly type: 'domain_verified'; readonly domain: string; readonly by: 'dns' | 'host' }
  /** The record is gone, or DNS does not answer; unless that changes the domain lapses then (ISO text). */
  | { readonly type: 'domain_check_failed'; readonly domain: string; readonly lapsesAt: string }
  | { readonly type: 'domain_check_recovered' | 'domain_lapsed'; readonly domain: string }
  /** Just in time: the host made this person a member because the provider vouches for them. */
  | { readonly type: 'member_joined'; readonly userId: string; readonly role: string }
  /** Role rules gave a member another role; `before` is absent when the host doesn't tell roles. */
  | {
      readonly type: 'role_given';
      readonly userId: string;
      readonly role: string;
      readonly before?: string;
    }
);

/** An audit event as it is stored: `(team, sequence)` is unique and grows by one. */
export interface AuditRecord {
  readonly team: string;
  readonly sequence: number;
  readonly at: Date;
  readonly event: AuditEvent;
}
