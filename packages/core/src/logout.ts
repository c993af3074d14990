// Single logout as the store keeps it: requests of ours that wait for an answer, and whom a provider knows a person as.

import type { SignInFact } from './stores.ts';

/** A logout that was sent to the provider and waits for its answer. The local session has ended before. */
export interface PendingLogout {
  /** SHA-256 of the request ID, lower-case hex: the ID itself is never stored. */
  readonly requestHash: string;
  readonly team: string;
  readonly connectionId: string;
  readonly idpEntityId: string;
  readonly returnTo: string;
  readonly expiresAt: Date;
}

/** Whom a provider knows a person as, byte for byte as the assertion said it. */
export interface SignInSubject {
  readonly nameId: string;
  readonly nameIdFormat?: string;
  readonly nameQualifier?: string;
  readonly spNameQualifier?: string;
  /** The sign-in at the provider; one may stand behind several sessions of the host. */
  readonly sessionIndex?: string;
}

/** A person's last SSO sign-in at a team, and whom the provider said that was. */
export interface LastSignIn extends SignInFact {
  readonly subject: SignInSubject;
}

/** What single logout asks of the store. */
export interface LogoutStore {
  rememberLogout(logout: PendingLogout): Promise<void>;
  /** An expired one, or one of another team, is null. */
  readLogout(team: string, requestHash: string, now: Date): Promise<PendingLogout | null>;
  /** Takes it: of two concurrent calls exactly one is true. */
  takeLogout(team: string, requestHash: string, now: Date): Promise<boolean>;
  /** The user linked to this identity, or null. */
  findLinkedUser(
    team: string,
    identity: { readonly idpEntityId: string; readonly nameId: string },
  ): Promise<string | null>;
  /** Null when the person never signed in here, or only through a version that did not write it down. */
  readLastSignIn(team: string, userId: string): Promise<LastSignIn | null>;
  /** Whether a message was acted on before. Keys are SHA-256, lower-case hex, over everything that makes it one message. */
  isMessageClaimed(messageKey: string, now: Date): Promise<boolean>;
  /** Marks a message as acted on, until nobody would accept it any more. Claiming it again changes nothing. */
  claimMessage(messageKey: string, until: Date): Promise<void>;
}
