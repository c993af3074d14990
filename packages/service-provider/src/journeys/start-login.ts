// Journey (b), first part: a browser is sent to the team's provider.

import { SsoError } from '@team-sso/core';
import type { Service } from '../service.ts';
import { sendRequest, type SendRequest } from './send-request.ts';

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

const REQUEST_LIFETIME_MINUTES = 30;

/** @throws SsoError `sso_off` when nothing is live or SSO is off. */
export async function startLogin<Context>(
  service: Service<Context>,
  input: StartLoginInput,
  ctx?: Context,
): Promise<SendRequest> {
  const { team, returnTo, ...rest } = input;
  const region = await service.regionOf(team);
  const stored = await service.store.readSettings(team);
  const live = stored?.settings.live;
  if (!live || stored.settings.mode === 'off') throw new SsoError('sso_off');
  const sent = await sendRequest(service, {
    ...rest,
    team,
    region,
    connection: live,
    purpose: 'login',
    returnTo: service.urls.safeReturnTo(returnTo),
    lifetimeMinutes: REQUEST_LIFETIME_MINUTES,
    ...(await whoIsSignedIn(service, ctx)),
  });
  service.observe({ name: 'team_sso.login_started', team, connectionId: live.connectionId });
  return sent;
}

/** Asked only for a host that wants to hear whom the provider turns away. */
async function whoIsSignedIn<Context>(
  { host }: Service<Context>,
  ctx: Context | undefined,
): Promise<{ readonly startedBy?: string }> {
  if (ctx === undefined || !host.onProviderDenied) return {};
  const session = await host.session(ctx);
  return session ? { startedBy: session.userId } : {};
}
