// The values to give to the provider: ACS URL, entity ID and its scope, and a few more on request.

import type { SettingsView } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
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

/** `scope`: the choice of the entity ID, while a form is open. */
export function renderOurValues(host: PanelHost, scope?: TemplateResult): TemplateResult {
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
  })}${scope ?? nothing}${renderMoreValues(host, view)}`;
}

function renderMoreValues(host: PanelHost, view: SettingsView): TemplateResult {
  const { texts, model } = host;
  const { metadataUrl, loginUrl, logoutUrl } = view.serviceProvider;
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
          })}${renderCopyField(host, {
            value: 'logoutUrl',
            label: texts.text('sso.logout-url.label'),
            text: logoutUrl,
            help: html`${texts.text('sso.logout-url.help')}${renderTheirName(host, { ours: 'logoutUrl' })}`,
          })}`
        : nothing
    }`;
}
