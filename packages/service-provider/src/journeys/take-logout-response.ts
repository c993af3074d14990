// The provider's answer to a logout of ours. The session here has ended before, whatever it says.

import { SsoError } from '@team-sso/core';
import { isWellFormedRequestId, verifyLogoutResponse } from '@team-sso/saml';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';
import { verifyInput, type HandledLogout, type RoutedLogout } from './routed-logout.ts';

/** @throws SsoError with the reason of the refusal; the pending logout stays for the right answer. */
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
  const { outcome } = verifyLogoutResponse({
    ...verifyInput(service, routed),
    expectedInResponseTo: inResponseTo,
  });
  if (!(await service.store.takeLogout(team, requestHash, service.now())))
    throw new SsoError('in_response_to_unknown');
  const { connectionId, idpEntityId } = connection;
  service.observe({ name: 'team_sso.logout_answered', team, connectionId, outcome });
  const provider = URL.parse(idpEntityId)?.host || idpEntityId;
  return { kind: 'answered', outcome, returnTo: pending.returnTo, provider };
}
