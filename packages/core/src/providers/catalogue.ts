// The products by name, in the order in which they are offered. The guides themselves are loaded when one is chosen.

import type { Provider } from '../connection.ts';

/** What each product is called in every language; "another provider" is a message of the panel. */
export const PROVIDER_NAMES: readonly (readonly [Exclude<Provider, 'generic'>, string])[] = [
  ['entra', 'Microsoft Entra ID'],
  ['okta', 'Okta'],
  ['google', 'Google Workspace'],
  ['onelogin', 'OneLogin'],
  ['pingone', 'PingOne'],
  ['pingfederate', 'PingFederate'],
  ['jumpcloud', 'JumpCloud'],
  ['adfs', 'Microsoft AD FS'],
  ['keycloak', 'Keycloak'],
  ['auth0', 'Auth0'],
  ['duo', 'Duo Single Sign-On'],
  ['cyberark', 'CyberArk Identity'],
  ['rippling', 'Rippling'],
  ['shibboleth', 'Shibboleth IdP'],
  ['simplesamlphp', 'SimpleSAMLphp'],
];
