// Domains that the host verified by means of its own.

import { emailDomainOf } from '@team-sso/core';
import type { Service } from '../service.ts';

/** @returns false when another team has it. @throws TypeError for what is no domain. */
export async function adoptDomain<Context>(
  service: Service<Context>,
  team: string,
  typed: string,
): Promise<boolean> {
  const domain = emailDomainOf(`x@${typed}`);
  if (domain === null) throw new TypeError('a domain to adopt must be a host name');
  const adopted = await service.store.adoptDomain(
    team,
    domain,
    [{ type: 'domain_verified', actor: { kind: 'system' }, domain, by: 'host' }],
    { now: service.now(), seal: service.auditSealer.seal },
  );
  service.noticesWaiting();
  return adopted;
}
