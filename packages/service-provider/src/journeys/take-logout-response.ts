// The provider's answer to a logout of ours. The session here has ended before, whatever it says.

import { SsoError } from '@team-sso/core';
import { isWellFormedRequestId, verifyLogoutResponse, type VerifiedLogoutResponse } from '@team-sso/saml';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';
import { verifyInput, type HandledLogout, type RoutedLogout } from './routed-logout.ts';

/** @throws SsoError when it answers nothing that waits; what cannot be verified leaves the pending logout to the right answer. */
export async function takeLogoutResponse<Context>(
  service: Service<Context>,
  routed: RoutedLogout,
): Promise<HandledLogout> {
  const { connection, message, team } = routed;
  const { inResponseTo } = message;
  if (inResponseTo === null) throw new SsoError('in_response_to_missing');
  if (!isWellFormedRequestId(inResponseTo)) throw new SsoError('in_response_to_unknown');
  const requestHash = hashOf(inResponseTo);
  const pending = await service.store.readLogout(team, requestHash, service.now());
  if (pending?.idpEntityId !== connection.idpEntityId) throw new SsoError('in_response_to_unknown');
  const { connectionId, idpEntityId } = connection;
  const { returnTo } = pending;
  const provider = URL.parse(idpEntityId)?.host || idpEntityId;
  const verified = verify({ ...verifyInput(service, routed), expectedInResponseTo: inResponseTo });
  // Some providers sign requests only. Its ID was sent to the provider alone: the session here did end.
  if (verified instanceof SsoError) return { kind: 'unverified', error: verified, returnTo, provider };
  if (!(await service.store.takeLogout(team, requestHash, service.now())))
    throw new SsoError('in_response_to_unknown');
  const { outcome } = verified;
  service.observe({ name: 'team_sso.logout_answered', team, connectionId, outcome });
  return { kind: 'answered', outcome, returnTo, provider };
}

function verify(input: Parameters<typeof verifyLogoutResponse>[0]): VerifiedLogoutResponse | SsoError {
  try {
    return verifyLogoutResponse(input);
  } catch (error) {
    if (error instanceof SsoError) return error;
    throw error;
  }
}
