// What the head says in each state: badge, one line, and at most one main action.

import type { SettingsView } from '@team-sso/core';
import { contact, plain, type StateDescription } from './described-state.ts';
import { describeFailure, problemOf } from './failure-description.ts';
import type { SettingsTexts } from './messages/messages.ts';
import type { PanelHost } from './panel-host.ts';
import { loadedView } from './panel-model.ts';
import { currentTest, maySwitchOn, modeState, type PanelStateToken } from './panel-state.ts';

export function describeState(host: PanelHost, state: PanelStateToken): StateDescription {
  const { texts } = host;
  switch (state) {
    case 'loading':
      return plain(texts.text('sso.loading.slow'), 'neutral', 'clock', '', {
        kind: 'retry',
        label: texts.text('sso.error.retry'),
      });
    case 'error':
    case 'sso-required':
      return describeFailure(texts, problemOf(host), state);
    case 'read-only':
      return { ...describeSaved(host, modeState(loadedView(host.model), host.now())), action: null };
    case 'configuring':
      return describeEditing(host, loadedView(host.model));
    case 'not-entitled':
      return describePlan(texts, loadedView(host.model));
    default:
      return describeSaved(host, state);
  }
}

function describeEditing(host: PanelHost, view: SettingsView): StateDescription {
  const { texts } = host;
  if (!maySwitchOn(view, host.now()))
    return plain(
      texts.text('sso.configuring.draft-badge'),
      'neutral',
      'draft',
      texts.text('sso.configuring.plan-line'),
    );
  return view.mode === 'off'
    ? plain(texts.text('sso.configuring.badge'), 'neutral', 'draft', texts.text('sso.configuring.line'))
    : plain(
        texts.text('sso.configuring.draft-badge'),
        'neutral',
        'draft',
        texts.text('sso.configuring.draft-line'),
      );
}

function describePlan(texts: SettingsTexts, view: SettingsView): StateDescription {
  const { requiredPlan: plan } = view.entitlement;
  const tested = currentTest(view)?.outcome === 'passed' ? '-tested' : '';
  const action = contact(texts, view);
  return plan
    ? plain(
        texts.text('sso.not-entitled.badge', { plan }),
        'info',
        'star',
        texts.text(`sso.not-entitled.line${tested}`, { plan }),
        action,
      )
    : plain(
        texts.text('sso.not-entitled.badge-unnamed'),
        'info',
        'star',
        texts.text(`sso.not-entitled.line${tested}-unnamed`),
        action,
      );
}

/** What a team has saved is described by the part that shows it. */
function describeSaved(host: PanelHost, state: PanelStateToken): StateDescription {
  const { texts } = host;
  const { revision } = loadedView(host.model);
  const described = revision > 0 ? host.part('summary')?.describeSaved(host, state) : null;
  return described ?? plain(texts.text('sso.off.badge'), 'neutral', 'off', texts.text('sso.off.line'));
}
