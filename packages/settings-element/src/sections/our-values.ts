// The values to give to the provider: ACS URL, entity ID and its scope, and a few more on request.

import type { SettingsView } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { chooseScope } from '../actions/edit.ts';
import { renderTheirName } from '../guide-names.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { editedConnection } from '../settings-draft.ts';
import { renderCopyField } from './copy-field.ts';

/** The entity ID that goes with what is typed, or else with what is saved. */
export function shownEntityId(host: PanelHost, view: SettingsView): string {
  const scope = host.model.edit?.form.spEntityIdScope ?? editedConnection(view)?.spEntityIdScope ?? 'region';
  return scope === 'team' ? view.serviceProvider.teamSpEntityId : view.serviceProvider.spEntityId;
}

export function renderOurValues(host: PanelHost): TemplateResult {
  const { texts } = host;
  const view = loadedView(host.model);
  const { acsUrl, region } = view.serviceProvider;
  return html`${renderCopyField(host, {
    value: 'acsUrl',
    label: texts.text('sso.acs.label'),
    text: acsUrl,
    help: renderTheirName(host, { ours: 'acsUrl' }),
  })}${renderCopyField(host, {
    value: 'spEntityId',
    label: texts.text('sso.entity-id.label'),
    text: shownEntityId(host, view),
    help: html`${texts.text('sso.entity-id.help', { region: region.name })}${renderTheirName(host, { ours: 'spEntityId' })}`,
  })}${host.model.edit ? renderScope(host, view) : nothing}${renderMoreValues(host, view)}`;
}

function renderScope(host: PanelHost, view: SettingsView): TemplateResult {
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

function renderMoreValues(host: PanelHost, view: SettingsView): TemplateResult {
  const { texts, model } = host;
  const { metadataUrl, loginUrl } = view.serviceProvider;
  const toggle = (): void => host.update({ showsMoreValues: !model.showsMoreValues });
  return html`<p>
      <button type="button" class="link small" aria-expanded=${model.showsMoreValues} @click=${toggle}>${texts.text('sso.ours.more')}</button>
    </p>
    ${
      model.showsMoreValues
        ? html`${renderCopyField(host, {
            value: 'metadataUrl',
            label: texts.text('sso.metadata-url.label'),
            text: metadataUrl,
            help: texts.text('sso.metadata-url.help'),
          })}${renderCopyField(host, {
            value: 'loginUrl',
            label: texts.text('sso.start-url.label'),
            text: loginUrl,
            help: html`${texts.text('sso.start-url.help')}${renderTheirName(host, { ours: 'loginUrl' })}`,
          })}`
        : nothing
    }`;
}
