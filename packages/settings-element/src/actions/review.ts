// The review before SSO is required: opened, kept true while its cures are made on the spot, come back to.

import type { SettingsView } from '@team-sso/core';
import type { PanelHost } from '../panel-host.ts';
import { loadedView, type ReviewCure } from '../panel-model.ts';
import { loadImpact } from './impact.ts';

export function openReview(host: PanelHost): void {
  const { refusals } = loadedView(host.model).requirement;
  host.update({ dialog: { kind: 'require', refusals, pressed: false, cure: null } });
  void loadImpact(host);
}

/** Opens a cure below its row, or closes it again. */
export function openCure(host: PanelHost, cure: ReviewCure | null): void {
  const { dialog } = host.model;
  if (dialog?.kind !== 'require') return;
  host.update({ dialog: { ...dialog, cure }, adminRefused: null });
  if (cure === 'admins') host.focusOn('admin-to-add');
  if (cure === 'certificate') host.focusOn('next-certificate');
  if (cure === null) host.focusOn('needed');
}

/** Shows new settings; an open review judges by them, and what was cured closes. */
export function showView(host: PanelHost, view: SettingsView): void {
  const { dialog } = host.model;
  host.update({ load: { kind: 'ready', view } });
  if (dialog?.kind !== 'require') return;
  const { refusals } = view.requirement;
  host.update({ dialog: { ...dialog, refusals, cure: null } });
  host.announce(
    refusals.length > 0
      ? host.texts.count('sso.require.needed', refusals.length)
      : host.texts.text('sso.require.all-ready'),
  );
  host.focusOn('needed');
}

/** Reads the settings for what a cure changed elsewhere. */
export async function readForReview(host: PanelHost): Promise<void> {
  try {
    showView(host, await host.client.readSettings());
  } catch {
    // What was made is made; the rest shows with the next reading.
  }
}
