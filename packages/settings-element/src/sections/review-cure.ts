// A cure made inside the review, below its row: new recovery codes, or an emergency admin to name.

import { html, nothing, type TemplateResult } from 'lit';
import { openCure } from '../actions/review.ts';
import { laterTexts } from '../messages/later-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import type { PanelDialog } from '../panel-model.ts';
import { renderNewCodes } from './recovery-codes.ts';
import { renderEmergencyAdmins } from './ways-back.ts';

export function renderCureOf(
  host: PanelHost,
  { cure }: Extract<PanelDialog, { kind: 'require' }>,
  wanted: 'codes' | 'admins',
): TemplateResult | typeof nothing {
  const words = laterTexts(host);
  const { codes } = host.model;
  if (cure !== wanted) return nothing;
  if (wanted === 'codes')
    return codes && !codes.kept
      ? html`<div class="wide">${renderNewCodes(host, words, codes)}</div>`
      : nothing;
  return html`<div class="wide box">
    ${renderEmergencyAdmins(host)}
    <div class="row"><button type="button" class="link small" @click=${() => openCure(host, null)}>${words.text('sso.cure.close')}</button></div>
  </div>`;
}
