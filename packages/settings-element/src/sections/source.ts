// How the provider's values are entered: by metadata URL, by file, or by hand.

import { html, nothing, type TemplateResult } from 'lit';
import { chooseSource, sourceOf } from '../actions/source.ts';
import type { PanelHost } from '../panel-host.ts';
import type { Source } from '../upkeep-model.ts';
import { renderTheirValues } from './their-values.ts';

export function renderSource(host: PanelHost): TemplateResult {
  const { texts, client, model } = host;
  const { edit } = model;
  if (!client.readMetadata || !edit) return renderTheirValues(host);
  const source = sourceOf(edit);
  const option = (value: Source): TemplateResult => html`<label part="tab"
    ><input type="radio" name="source" .value=${value} .checked=${source === value} @change=${() => chooseSource(host, value)} /><span>${texts.text(`sso.source.${value}`)}</span></label
  >`;
  return html`<fieldset class="field">
      <legend part="label">${texts.text('sso.source.label')}</legend>
      <div class="seg" part="tabs">${option('url')}${option('file')}${option('hand')}</div>
    </fieldset>
    ${edit.offer ? (host.part('importing')?.renderOffer(host, edit.offer) ?? nothing) : nothing}
    ${
      source === 'hand'
        ? html`${renderTheirValues(host)}${edit.form.metadataUrl === '' ? nothing : (host.part('importing')?.renderKeptUrl(host, edit) ?? nothing)}`
        : (host.part('importing')?.renderImport(host, source) ??
          html`<p class="muted">${texts.text('sso.part.loading')}</p>`)
    }`;
}
