// A form that was kept in the browser's storage, read with doubt. Pure.

import { PROVIDERS } from '@team-sso/core';
import { parseOptions } from './option-form.ts';
import type { ConnectionForm, FormField } from './settings-draft.ts';

/** Reads a form that was kept in the browser's storage; null when it is not one. */
export function parseForm(input: unknown): ConnectionForm | null {
  if (input === null || typeof input !== 'object') return null;
  const kept = input as Partial<Record<FormField, unknown>>;
  const text = (field: FormField): string => (typeof kept[field] === 'string' ? kept[field] : '');
  const provider = text('provider');
  return {
    provider: PROVIDERS.find((known) => known === provider) ?? '',
    signOnUrl: text('signOnUrl'),
    idpEntityId: text('idpEntityId'),
    certificates: text('certificates'),
    spEntityIdScope: kept.spEntityIdScope === 'team' ? 'team' : 'region',
    ...parseOptions(kept),
  };
}
