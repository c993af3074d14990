// Journey (b), first part: a browser is sent to the provider with a request that only it can bring back.

import { SsoError, spEntityIdFor, type StoredConnection } from '@team-sso/core';
import { buildAuthnRequest, postForm, redirectUrl, type PostForm } from '@team-sso/saml';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';

export interface StartLoginInput {
  readonly team: string;
  readonly returnTo: string | undefined;
  /** The e-mail address typed so far, passed on as `login_hint`. Never logged. */
  readonly hint: string | undefined;
  /** Ask the provider to authenticate afresh. */
  readonly fresh: boolean;
  /** The value of the browser's cookie. */
  readonly browser: string;
}

/** How the request travels. */
export type SendRequest =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'post'; readonly form: PostForm };

const REQUEST_LIFETIME_MILLIS = 30 * 60_000;

/** @throws SsoError `sso_off` when nothing is live or SSO is off. */
export async function startLogin<Context>(
  service: Service<Context>,
  input: StartLoginInput,
): Promise<SendRequest> {
  const { team } = input;
  const region = await service.regionOf(team);
  const stored = await service.store.readSettings(team);
  const live = stored?.settings.live;
  if (!live || stored.settings.mode === 'off') throw new SsoError('sso_off');
  const requestId = `_${Buffer.from(service.randomBytes(32)).toString('hex')}`;
  const now = service.now();
  await service.store.rememberRequest({
    team,
    requestHash: hashOf(requestId),
    purpose: 'login',
    connectionId: live.connectionId,
    idpEntityId: live.idpEntityId,
    returnTo: service.urls.safeReturnTo(input.returnTo),
    browserHash: hashOf(input.browser),
    expiresAt: new Date(now.getTime() + REQUEST_LIFETIME_MILLIS),
  });
  const xml = buildAuthnRequest({
    id: requestId,
    issuedAt: now,
    spEntityId: spEntityIdFor(region, live.spEntityIdScope, team),
    acsUrl: service.urls.acs(team),
    signOnUrl: live.signOnUrl,
    forceAuthn: live.forceAuthn || input.fresh,
    ...(live.nameIdFormat ? { nameIdFormat: live.nameIdFormat } : {}),
    ...(live.requestedAuthnContext ? { requestedAuthnContext: live.requestedAuthnContext } : {}),
  });
  service.observe({ name: 'team_sso.login_started', team, connectionId: live.connectionId });
  return send(service, live, region.id, {
    xml,
    relayState: hashOf(requestId).slice(0, 32),
    hint: input.hint,
  });
}

async function send<Context>(
  service: Service<Context>,
  live: StoredConnection,
  region: string,
  message: { readonly xml: string; readonly relayState: string; readonly hint: string | undefined },
): Promise<SendRequest> {
  const { xml, relayState, hint } = message;
  const key = live.signRequests ? (await service.spKeys.forRegion(region))[0] : undefined;
  const common = { signOnUrl: live.signOnUrl, xml, relayState };
  if (live.signOnBinding === 'post') {
    const signing = key ? { signing: { key: key.privateKey, certificatePem: key.certificatePem } } : {};
    return { kind: 'post', form: postForm({ ...common, ...signing }) };
  }
  const url = redirectUrl({
    ...common,
    ...(hint ? { loginHint: hint } : {}),
    ...(key ? { signing: { key: key.privateKey } } : {}),
  });
  return { kind: 'redirect', url };
}
