// Which product a pasted text shows: an issuer, a sign-on URL, metadata, or a whole page of set-up instructions.

import type { Provider } from './connection.ts';

/** A product with a guide of its own. */
export type NamedProvider = Exclude<Provider, 'generic'>;

/** Hosts that only one product has: they decide alone. */
const HOSTS: readonly (readonly [NamedProvider, RegExp])[] = [
  [
    'entra',
    /^(?:sts\.windows\.net|login\.(?:windows\.net|microsoftonline\.(?:com|us)|partner\.microsoftonline\.cn))$/,
  ],
  ['okta', /(?:^|\.)okta(?:preview|-emea|-gov)?\.com$/],
  ['onelogin', /(?:^|\.)onelogin\.com$/],
  ['pingone', /^auth\.pingone\.[a-z.]{2,8}$/],
  ['jumpcloud', /(?:^|\.)jumpcloud\.com$/],
  ['auth0', /(?:^|\.)auth0\.com$/],
  ['duo', /(?:^|\.)sso\.duosecurity\.com$/],
  ['cyberark', /\.(?:id\.cyberark\.cloud|idaptive\.app|centrify\.(?:com|net))$/],
  ['rippling', /^(?:app|www)\.rippling\.com$/],
];

/** Paths that show the product on a host of the customer's own, beginning with the slash and without a query. */
const PATHS: readonly (readonly [NamedProvider, RegExp])[] = [
  ['okta', /\/exk\w+\/sso\/saml(?:\/metadata)?$/],
  ['onelogin', /^\/trust\/saml2\/http-(?:post|redirect)\/sso\/[^/]+$/],
  ['pingfederate', /^\/(?:idp\/SSO\.saml2|pf\/federation_metadata\.ping)$/],
  ['adfs', /^\/(?:adfs\/(?:ls|services\/trust)|federationmetadata\/2007-06\/federationmetadata\.xml)\/?$/i],
  ['keycloak', /\/realms\/[^/]+(?:\/protocol\/saml(?:\/descriptor)?)?\/?$/],
  ['auth0', /^\/samlp\/(?:metadata\/)?\w{20,64}$/],
  ['cyberark', /^\/applogin\/appKey\/[^/]+\/customerId\/[^/]+$/i],
  [
    'shibboleth',
    /^\/idp\/(?:shibboleth|profile\/SAML2\/(?:Redirect|POST|POST-SimpleSign|Unsolicited)\/SSO)$/,
  ],
  [
    'simplesamlphp',
    /\/(?:module\.php\/saml\/idp\/(?:singleSignOnService|metadata)|saml2\/idp\/(?:SSOService|metadata)\.php)$/,
  ],
];

const MAX_TEXT_LENGTH = 262_144;
/** Addresses in running text, markup or attributes; what is longer than an address ever is, is none. */
const ADDRESS = /(?:https?:\/\/|urn:)[^\s"'<>]{1,2048}/gi;

/**
 * The product that all addresses in a text show; null when none does, or when they show different ones. It selects
 * wording and is never a statement of trust.
 */
export function recogniseProvider(text: string): NamedProvider | null {
  const shown = new Set<NamedProvider>();
  for (const [address] of text.slice(0, MAX_TEXT_LENGTH).matchAll(ADDRESS)) {
    const provider = providerOfAddress(address.replace(/[.,;:)\]]{1,8}$/, ''));
    if (provider) shown.add(provider);
  }
  const [provider] = shown;
  return shown.size === 1 ? (provider ?? null) : null;
}

function providerOfAddress(address: string): NamedProvider | null {
  const urn = /^urn:([\w.-]+)$/i.exec(address)?.[1];
  if (urn !== undefined) return /\.auth0\.com$/i.test(urn) ? 'auth0' : null;
  const [, host = '', path = ''] = /^https?:\/\/([^/?#]*)([^?#]*)/i.exec(address) ?? [];
  const hostname = host.toLowerCase().replace(/^.*@/, '').replace(/:\d+$/, '');
  if (hostname === 'accounts.google.com') return path.startsWith('/o/saml2') ? 'google' : null;
  return matching(HOSTS, hostname) ?? matching(PATHS, path);
}

function matching(rows: readonly (readonly [NamedProvider, RegExp])[], text: string): NamedProvider | null {
  const found = rows.filter(([, pattern]) => pattern.test(text));
  return found.length === 1 ? (found[0]?.[0] ?? null) : null;
}
