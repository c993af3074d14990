// Which ways to sign in an e-mail address has: by verified domain only, never by account.

import { emailDomainOf, isVerifiedNow, type SignInWay } from '@team-sso/core';
import type { Service } from '../service.ts';

/** A team id no team can have, and a domain none can: the look-ups cost the same for an address nobody knows. */
const NO_TEAM = '-';
const NO_DOMAIN = '-';

/** The answer has the same shape, and does the same work, for known and unknown addresses. */
export async function discover<Context>(
  service: Service<Context>,
  email: string,
): Promise<readonly SignInWay[]> {
  const owned = await service.store.readOwnedDomain(emailDomainOf(email) ?? NO_DOMAIN);
  const team = owned && isVerifiedNow(owned, service.now()) ? owned.team : null;
  const region = await service.findRegion(team ?? NO_TEAM);
  const stored = await service.store.readSettings(team ?? NO_TEAM);
  const live = stored?.settings.live;
  const password: SignInWay = { kind: 'password' };
  if (team === null || !region || !live || stored.settings.mode === 'off') return [password];
  return [
    { kind: 'sso', team, loginUrl: service.urls.login(team), idpHost: new URL(live.signOnUrl).host },
    password,
  ];
}
