// What a host product gives: its users, sessions, teams and plans. Every member may reject; a login then answers 503.

import type { AuditRecord } from './audit.ts';
import type { Entitlement } from './entitlement.ts';
import type { AttributeValues } from './reasons.ts';

/** One thing a session has proved. A session holds a set of them; SSO and recovery proofs open their own team only. */
export type Proof =
  | { readonly kind: 'password'; readonly at: Date }
  | SsoProof
  | { readonly kind: 'recovery'; readonly team: string; readonly at: Date; readonly endsAt: Date };

export interface SsoProof {
  readonly kind: 'sso';
  readonly team: string;
  readonly connectionId: string;
  readonly idpEntityId: string;
  readonly at: Date;
  /** The provider's SessionNotOnOrAfter. */
  readonly endsAt?: Date;
  /** The sign-in at the provider, in its words: single logout names it. Keep it with the proof. */
  readonly sessionIndex?: string;
}

export type Membership = 'member' | 'guest' | 'service';

export interface HostSession {
  readonly userId: string;
  readonly proofs: readonly Proof[];
}

export interface HostMember {
  readonly membership: Membership;
  /** May change this team's SSO settings. */
  readonly manage: boolean;
  /** Can sign in without SSO (a password, a passkey, a social login). */
  readonly hasOwnCredentials: boolean;
  /** The id of the member's role in this team. A host whose roles follow rules says it; others need not. */
  readonly role?: string;
}

/** A role that rules may give. */
export interface HostRole {
  readonly id: string;
  /** What a person reads. */
  readonly name: string;
  /** Whether a team must always have somebody with this role, or another one that says so. */
  readonly owner: boolean;
}

/** The provider turned somebody away. An advice, not a proof: such an answer carries no signature. */
export interface ProviderDenial {
  readonly team: string;
  readonly connectionId: string;
  /** Whose session the browser had when the sign-in began; absent: nobody's. */
  readonly userId?: string;
  /** The provider's status codes and message, as the attempt shows them. */
  readonly status: string;
}

export interface MemberFacts extends HostMember {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

/** Who the provider says this is, after mapping. `attributes` are as received, by Name. */
export interface Identity {
  readonly nameId: string;
  readonly nameIdFormat?: string;
  readonly email?: string;
  readonly name?: string;
  readonly groups: readonly string[];
  readonly attributes: AttributeValues;
}

/** Something owners or the host should hear about; delivered at least once, tell repeats by `id`. */
export interface Notice {
  readonly id: string;
  readonly team: string;
  readonly record: AuditRecord;
}

/**
 * The host product. `Context` is the web framework's request context, passed through untouched.
 * A SAML sign-in proves one person for one team: it must never change a password, an e-mail address, a second factor
 * or another membership.
 */
export interface Host<Context = unknown> {
  session(ctx: Context): Promise<HostSession | null>;
  member(team: string, userId: string): Promise<HostMember | null>;
  findMember(team: string, by: { readonly email: string }): Promise<{ readonly userId: string } | null>;
  /**
   * Just-in-time membership, for an e-mail address in a domain that the team has verified; null refuses
   * (`member_unknown`). Absent: never. Two first sign-ins at once may both call it: the second finds the member.
   */
  addMember?(
    team: string,
    identity: Identity,
    how: { readonly role: string; readonly onlyIfInvited: boolean },
  ): Promise<{ readonly userId: string } | null>;
  members(
    team: string,
    cursor: string | null,
  ): Promise<{ readonly items: readonly MemberFacts[]; readonly next?: string }>;
  /** The roles of a team, for role rules. Absent or empty: the host has none to give, and rules are refused. */
  roles?(team: string): Promise<readonly HostRole[]>;
  entitlement(team: string): Promise<Entitlement>;
  /** The id of the team's region; null: no such team (404). */
  region(team: string): Promise<string | null>;
  /**
   * Adds the proof to the session of this user. The same user: keep the session's other proofs; another user: replace
   * the session; either way rotate the session id.
   */
  onSignIn(
    ctx: Context,
    signIn: {
      readonly userId: string;
      readonly team: string;
      readonly proof: SsoProof;
      readonly identity: Identity;
      /**
       * Set when role rules give this member another role: give it, in a transaction that keeps the last owner an owner.
       * Never one that would take the last owner away as far as `members` tells.
       */
      readonly role?: string;
      /** The provider left the groups out because there were too many: `identity.groups` says nothing. */
      readonly groupsOmitted?: boolean;
    },
  ): Promise<void>;
  onRecovery(
    ctx: Context,
    recovery: {
      readonly userId: string;
      readonly team: string;
      readonly proof: Extract<Proof, { kind: 'recovery' }>;
    },
  ): Promise<void>;
  /**
   * Single logout: takes this team's SSO proofs from every session of this user, whichever browsers have them; a session
   * that proves nothing more ends. With `sessionIndex` only proofs that hold it, and those that hold none. Nothing to
   * end is no error, and neither is being asked again.
   */
  endSessions(team: string, of: { readonly userId: string; readonly sessionIndex?: string }): Promise<void>;
  /**
   * The person signs out in this browser: ends its session, whatever it proves. Absent: `endSessions` takes the SSO
   * proofs of the team whose sign-out it is.
   */
  onSignOut?(ctx: Context, signOut: { readonly userId: string; readonly team: string }): Promise<void>;
  /**
   * The provider said no to a person who tried to sign in: unassigned, blocked, unknown. For hosts that want to look at
   * the person's access; nothing is taken away here. What it rejects with is observed and changes nothing.
   */
  onProviderDenied?(denial: ProviderDenial): Promise<void>;
  notify(notice: Notice): Promise<void>;
  /** Where a person signs in with own credentials. `reauthenticate`: even when a session exists. */
  signInUrl(team: string, options: { readonly returnTo: string; readonly reauthenticate: boolean }): string;
}
