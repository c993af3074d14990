// Our SAML metadata for one team; served for any team there is, before set-up too.

import { spEntityIdFor } from '@team-sso/core';
import { buildSpMetadata } from '@team-sso/saml';
import type { Service } from '../service.ts';

/** @param scope whose entity ID; null: the live connection's, else the region's. */
export async function describeServiceProvider<Context>(
  service: Service<Context>,
  team: string,
  scope: 'region' | 'team' | null,
): Promise<string> {
  const region = await service.regionOf(team);
  const stored = await service.store.readSettings(team);
  const live = stored?.settings.live;
  // The next one is published ahead for both uses; what was replaced only decrypts, until everybody has read this.
  const certificates = (await service.spKeys.forRegion(region.id))
    .filter(({ role }) => role !== 'old')
    .map(({ certificatePem }) => certificatePem);
  return buildSpMetadata({
    spEntityId: spEntityIdFor(region, scope ?? live?.spEntityIdScope ?? 'region', team),
    acsUrl: service.urls.acs(team),
    logoutUrl: service.urls.logout(team),
    signingCertificates: certificates,
    encryptionCertificates: certificates,
    wantAssertionsSigned: true,
    authnRequestsSigned: live?.signRequests ?? false,
  });
}
