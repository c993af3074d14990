// A logout message with its team and connection, what the engine judges it by, and what came of it.

import type { Region, SsoError, StoredConnection } from '@team-sso/core';
import type { LogoutMessage, VerifyLogoutInput } from '@team-sso/saml';
import type { Service } from '../service.ts';
import type { SendRequest } from './send-request.ts';

/** A message and the connection it claims to come through. */
export interface RoutedLogout {
  readonly team: string;
  readonly region: Region;
  readonly connection: StoredConnection;
  readonly message: LogoutMessage;
}

/**
 * `answer`: the provider's request was acted on, and the browser carries our answer back. `ended`: acted on, and the
 * provider has no address for an answer. `answered`: the provider's answer to a request of ours. `unverified`: what claims to
 * be that answer; nothing was trusted, the right one may still come, and the session here has ended before.
 */
export type HandledLogout =
  | { readonly kind: 'answer'; readonly response: SendRequest }
  | { readonly kind: 'ended'; readonly outcome: 'success' | 'failed' }
  | {
      readonly kind: 'answered';
      readonly outcome: 'success' | 'partial' | 'failed';
      readonly returnTo: string;
      /** What the person knows the provider by. */
      readonly provider: string;
    }
  | {
      readonly kind: 'unverified';
      readonly error: SsoError;
      readonly returnTo: string;
      readonly provider: string;
    };

/** What the engine judges the message by. */
export function verifyInput<Context>(
  service: Service<Context>,
  { team, connection, message }: RoutedLogout,
): VerifyLogoutInput {
  return {
    message,
    connection: { idpEntityId: connection.idpEntityId, keys: service.signingKeysOf(connection) },
    logoutUrl: service.urls.logout(team),
    now: service.now(),
    clockSkewSeconds: service.clockSkewSeconds,
    expiredCertificates: service.expiredCertificates,
  };
}
