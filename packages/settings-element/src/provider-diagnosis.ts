// Which product's words a diagnosis uses: the chosen provider's, or the one that the sign-on URL shows. Loaded when asked.

import { recogniseProvider, type Connection } from '@team-sso/core';
import type { DiagnosisProduct, ProviderDiagnosis } from '@team-sso/core/providers/diagnosis';

interface Product {
  readonly product: DiagnosisProduct;
  /** By which the sign-on URL shows a product that wasn't chosen by name; the same as in its own file. */
  readonly signOnUrlMatch?: RegExp;
  readonly load: () => Promise<{ readonly diagnosis: ProviderDiagnosis }>;
}

export const PRODUCTS: readonly Product[] = [
  {
    product: 'entra',
    signOnUrlMatch: /^https:\/\/login\.(microsoftonline\.(com|us)|partner\.microsoftonline\.cn)\//,
    load: () => import('@team-sso/core/providers/entra-diagnosis'),
  },
  {
    product: 'okta',
    signOnUrlMatch: /^https:\/\/[^/]+\.(okta|oktapreview|okta-emea|okta-gov)\.com\//,
    load: () => import('@team-sso/core/providers/okta-diagnosis'),
  },
  { product: 'google', load: () => import('@team-sso/core/providers/google-diagnosis') },
  { product: 'onelogin', load: () => import('@team-sso/core/providers/onelogin-diagnosis') },
  { product: 'pingone', load: () => import('@team-sso/core/providers/pingone-diagnosis') },
  { product: 'pingfederate', load: () => import('@team-sso/core/providers/pingfederate-diagnosis') },
  { product: 'jumpcloud', load: () => import('@team-sso/core/providers/jumpcloud-diagnosis') },
  { product: 'adfs', load: () => import('@team-sso/core/providers/adfs-diagnosis') },
  { product: 'keycloak', load: () => import('@team-sso/core/providers/keycloak-diagnosis') },
  { product: 'auth0', load: () => import('@team-sso/core/providers/auth0-diagnosis') },
  { product: 'duo', load: () => import('@team-sso/core/providers/duo-diagnosis') },
  { product: 'cyberark', load: () => import('@team-sso/core/providers/cyberark-diagnosis') },
  { product: 'rippling', load: () => import('@team-sso/core/providers/rippling-diagnosis') },
  { product: 'shibboleth', load: () => import('@team-sso/core/providers/shibboleth-diagnosis') },
  {
    product: 'simplesamlphp',
    signOnUrlMatch: /\/(module\.php\/saml\/idp\/singleSignOnService|saml2\/idp\/SSOService\.php)/,
    load: () => import('@team-sso/core/providers/simplesamlphp-diagnosis'),
  },
  {
    product: 'mock',
    signOnUrlMatch: /^https?:\/\/(localhost|127\.0\.0\.1|mock-idp[^/]*)(:\d+)?\/(mock-idp\/)?(saml\/)?sso/,
    load: () => import('@team-sso/core/providers/mock-diagnosis'),
  },
];

const GENERIC: Product = {
  product: 'generic',
  load: () => import('@team-sso/core/providers/generic-diagnosis'),
};

/** The product of a connection: the chosen one wins over what its address looks like. */
export function productFor(connection: Pick<Connection, 'provider' | 'signOnUrl'> | null): Product {
  if (!connection) return GENERIC;
  const { provider, signOnUrl } = connection;
  const chosen = PRODUCTS.find(({ product }) => product === provider);
  if (chosen || (provider && provider !== 'generic')) return chosen ?? GENERIC;
  const shown = recogniseProvider(signOnUrl);
  return (
    PRODUCTS.find(({ product, signOnUrlMatch }) => product === shown || signOnUrlMatch?.test(signOnUrl)) ??
    GENERIC
  );
}

/** Loads the words of products once each; a failed load is tried again when it is next asked for. */
export class DiagnosisLoader {
  readonly #loaded = new Map<DiagnosisProduct, ProviderDiagnosis>();
  readonly #loading = new Set<DiagnosisProduct>();
  readonly #onLoad: () => void;

  constructor(onLoad: () => void) {
    this.#onLoad = onLoad;
  }

  /** The words for a connection; null until they are there. */
  get(connection: Pick<Connection, 'provider' | 'signOnUrl'> | null): ProviderDiagnosis | null {
    const { product, load } = productFor(connection);
    const words = this.#loaded.get(product);
    if (words) return words;
    if (!this.#loading.has(product)) void this.#load(product, load);
    return null;
  }

  async #load(product: DiagnosisProduct, load: Product['load']): Promise<void> {
    this.#loading.add(product);
    try {
      this.#loaded.set(product, (await load()).diagnosis);
      this.#onLoad();
    } catch {
      this.#loading.delete(product);
    }
  }
}
