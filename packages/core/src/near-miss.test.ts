import { expect, it } from 'vitest';
import { findNearMiss, type NearMiss } from './near-miss.ts';

const EU = 'https://auth.example/sso/eu';
const ACS = 'https://app.example/sso/acme/acs';
const OWN = {
  acsUrl: ACS,
  spEntityId: EU,
  otherScopeSpEntityId: `${EU}/teams/acme`,
  otherRegions: [{ name: 'US', spEntityId: 'https://auth.example/sso/us' }],
};

it.each<[string, string, NearMiss | null]>([
  [EU, EU, null],
  [EU, '', null],
  [EU, `${EU}/`, 'trailing_slash'],
  [EU, EU.toUpperCase(), 'case'],
  [EU, ` ${EU}`, 'white_space'],
  [EU, EU.replace('https', 'http'), 'scheme'],
  [EU, 'https://auth.example/sso/us', 'other_region'],
  [EU, 'https://auth.example/sso/us/teams/acme', 'other_region'],
  [EU, `${EU}/teams/acme`, 'other_scope'],
  [EU, ACS, 'swapped'],
  [ACS, EU, 'swapped'],
  [ACS, 'https://app.example/sso/globex/acs', 'other_team'],
  [EU, 'https://nothing.example', null],
])('of %s and %s is %s', (expected, received, miss) => {
  expect(findNearMiss(expected, received, OWN)).toBe(miss);
});
