// The words of a connection's product, and what it is called in a sentence.

import type { Connection } from '@team-sso/core';
import type { ProviderDiagnosis } from '@team-sso/core/providers/diagnosis';
import { guideNames } from '../guide-names.ts';
import type { PanelHost } from '../panel-host.ts';

export interface ProductWords {
  readonly product: ProviderDiagnosis;
  readonly shortName: string;
}

/** Null until they are loaded. */
export function wordsOf(host: PanelHost, connection: Connection | null): ProductWords | null {
  const product = host.product(connection);
  if (!product) return null;
  const isNamed = product.product !== 'generic';
  return { product, shortName: isNamed ? product.shortName : guideNames(host).shortName };
}
