// A response against one connection: the strict engine's verdict, then the second opinion, then the one atomic step.

import {
  SsoError,
  spEntityIdFor,
  type PendingRequest,
  type Region,
  type StoredConnection,
  type VerifiedAssertion,
} from '@team-sso/core';
import { askSecondOpinion, verifyResponse } from '@team-sso/saml';
import type { VerifyResponseInput } from '@team-sso/saml';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';
import { writeTicket } from '../sign-in-ticket.ts';

const TICKET_LIFETIME_MILLIS = 60_000;

/** Where a response belongs: routed by its InResponseTo, which proves nothing yet. */
export interface RoutedResponse {
  readonly team: string;
  readonly region: Region;
  readonly connection: StoredConnection;
  /** Null: it answers no request, the sign-in started at the provider. */
  readonly requestHash: string | null;
  /** Null when no pending request is known: the atomic step then says whether it is a replay. */
  readonly request: PendingRequest | null;
  /** Where a sign-in that started at the provider goes. */
  readonly returnTo?: string;
  readonly message: Pick<VerifyResponseInput, 'samlResponse' | 'expectedInResponseTo'>;
}

/** @throws SsoError with the reason of the refusal. */
export async function proveResponse<Context>(
  service: Service<Context>,
  { team, region, connection, message }: RoutedResponse,
): Promise<VerifiedAssertion> {
  const { connectionId } = connection;
  const input: VerifyResponseInput = {
    ...message,
    connection: {
      idpEntityId: connection.idpEntityId,
      keys: service.signingKeysOf(connection),
      allowCbcEncryption: connection.allowCbcEncryption,
    },
    acsUrl: service.urls.acs(team),
    spEntityId: spEntityIdFor(region, connection.spEntityIdScope, team),
    now: service.now(),
    clockSkewSeconds: service.clockSkewSeconds,
    decryptionKeys: await service.decryptionKeysOf(region),
    expiredCertificates: service.expiredCertificates,
  };
  const verified = verifyResponse(input);
  const secondOpinion =
    service.secondOpinion === 'always' ? await askSecondOpinion(input, verified) : 'not_asked';
  if (secondOpinion === 'differs') {
    service.observe({ name: 'team_sso.second_opinion_differs', team, connectionId });
    throw new SsoError('second_opinion_differs');
  }
  const { certificateFingerprint } = verified;
  const key = input.connection.keys.find(({ fingerprint }) => fingerprint === certificateFingerprint);
  if (key && !(key.notBefore <= input.now && input.now <= key.notAfter))
    service.observe({
      name: 'team_sso.expired_certificate_accepted',
      team,
      connectionId,
      certificateFingerprint,
    });
  service.observe({
    name: 'team_sso.response_verified',
    team,
    connectionId,
    certificateFingerprint,
    secondOpinion,
  });
  return verified;
}

/**
 * Which browser the ticket is for; null: any, for what none began. Without the request that is named the step answers
 * `request_unknown` or `replayed`; should a store think otherwise, no browser fits.
 */
function browserOf<Context>(
  service: Service<Context>,
  requestHash: string | null,
  request: PendingRequest | null,
): string | null {
  return requestHash === null ? null : (request?.browserHash ?? hashOf(service.newSecret()));
}

/** Request taken, assertion claimed, ticket stored, or nothing. @returns the address of `finish`. @throws SsoError */
export async function completeResponse<Context>(
  service: Service<Context>,
  { team, connection, requestHash, request, ...route }: RoutedResponse,
  verified: VerifiedAssertion,
): Promise<string> {
  const now = service.now();
  const secret = service.newSecret();
  const returnTo = request?.returnTo ?? route.returnTo ?? '/';
  const done = await service.store.completeSignIn({
    team,
    requestHash,
    // The team is part of the key: another team's provider of the same name cannot use up this one's assertion IDs.
    assertionKey: hashOf(team, connection.idpEntityId, verified.assertionId),
    claimUntil: new Date(verified.expiresAt.getTime() + service.clockSkewSeconds * 1000),
    now,
    ticket: {
      ticketHash: hashOf(secret),
      team,
      purpose: request?.purpose ?? 'login',
      browserHash: browserOf(service, requestHash, request),
      returnTo,
      connectionId: connection.connectionId,
      idpEntityId: connection.idpEntityId,
      nameId: verified.nameId,
      expiresAt: new Date(now.getTime() + TICKET_LIFETIME_MILLIS),
      payload: writeTicket(verified),
      ...(request?.testRunId ? { testRunId: request.testRunId } : {}),
    },
  });
  switch (done) {
    case 'done':
      return service.urls.finish(team, secret, returnTo);
    case 'replayed':
      throw new SsoError('replayed');
    case 'request_unknown':
      throw new SsoError('in_response_to_unknown');
  }
}
