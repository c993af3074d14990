// Plans and regions of Acme Bots.

import type { Region } from '@team-sso/core';

/** Lowest first. Single sign-on comes with Enterprise and everything above. */
export const PLANS_BY_RANK = ['Free', 'Pro', 'Enterprise', 'Ultimate'] as const;
export const SSO_PLAN = 'Enterprise';

export const REGIONS: readonly Region[] = [
  { id: 'eu', name: 'Europe', spEntityId: 'https://auth.acmebots.example/sso/eu' },
  { id: 'us', name: 'United States', spEntityId: 'https://auth.acmebots.example/sso/us' },
  { id: 'asia', name: 'Asia', spEntityId: 'https://auth.acmebots.example/sso/asia' },
];

/** What a person reads for a region's id. */
export function regionName(id: string): string {
  return REGIONS.find((region) => region.id === id)?.name ?? id;
}
