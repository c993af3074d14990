// How the provider's values come into the form: the choice, and pasted metadata that is noticed.

import { recognise } from '@team-sso/core';
import type { FieldIssue } from '../field-check.ts';
import { isOptionField } from '../option-form.ts';
import type { PanelHost } from '../panel-host.ts';
import type { Edit } from '../panel-model.ts';
import type { FormField } from '../settings-draft.ts';
import type { Import, Offer, Source } from '../upkeep-model.ts';
import { toggleFold } from './fold.ts';

/** By hand, unless metadata brought the values. */
export function sourceOf({ brought, form }: Edit): Source {
  return brought?.source ?? (form.metadataUrl === '' ? 'hand' : 'url');
}

export function importOf({ brought, form }: Edit): Import {
  return brought ?? { source: 'hand', url: form.metadataUrl, state: { kind: 'idle' } };
}

export function changeImport(host: PanelHost, change: Partial<Import>): void {
  const { edit } = host.model;
  if (edit) host.update({ edit: { ...edit, brought: { ...importOf(edit), ...change } } });
}

export function chooseSource(host: PanelHost, source: Source): void {
  const { edit } = host.model;
  if (!edit) return;
  const { state } = importOf(edit);
  // What failed by one way says nothing about another.
  changeImport(host, { source, ...(state.kind === 'read' ? {} : { state: { kind: 'idle' } }) });
}

const ATTRIBUTES: ReadonlySet<FormField> = new Set(['emailNames', 'nameNames', 'groupNames']);
export const BY_HAND: ReadonlySet<FormField> = new Set(['signOnUrl', 'idpEntityId', 'certificates']);

/** Fields with errors are there to be gone to: their fold opens, and what metadata brought can be edited. */
export function revealFields(host: PanelHost, issues: readonly FieldIssue[]): void {
  const { edit } = host.model;
  for (const { field } of issues)
    if (isOptionField(field)) toggleFold(host, ATTRIBUTES.has(field) ? 'attributes' : 'options', true);
  if (edit && sourceOf(edit) !== 'hand' && issues.some(({ field }) => BY_HAND.has(field)))
    chooseSource(host, 'hand');
}

/** What was put into a field of one value but says more than one. */
export function offerOf(host: PanelHost, field: Offer['field'], text: string): Offer | null {
  if (!host.client.readMetadata) return null;
  const kind = recognise(text);
  if (kind === 'metadata') return { kind: 'text', text, field };
  const isMetadataUrl = kind === 'url' && (field === 'certificates' || /metadata/i.test(text));
  return isMetadataUrl ? { kind: 'url', text: text.trim(), field } : null;
}
