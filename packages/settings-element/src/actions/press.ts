// The two switches: SSO on or off, required or not. What can lock people out is reviewed in a dialog first.

import type { SettingsView } from '@team-sso/core';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { isRolledBack, maySwitchOn } from '../panel-state.ts';
import { askFirst } from '../settings-events.ts';

/** The first switch was pressed. */
export async function pressEnable(host: PanelHost): Promise<void> {
  const view = loadedView(host.model);
  if (host.model.busy) return;
  if (view.mode === 'required' && !isRolledBack(view, host.now()) && view.effectiveMode === 'required')
    return host.announce(host.texts.text('sso.enable.help-required'), true);
  if (view.mode !== 'off') return host.update({ dialog: { kind: 'switch-off', confirmations: [] } });
  if (host.model.edit) return host.part('form')?.shelveForm(host);
  if (!maySwitchOn(view, host.now())) return host.announce(planText(host, view), true);
  if (await askFirst(host.target, 'sso-before-enable', { enabled: true }))
    host.run('form', (part) => part.openForm(host));
}

export function planText({ texts }: PanelHost, { entitlement }: SettingsView): string {
  return entitlement.requiredPlan
    ? texts.text('sso.enable.help-plan', { plan: entitlement.requiredPlan })
    : texts.text('sso.enable.help-plan-unnamed');
}

/** The second switch was pressed: nothing is saved yet. */
export function pressRequire(host: PanelHost): void {
  const view = loadedView(host.model);
  if (host.model.busy) return;
  if (view.mode === 'off') return host.announce(host.texts.text('sso.require.help-save-first'), true);
  if (view.mode === 'required' && !isRolledBack(view, host.now()))
    return host.update({ dialog: { kind: 'stop-requiring' } });
  host.run('safety', (part) => part.openReview(host));
}
