// Loads one guide when its provider is chosen; each is a chunk of its own.

import type { Provider } from '@team-sso/core';
import type { ProviderGuide } from '@team-sso/core/providers/guide';

/** The guide of a provider, from the host's own `guides` first. */
export async function loadGuide(
  provider: Provider | '',
  own: readonly ProviderGuide[] = [],
): Promise<ProviderGuide> {
  const replaced = own.find(({ id }) => id === (provider || 'generic'));
  if (replaced) return replaced;
  const { guide } = await importGuide(provider);
  return guide;
}

function importGuide(provider: Provider | ''): Promise<{ readonly guide: ProviderGuide }> {
  switch (provider) {
    case 'entra':
      return import('@team-sso/core/providers/entra');
    case 'okta':
      return import('@team-sso/core/providers/okta');
    case 'onelogin':
      return import('@team-sso/core/providers/onelogin');
    case 'pingone':
      return import('@team-sso/core/providers/pingone');
    case 'google':
      return import('@team-sso/core/providers/google');
    default:
      return import('@team-sso/core/providers/generic');
  }
}
