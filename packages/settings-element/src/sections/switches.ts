// The two switches of the panel.

import type { SettingsView } from '@team-sso/core';
import type { TemplateResult } from 'lit';
import { planText, pressEnable, pressRequire } from '../actions/press.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { isLapsed, isProven, isRolledBack, maySwitchOn, modeState } from '../panel-state.ts';
import { renderSwitch } from './switch.ts';

const requires = (host: PanelHost, view: SettingsView): boolean =>
  view.mode === 'required' && !isRolledBack(view, host.now());

/** "Enable SAML authentication": on means saved and on, or being filled in. */
export function renderEnableSwitch(host: PanelHost): TemplateResult {
  const { texts, model } = host;
  const view = loadedView(model);
  const state = modeState(view, host.now());
  const required = state === 'required' || state === 'requiring';
  const available = maySwitchOn(view, host.now());
  const unavailable = !available && view.mode === 'off';
  return renderSwitch(texts, {
    id: 'enable',
    label: texts.text('sso.enable.label'),
    help: unavailable
      ? planText(host, view)
      : texts.text(required ? 'sso.enable.help-required' : 'sso.enable.help'),
    checked: view.mode !== 'off' || (model.edit !== null && available),
    blocked: required || unavailable,
    ...(view.mode === 'off' && model.edit === null ? {} : { controls: 'body' }),
    press: () => void pressEnable(host),
    near: () => host.part(view.mode === 'off' ? 'form' : 'dialogs'),
  });
}

/** "Require SAML SSO for all members": pressing it opens a review, never saves. */
export function renderRequireSwitch(host: PanelHost): TemplateResult {
  const { texts } = host;
  const view = loadedView(host.model);
  return renderSwitch(texts, {
    id: 'require',
    label: texts.text('sso.require.label'),
    help: requireHelp(host, view),
    checked: requires(host, view),
    blocked: view.mode === 'off',
    press: () => pressRequire(host),
    near: () => {
      if (view.mode === 'off') return;
      host.part('dialogs');
      host.part('safety');
    },
  });
}

function requireHelp(host: PanelHost, view: SettingsView): unknown {
  const { texts, client } = host;
  if (view.mode === 'off') return texts.rich('sso.require.help-save-first');
  if (view.mode === 'required' && isLapsed(view, host.now())) return texts.text('sso.require.help-paused');
  if (view.mode === 'optional' && !isProven(view))
    return texts.rich(client.startTest ? 'sso.require.help-test-first' : 'sso.require.help-sign-in-first');
  const hasWaysBack = client.makeRecoveryCodes && client.setPolicy;
  return texts.text(hasWaysBack ? 'sso.require.help-full' : 'sso.require.help-plain');
}
