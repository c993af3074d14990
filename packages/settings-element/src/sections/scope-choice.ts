// Which of our entity IDs the connection has: the region's, or the team's own.

import type { SettingsView } from '@team-sso/core';
import { html, type TemplateResult } from 'lit';
import { chooseScope } from '../actions/edit.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';

export function renderScope(host: PanelHost): TemplateResult {
  const view = loadedView(host.model);
  const { texts, model } = host;
  const scope = model.edit?.form.spEntityIdScope;
  const option = (value: 'region' | 'team', label: string): TemplateResult => html`<label part="tab"
    ><input type="radio" name="scope" .value=${value} .checked=${scope === value} aria-describedby="scope-h" @change=${() => chooseScope(host, value)} /><span>${label}</span></label
  >`;
  return html`<fieldset class="field">
    <legend part="label">${texts.text('sso.entity-id.scope')}</legend>
    <div class="seg" part="tabs">
      ${option('region', texts.text('sso.entity-id.scope.region'))}${option('team', texts.text('sso.entity-id.scope.team'))}
    </div>
    <p class="help" part="help" id="scope-h">${scopeHelp(host, view)}</p>
  </fieldset>`;
}

function scopeHelp(host: PanelHost, view: SettingsView): unknown {
  const { texts, model } = host;
  const edit = model.edit;
  const scope = edit?.form.spEntityIdScope ?? 'region';
  if (edit?.edited && edit.edited.spEntityIdScope !== scope)
    return html`<b>${texts.text('sso.entity-id.scope.help-changed')}</b>`;
  if (scope === 'region')
    return texts.text('sso.entity-id.scope.help-region', { region: view.serviceProvider.region.name });
  return model.guide?.spEntityIdScope === 'team'
    ? texts.text('sso.entity-id.scope.help-suggested', { provider: model.guide.shortName })
    : texts.text('sso.entity-id.scope.help-team');
}
