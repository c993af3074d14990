// A logout message from the provider: read, routed by who says to have sent it, then proved before anything ends.

import { SsoError } from '@team-sso/core';
import { readLogoutMessage, type ReceivedLogout } from '@team-sso/saml';
import type { Service } from '../service.ts';
import { answerLogoutRequest } from './answer-logout-request.ts';
import { frameOrigins, logoutConnection } from './logout-connection.ts';
import type { HandledLogout } from './routed-logout.ts';
import { takeLogoutResponse } from './take-logout-response.ts';

export type { ReceivedLogout };

/** What was done, and whose pages may hold the answer in a frame. */
export type ReceivedLogoutMessage = HandledLogout & { readonly frameOrigins: readonly string[] };

/** @throws SsoError with the reason of the refusal: nobody was signed out. */
export async function receiveLogout<Context>(
  service: Service<Context>,
  team: string,
  received: ReceivedLogout,
): Promise<ReceivedLogoutMessage> {
  const region = await service.regionOf(team);
  const message = readLogoutMessage(received);
  const stored = await service.store.readSettings(team);
  if (!stored?.settings.live) throw new SsoError('sso_off');
  const connection = logoutConnection(stored, message.issuer, service.now());
  if (!connection)
    throw new SsoError('issuer_mismatch', {
      expected: stored.settings.live.idpEntityId,
      received: message.issuer ?? '',
    });
  const routed = { team, region, connection, message };
  const handled =
    message.kind === 'request'
      ? await answerLogoutRequest(service, routed)
      : await takeLogoutResponse(service, routed);
  return { ...handled, frameOrigins: frameOrigins(connection) };
}
