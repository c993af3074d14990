// What happens when the provider's metadata changes: three choices.

import type { Connection } from '@team-sso/core';
import { html, type TemplateResult } from 'lit';
import { changeForm } from '../actions/form.ts';
import type { UpkeepTexts } from '../messages/upkeep-texts.ts';
import type { PanelHost } from '../panel-host.ts';

const POLICIES = ['notify', 'add-certificates', 'manual'] as const;

export function renderPolicyChoice(
  host: PanelHost,
  words: UpkeepTexts,
  chosen: Connection['metadataPolicy'],
): TemplateResult {
  return html`<fieldset class="group small-group">
    <legend>${words.text('sso.policy.label')}</legend>
    ${POLICIES.map(
      (policy) => html`<label class="choice"
        ><input type="radio" name="metadata-policy" .checked=${policy === chosen} @change=${() => changeForm(host, { metadataPolicy: policy })} /><span
          >${words.text(`sso.policy.${policy}`)}<small class="muted">${words.text(`sso.policy.${policy}.help`)}</small></span
        ></label
      >`,
    )}
  </fieldset>`;
}
