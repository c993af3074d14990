// Single logout that begins at the provider: sessions are found by team and NameID, never by the browser's cookie.

import { spEntityIdFor } from '@team-sso/core';
import { buildLogoutResponse, verifyLogoutRequest, type VerifiedLogoutRequest } from '@team-sso/saml';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';
import { verifyInput, type HandledLogout, type RoutedLogout } from './routed-logout.ts';
import { logoutAddress, newMessageId, sendLogout, takesLogout } from './send-logout.ts';

type Outcome = 'ended' | 'unknown' | 'repeated' | 'failed';

/** A request that names more sign-ins than this ends all sessions of the person. */
const MAX_SESSION_INDEXES = 20;
const MAX_RELAY_STATE_CHARACTERS = 2_048;

/** @throws SsoError with the reason of the refusal: no session ended. */
export async function answerLogoutRequest<Context>(
  service: Service<Context>,
  routed: RoutedLogout,
): Promise<HandledLogout> {
  const { connection, region, team } = routed;
  const request = verifyLogoutRequest(verifyInput(service, routed));
  const ended = await endOnce(service, routed, request);
  const { connectionId } = connection;
  service.observe({ name: 'team_sso.logout_received', team, connectionId, outcome: ended });
  // A name that nobody has here is answered as one whose sessions have ended: there are none.
  const outcome = ended === 'failed' ? 'failed' : 'success';
  if (!takesLogout(connection)) return { kind: 'ended', outcome };
  const xml = buildLogoutResponse({
    id: newMessageId(service),
    issuedAt: service.now(),
    spEntityId: spEntityIdFor(region, connection.spEntityIdScope, team),
    logoutUrl: logoutAddress(connection, 'response'),
    inResponseTo: request.id,
    outcome,
  });
  const response = await sendLogout(
    service,
    { connection, region },
    { xml, kind: 'response', ...echoOf(request) },
  );
  return { kind: 'answer', response };
}

/**
 * A message that comes again ends nothing: the person may have signed in since. It is marked once the sessions have ended,
 * so that a request whose work failed can be sent again; of two at once both do the same work.
 */
async function endOnce<Context>(
  service: Service<Context>,
  { connection: { idpEntityId }, team }: RoutedLogout,
  request: VerifiedLogoutRequest,
): Promise<Outcome> {
  const messageKey = hashOf('logout request', team, idpEntityId, request.id);
  if (await service.store.isMessageClaimed(messageKey, service.now())) return 'repeated';
  const { nameId, sessionIndexes } = request;
  const userId = await service.store.findLinkedUser(team, { idpEntityId, nameId });
  if (userId !== null && !(await endSessions(service, team, userId, sessionIndexes))) return 'failed';
  const until = new Date(request.expiresAt.getTime() + service.clockSkewSeconds * 1000);
  await service.store.claimMessage(messageKey, until);
  return userId === null ? 'unknown' : 'ended';
}

/** @returns false when the host failed; the provider is told, and may ask again. */
async function endSessions<Context>(
  service: Service<Context>,
  team: string,
  userId: string,
  sessionIndexes: readonly string[],
): Promise<boolean> {
  const isAll = sessionIndexes.length === 0 || sessionIndexes.length > MAX_SESSION_INDEXES;
  try {
    if (isAll) await service.host.endSessions(team, { userId });
    else
      for (const sessionIndex of new Set(sessionIndexes))
        await service.host.endSessions(team, { userId, sessionIndex });
    return true;
  } catch (cause) {
    const error = cause instanceof Error ? cause.name : typeof cause;
    service.observe({ name: 'team_sso.hook_failed', team, hook: 'endSessions', error });
    return false;
  }
}

/** What came with the request goes back as it was (saml-bindings-2.0-os §3.4.3), where it is of a size and kind to echo. */
function echoOf({ relayState }: VerifiedLogoutRequest): { readonly relayState?: string } {
  const isSane =
    relayState !== null && relayState.length <= MAX_RELAY_STATE_CHARACTERS && !/\p{Cc}/u.test(relayState);
  return isSane ? { relayState } : {};
}
