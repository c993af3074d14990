// The chosen provider's own words for a value, wherever the panel needs them.

import type { Provider } from '@team-sso/core';
import { PROVIDER_NAMES } from '@team-sso/core/providers/catalogue';
import type { OurValue, ProviderGuide, TheirMetadata, TheirValue } from '@team-sso/core/providers/guide';
import { html, nothing, type TemplateResult } from 'lit';
import type { PanelHost } from './panel-host.ts';

export function providerName(provider: Provider | undefined | '', other: string): string {
  return PROVIDER_NAMES.find(([id]) => id === provider)?.[1] ?? other;
}

/** A named provider's guide; the generic one has no names of its own to show. */
export function namedGuide({ model }: PanelHost): ProviderGuide | null {
  return model.guide && model.guide.id !== 'generic' ? model.guide : null;
}

export function guideNames(host: PanelHost): { readonly shortName: string } {
  return { shortName: namedGuide(host)?.shortName ?? host.texts.text('sso.provider.short-unnamed') };
}

/** "In Entra ID: **Reply URL**", or nothing when the provider has no name for it. */
export function renderTheirName(
  host: PanelHost,
  of: { readonly ours: OurValue } | { readonly theirs: TheirValue | TheirMetadata },
): TemplateResult | typeof nothing {
  const guide = namedGuide(host);
  const name = 'ours' in of ? guide?.ourNames[of.ours] : guide?.theirNames[of.theirs];
  return guide && name
    ? html` ${host.texts.rich('sso.ours.in-provider', { provider: guide.shortName, name })}`
    : nothing;
}
