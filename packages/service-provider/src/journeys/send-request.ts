// One AuthnRequest on its way: remembered for the browser that brings its answer back, then sent by the connection's binding.

import { spEntityIdFor, type Region, type StoredConnection } from '@team-sso/core';
import { buildAuthnRequest, postForm, redirectUrl, type PostForm } from '@team-sso/saml';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';

/** How the request travels. */
export type SendRequest =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'post'; readonly form: PostForm };

export interface RequestInput {
  readonly team: string;
  readonly region: Region;
  readonly connection: StoredConnection;
  readonly purpose: 'login' | 'test';
  readonly testRunId?: string;
  readonly returnTo: string;
  readonly lifetimeMinutes: number;
  /** Passed on as `login_hint`. Never logged. */
  readonly hint: string | undefined;
  readonly fresh: boolean;
  /** The value of the browser's cookie. */
  readonly browser: string;
  /** Whose session of the host the browser has. */
  readonly startedBy?: string;
}

export async function sendRequest<Context>(
  service: Service<Context>,
  input: RequestInput,
): Promise<SendRequest> {
  const { team, region, connection } = input;
  const requestId = `_${Buffer.from(service.randomBytes(32)).toString('hex')}`;
  const now = service.now();
  // Whatever can fail comes before the request is remembered: a sign-in that fails early leaves nothing waiting.
  const sent = await prepare(service, input, {
    relayState: hashOf(requestId).slice(0, 32),
    xml: buildAuthnRequest({
      id: requestId,
      issuedAt: now,
      spEntityId: spEntityIdFor(region, connection.spEntityIdScope, team),
      acsUrl: service.urls.acs(team),
      signOnUrl: connection.signOnUrl,
      forceAuthn: connection.forceAuthn || input.fresh,
      ...(connection.nameIdFormat ? { nameIdFormat: connection.nameIdFormat } : {}),
      ...(connection.requestedAuthnContext
        ? { requestedAuthnContext: connection.requestedAuthnContext }
        : {}),
    }),
  });
  await service.store.rememberRequest({
    team,
    requestHash: hashOf(requestId),
    purpose: input.purpose,
    connectionId: connection.connectionId,
    idpEntityId: connection.idpEntityId,
    returnTo: input.returnTo,
    browserHash: hashOf(input.browser),
    expiresAt: new Date(now.getTime() + input.lifetimeMinutes * 60_000),
    ...(input.testRunId ? { testRunId: input.testRunId } : {}),
    ...(input.startedBy === undefined ? {} : { startedBy: input.startedBy }),
  });
  return sent;
}

async function prepare<Context>(
  service: Service<Context>,
  { connection, region, hint }: RequestInput,
  message: { readonly xml: string; readonly relayState: string },
): Promise<SendRequest> {
  const { signOnUrl, signOnBinding, signRequests } = connection;
  const key = signRequests ? (await service.spKeys.forRegion(region.id))[0] : undefined;
  const sent = { ...message, signOnUrl, ...(hint ? { loginHint: hint } : {}) };
  if (signOnBinding === 'post') {
    const signing = key ? { signing: { key: key.privateKey, certificatePem: key.certificatePem } } : {};
    return { kind: 'post', form: postForm({ ...sent, ...signing }) };
  }
  const url = redirectUrl({
    ...sent,
    ...(key ? { signing: { key: key.privateKey } } : {}),
  });
  return { kind: 'redirect', url };
}
