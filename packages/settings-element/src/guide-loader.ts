// The guide of a provider: the host's own first, else the one of @team-sso/core; each is a chunk of its own.

import type { Provider } from '@team-sso/core';
import type { ProviderGuide } from '@team-sso/core/providers/guide';

/** The guide of a provider in the language of `locale`, from the host's own `guides` first. */
export async function loadGuide(
  provider: Provider | '',
  own: readonly ProviderGuide[] = [],
  locale = 'en',
): Promise<ProviderGuide> {
  const wanted = provider || 'generic';
  const replaced = own.find(({ id }) => id === wanted);
  if (replaced) return replaced;
  const { loadProviderGuide } = await import('@team-sso/core/providers/load-guide');
  return loadProviderGuide(wanted, locale);
}
