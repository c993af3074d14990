// Journey (b), second part: the provider's answer. Scan, route, prove, check, then one atomic step.

import {
  SsoError,
  spEntityIdFor,
  type PendingRequest,
  type Region,
  type StoredConnection,
  type VerifiedAssertion,
} from '@team-sso/core';
import { askSecondOpinion, isWellFormedRequestId, scanResponse, verifyResponse } from '@team-sso/saml';
import type { VerifyResponseInput } from '@team-sso/saml';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';
import { writeTicket } from '../sign-in-ticket.ts';

const TICKET_LIFETIME_MILLIS = 60_000;

/** Where the browser goes next. `restart`: the login began at a provider that has been replaced since; nothing was trusted. */
export interface ReceivedResponse {
  readonly kind: 'finish' | 'restart';
  readonly url: string;
}

/** @throws SsoError with the reason of the refusal. */
export async function receiveResponse<Context>(
  service: Service<Context>,
  team: string,
  samlResponse: string,
): Promise<ReceivedResponse> {
  const region = await service.regionOf(team);
  const scanned = scanResponse(samlResponse);
  const { inResponseTo } = scanned;
  if (inResponseTo !== null && !isWellFormedRequestId(inResponseTo))
    throw new SsoError('in_response_to_unknown');
  const requestHash = inResponseTo === null ? null : hashOf(inResponseTo);
  const { settings: stored, request } = await service.store.readForResponse(team, requestHash, service.now());
  const live = stored?.settings.live;
  if (!live || stored.settings.mode === 'off') throw new SsoError('sso_off');
  if (requestHash === null) throw new SsoError('unsolicited_refused');
  if (request && request.purpose !== 'login') throw new SsoError('test_superseded');
  if (request && request.idpEntityId !== live.idpEntityId)
    return { kind: 'restart', url: service.urls.login(team, request.returnTo) };
  const verified = await prove(service, team, region, live, {
    samlResponse: scanned,
    expectedInResponseTo: inResponseTo,
  });
  return complete(service, team, live, requestHash, request, verified);
}

async function prove<Context>(
  service: Service<Context>,
  team: string,
  region: Region,
  live: StoredConnection,
  message: Pick<VerifyResponseInput, 'samlResponse' | 'expectedInResponseTo'>,
): Promise<VerifiedAssertion> {
  const input: VerifyResponseInput = {
    ...message,
    connection: {
      idpEntityId: live.idpEntityId,
      keys: service.signingKeysOf(live),
      allowCbcEncryption: live.allowCbcEncryption,
    },
    acsUrl: service.urls.acs(team),
    spEntityId: spEntityIdFor(region, live.spEntityIdScope, team),
    now: service.now(),
    clockSkewSeconds: service.clockSkewSeconds,
    decryptionKeys: await service.decryptionKeysOf(region),
    expiredCertificates: service.expiredCertificates,
  };
  const verified = verifyResponse(input);
  const secondOpinion =
    service.secondOpinion === 'always' ? await askSecondOpinion(input, verified) : 'not_asked';
  if (secondOpinion === 'differs') {
    service.observe({ name: 'team_sso.second_opinion_differs', team, connectionId: live.connectionId });
    throw new SsoError('second_opinion_differs');
  }
  service.observe({
    name: 'team_sso.response_verified',
    team,
    connectionId: live.connectionId,
    certificateFingerprint: verified.certificateFingerprint,
    secondOpinion,
  });
  return verified;
}

async function complete<Context>(
  service: Service<Context>,
  team: string,
  live: StoredConnection,
  requestHash: string,
  request: PendingRequest | null,
  verified: VerifiedAssertion,
): Promise<ReceivedResponse> {
  const now = service.now();
  const secret = service.newSecret();
  const returnTo = request?.returnTo ?? '/';
  const done = await service.store.completeSignIn({
    team,
    requestHash,
    // The team is part of the key: another team's provider of the same name cannot use up this one's assertion IDs.
    assertionKey: hashOf(team, live.idpEntityId, verified.assertionId),
    claimUntil: new Date(verified.expiresAt.getTime() + service.clockSkewSeconds * 1000),
    now,
    ticket: {
      ticketHash: hashOf(secret),
      team,
      purpose: 'login',
      // Without a request the step answers `request_unknown` or `replayed`. Should a store think otherwise, no browser fits.
      browserHash: request?.browserHash ?? hashOf(service.newSecret()),
      returnTo,
      connectionId: live.connectionId,
      idpEntityId: live.idpEntityId,
      nameId: verified.nameId,
      expiresAt: new Date(now.getTime() + TICKET_LIFETIME_MILLIS),
      payload: writeTicket(verified),
    },
  });
  switch (done) {
    case 'done':
      return { kind: 'finish', url: service.urls.finish(team, secret, returnTo) };
    case 'replayed':
      throw new SsoError('replayed');
    case 'request_unknown':
      throw new SsoError('in_response_to_unknown');
  }
}
