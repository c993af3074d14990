// Journey (b), second part: the provider's answer. Scan, route, prove, check, then one atomic step.

import { SsoError, type StoredConnection, type StoredSettings } from '@team-sso/core';
import { isWellFormedRequestId, scanResponse } from '@team-sso/saml';
import { hashOf } from '../secrets.ts';
import { TooManyRequests } from '../too-many-requests.ts';
import type { Service } from '../service.ts';
import { completeResponse, proveResponse, type RoutedResponse } from './prove-response.ts';
import { lookForNewKey } from './published-certificates.ts';
import { isSignInRefusal, recordRefusal } from './record-attempt.ts';
import { recordTestRefusal } from './record-test.ts';
import { shownCertificateOf } from './shown-certificate.ts';
import { tellDenial } from './tell-denial.ts';

/**
 * Where the browser goes next. `restart`: the login began at a provider that has been replaced since; nothing was
 * trusted. `test`: the answer to a test was refused; its result page says why.
 */
export interface ReceivedResponse {
  readonly kind: 'finish' | 'restart' | 'test';
  readonly url: string;
}

/** What a client that failed too often may still do. */
export interface ResponseLeave {
  /** Seconds that it has to wait with anything but an answer to a sign-in begun here; 0: it need not. */
  readonly awaitedOnlySeconds: number;
}

/** @throws SsoError with the reason of the refusal. */
export async function receiveResponse<Context>(
  service: Service<Context>,
  team: string,
  samlResponse: string,
  relayState?: string,
  { awaitedOnlySeconds }: ResponseLeave = { awaitedOnlySeconds: 0 },
): Promise<ReceivedResponse> {
  const region = await service.regionOf(team);
  const scanned = scanResponse(samlResponse);
  const { inResponseTo } = scanned;
  if (inResponseTo !== null && !isWellFormedRequestId(inResponseTo))
    throw new SsoError('in_response_to_unknown');
  const requestHash = inResponseTo === null ? null : hashOf(inResponseTo);
  const { settings: stored, request } = await service.store.readForResponse(team, requestHash, service.now());
  const message = { samlResponse: scanned, expectedInResponseTo: inResponseTo };
  if (requestHash !== null && request?.purpose === 'test')
    return receiveTestResponse(service, stored, { team, region, requestHash, request, message });
  const live = stored?.settings.live;
  if (!live || stored.settings.mode === 'off') {
    const off = new SsoError('sso_off' as const);
    throw request ? await recordRefusal(service, { team, connectionId: request.connectionId }, off) : off;
  }
  if (requestHash === null && !live.allowUnsolicited) throw new SsoError('unsolicited_refused');
  if (!request && awaitedOnlySeconds > 0) throw new TooManyRequests(awaitedOnlySeconds);
  if (request && request.idpEntityId !== live.idpEntityId)
    return { kind: 'restart', url: service.urls.login(team, request.returnTo) };
  const returnTo = service.urls.relayedReturnTo(requestHash === null ? relayState : undefined);
  const routed: RoutedResponse = { team, region, connection: live, requestHash, request, message, returnTo };
  try {
    const verified = await proveResponse(service, routed);
    return { kind: 'finish', url: await completeResponse(service, routed, verified) };
  } catch (error) {
    // Only what answers a known request is written down: anybody can post noise.
    if (!request || !isSignInRefusal(error)) throw error;
    await tellDenial(service, request, error);
    const shown = shownCertificateOf(error, scanned);
    if (shown && live.metadataUrl && live.metadataPolicy !== 'manual') await lookForNewKey(service, team);
    throw await recordRefusal(service, { team, connectionId: live.connectionId }, error, shown);
  }
}

/** A test is judged by exactly the connection it was started for, whether that is in use or not. */
async function receiveTestResponse<Context>(
  service: Service<Context>,
  stored: StoredSettings | null,
  route: Omit<RoutedResponse, 'connection'>,
): Promise<ReceivedResponse> {
  const connection = connectionById(stored, route.request?.connectionId);
  try {
    if (!connection) throw new SsoError('test_superseded');
    const routed: RoutedResponse = { ...route, connection };
    const verified = await proveResponse(service, routed);
    return { kind: 'finish', url: await completeResponse(service, routed, verified) };
  } catch (error) {
    if (!isSignInRefusal(error)) throw error;
    const shownCertificate = shownCertificateOf(error, route.message.samlResponse);
    const url = await recordTestRefusal(
      service,
      route.team,
      route.request?.testRunId ?? '',
      error,
      shownCertificate ? { shownCertificate } : {},
    );
    return { kind: 'test', url };
  }
}

function connectionById(
  stored: StoredSettings | null,
  connectionId: string | undefined,
): StoredConnection | null {
  const { live, draft } = stored?.settings ?? { live: null, draft: null };
  return [live, draft].find((connection) => connection?.connectionId === connectionId) ?? null;
}
