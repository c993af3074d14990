// What the service tells the person on call. Never an assertion, a private key or an e-mail address.

import type { AccessReason, DomainCheck, MetadataProblem, ProblemCode, SignInReason } from '@team-sso/core';
import type { LimitedDoor } from './rate-limits/limits.ts';

/** One thing that happened. Names and fields are stable; new fields may come. */
export type ObservedEvent =
  /** The router answered a request. */
  | {
      readonly name: 'team_sso.request_served';
      /** What it was for: `login`, `acs`, `settings` …; `other` for what there is not. Never a path. */
      readonly route: string;
      readonly team?: string;
      readonly method: string;
      readonly status: number;
      /** The code or the reason, where it was refused. */
      readonly refusal?: string;
      readonly durationSeconds: number;
      readonly requestId: string;
    }
  | { readonly name: 'team_sso.login_started'; readonly team: string; readonly connectionId: string }
  | {
      readonly name: 'team_sso.response_verified';
      readonly team: string;
      readonly connectionId: string;
      readonly certificateFingerprint: string;
      readonly secondOpinion: 'agrees' | 'not_asked';
    }
  | {
      readonly name: 'team_sso.sign_in_completed';
      readonly team: string;
      readonly connectionId: string;
      readonly userId: string;
    }
  | {
      readonly name: 'team_sso.sign_in_refused';
      readonly team: string;
      readonly reason: SignInReason;
      /** What the person was shown; the admin finds the diagnosis with it. */
      readonly shortCode: string;
      readonly requestId: string;
    }
  /** A person signed out, and the provider was asked to end its session, or `asked` says why not. */
  | {
      readonly name: 'team_sso.logout_started';
      readonly team: string;
      readonly userId: string;
      readonly asked: 'yes' | 'no_session_there' | 'no_logout_url' | 'unknown_there' | 'failed';
    }
  /** The provider wanted sessions to end; `unknown`: nobody here has that name. */
  | {
      readonly name: 'team_sso.logout_received';
      readonly team: string;
      readonly connectionId: string;
      readonly outcome: 'ended' | 'unknown' | 'repeated' | 'failed';
    }
  /** The provider answered a logout of ours. */
  | {
      readonly name: 'team_sso.logout_answered';
      readonly team: string;
      readonly connectionId: string;
      readonly outcome: 'success' | 'partial' | 'failed';
    }
  /** A logout message was not acted on; `rule` is the check that failed, where it was one of the engine's. */
  | {
      readonly name: 'team_sso.logout_refused';
      readonly team: string;
      readonly reason: SignInReason;
      readonly rule?: string;
      readonly requestId: string;
    }
  /** A client failed too often at a door: for a while it is answered 429 there, by this process. */
  | { readonly name: 'team_sso.client_held_back'; readonly team: string; readonly door: LimitedDoor }
  /** An attempt could not be written down; the sign-in went on without it. */
  | { readonly name: 'team_sso.attempt_lost'; readonly team: string; readonly error: string }
  /** A notice could not be handed to the host; the next `maintain()` tries again. */
  | {
      readonly name: 'team_sso.notice_failed';
      readonly team: string;
      readonly sequence: number;
      readonly error: string;
    }
  /** Two readers of one signed message disagree: an attack or a defect. Somebody should look at once. */
  | { readonly name: 'team_sso.second_opinion_differs'; readonly team: string; readonly connectionId: string }
  /** Role rules would have taken the last owner's role, or two owners' at once: it was left as it is. */
  | { readonly name: 'team_sso.last_owner_kept'; readonly team: string; readonly userId: string }
  /** A role rule names a role that the host does not have any more: nothing was changed. */
  | { readonly name: 'team_sso.role_unknown'; readonly team: string; readonly role: string }
  /** The provider left the groups out because there were too many: rules that look at them change nothing. */
  | { readonly name: 'team_sso.groups_omitted'; readonly team: string; readonly connectionId: string }
  /** The provider said no to a person. */
  | {
      readonly name: 'team_sso.provider_denied';
      readonly team: string;
      readonly connectionId: string;
      readonly userId?: string;
    }
  /** A hook of the host that changes nothing here failed. */
  | {
      readonly name: 'team_sso.hook_failed';
      readonly team: string;
      readonly hook: string;
      readonly error: string;
    }
  /** A verified domain's record was not found, or DNS gave no answer. */
  | {
      readonly name: 'team_sso.domain_check_failed';
      readonly team: string;
      readonly domain: string;
      readonly check: DomainCheck;
    }
  /** A provider's metadata was read again. */
  | {
      readonly name: 'team_sso.metadata_refreshed';
      readonly team: string;
      readonly connectionId: string;
      readonly outcome: 'unchanged' | 'changed';
    }
  /** It could not be read; sign-in is not affected. `failures` counts those in a row. */
  | {
      readonly name: 'team_sso.metadata_refresh_failed';
      readonly team: string;
      readonly code: MetadataProblem;
      readonly failures: number;
    }
  /** A rung of 60, 30, 14, 7, 1, 0 (expired) was reached; once for each certificate and rung. */
  | {
      readonly name: 'team_sso.certificate_expiring';
      readonly team: string;
      readonly certificateFingerprint: string;
      readonly daysLeft: number;
      readonly hasSuccessor: boolean;
    }
  /** A response was accepted by the key of a certificate that is not valid now; `expiredCertificates` allows it. */
  | {
      readonly name: 'team_sso.expired_certificate_accepted';
      readonly team: string;
      readonly connectionId: string;
      readonly certificateFingerprint: string;
    }
  /** The next key pair of ours is in the metadata; it signs from `usedFrom` on (ISO text). */
  | { readonly name: 'team_sso.sp_key_published'; readonly region: string; readonly usedFrom: string }
  /** A key pair that was replaced long ago is deleted: what is encrypted for it cannot be read any more. */
  | { readonly name: 'team_sso.sp_key_removed'; readonly region: string; readonly keyId: string }
  /** Everything in the store lies under the first secret key now: the one it replaced may leave the list. */
  | { readonly name: 'team_sso.secret_key_rotated'; readonly fingerprint: string; readonly replaced: string }
  /** The store was made with a secret key that is not in the list: nothing is sealed anew. */
  | { readonly name: 'team_sso.secret_key_unknown'; readonly expected: string; readonly received: string }
  /** A team's round of upkeep failed here; it is run again in ten minutes. */
  | { readonly name: 'team_sso.upkeep_failed'; readonly team: string; readonly error: string }
  | {
      readonly name: 'team_sso.settings_changed';
      readonly team: string;
      readonly revision: number;
      readonly events: readonly string[];
    }
  | {
      readonly name: 'team_sso.request_refused';
      readonly code: ProblemCode | AccessReason;
      readonly requestId: string;
    }
  | {
      readonly name: 'team_sso.request_failed';
      readonly requestId: string;
      /** The class of the error; its message may hold what a host put there and stays out. */
      readonly error: string;
      readonly cause: unknown;
    };

export type Observe = (event: ObservedEvent) => void;
