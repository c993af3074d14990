// Which product's words a diagnosis uses: the chosen provider's, or the one that the sign-on URL shows.

import type { Connection } from '@team-sso/core';
import type { ProviderDiagnosis } from '@team-sso/core/providers/diagnosis';
import { diagnosis as entra } from '@team-sso/core/providers/entra-diagnosis';
import { diagnosis as generic } from '@team-sso/core/providers/generic-diagnosis';
import { diagnosis as mock } from '@team-sso/core/providers/mock-diagnosis';
import { diagnosis as okta } from '@team-sso/core/providers/okta-diagnosis';
import { diagnosis as simplesamlphp } from '@team-sso/core/providers/simplesamlphp-diagnosis';

const NAMED: readonly ProviderDiagnosis[] = [entra, okta, simplesamlphp, mock];

export function diagnosisFor(
  connection: Pick<Connection, 'provider' | 'signOnUrl'> | null,
): ProviderDiagnosis {
  if (!connection) return generic;
  const { provider, signOnUrl } = connection;
  const chosen = NAMED.find(({ product }) => product === provider);
  if (chosen || (provider && provider !== 'generic')) return chosen ?? generic;
  return (
    NAMED.find(({ signOnUrlMatch }) => signOnUrlMatch && new RegExp(signOnUrlMatch).test(signOnUrl)) ??
    generic
  );
}
