// The provider said no to a person: the host is told, and nothing else happens. Such an answer is signed by nobody.

import type { PendingRequest, SignInReason, SsoError } from '@team-sso/core';
import type { Service } from '../service.ts';
import { maskText } from './mask-text.ts';

const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';
/** saml-core-2.0-os §3.2.2.2: second-level codes that are about the person, not about the request. */
const DENIALS: ReadonlySet<string> = new Set(
  ['AuthnFailed', 'RequestDenied', 'UnknownPrincipal'].map((code) => STATUS + code),
);

/** Never fails: the refusal that follows is what matters. */
export async function tellDenial<Context>(
  service: Service<Context>,
  { team, connectionId, startedBy, requestHash }: PendingRequest,
  refusal: SsoError<SignInReason>,
): Promise<void> {
  const status = refusal.evidence.received ?? '';
  if (refusal.code !== 'status_not_success' || !status.split(' · ').some((part) => DENIALS.has(part))) return;
  // The answer takes nothing and may come again.
  if (service.recentDenials.has(requestHash, service.now())) return;
  service.recentDenials.add(requestHash, service.now());
  const person = startedBy === undefined ? {} : { userId: startedBy };
  service.observe({ name: 'team_sso.provider_denied', team, connectionId, ...person });
  try {
    await service.host.onProviderDenied?.({ team, connectionId, status: maskText(status), ...person });
  } catch (cause) {
    const error = cause instanceof Error ? cause.name : typeof cause;
    service.observe({ name: 'team_sso.hook_failed', team, hook: 'onProviderDenied', error });
  }
}
