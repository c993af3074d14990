// What the server reads in the certificates of a draft: the view has the facts of the live ones only.

import type { SettingsView } from '@team-sso/core';
import { call } from './actions/failure.ts';
import type { PanelHost } from './panel-host.ts';
import { loadedView, type CertificateFacts } from './panel-model.ts';

/** Reads them once for each draft; without an answer they are counted, not named. */
export async function readDraftFacts(host: PanelHost): Promise<void> {
  const { load, draftFacts } = host.model;
  if (load.kind !== 'ready' || !load.view.permissions.manage) return;
  const { draft } = load.view;
  if (!draft || draftFacts?.connectionId === draft.connectionId) return;
  const { connectionId } = draft;
  host.update({ draftFacts: { connectionId, certificates: [] } });
  try {
    const { certificates } = await call(host, () => host.client.parse(draft.signingCertificates.join('\n')));
    if (host.model.draftFacts?.connectionId === connectionId)
      host.update({ draftFacts: { connectionId, certificates } });
  } catch {
    // Only their facts are missing.
  }
}

/** The facts of the certificates of what was tested; empty when they aren't known. */
export function certificatesOf(host: PanelHost, target: 'draft' | 'live'): readonly CertificateFacts[] {
  const view = loadedView(host.model);
  return target === 'live' ? view.certificates : draftCertificates(host, view);
}

function draftCertificates(
  { model: { draftFacts } }: PanelHost,
  { draft }: SettingsView,
): readonly CertificateFacts[] {
  return draft && draftFacts?.connectionId === draft.connectionId ? draftFacts.certificates : [];
}
