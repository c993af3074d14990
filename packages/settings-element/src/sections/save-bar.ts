// The bar at the foot while the form is open: what is unsaved, Discard, Save.

import { html, type TemplateResult } from 'lit';
import { discardForm, hasUnsavedChanges } from '../actions/edit.ts';
import { save } from '../actions/save.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { savesAsDraft } from '../panel-state.ts';
import { blockingIssues } from './error-summary.ts';

export function renderSaveBar(host: PanelHost): TemplateResult {
  const { texts, model } = host;
  const view = loadedView(model);
  const dirty = hasUnsavedChanges(model);
  const saving = model.busy === 'saving';
  const asDraft = savesAsDraft(view, host.now());
  const label = saving ? 'sso.bar.saving' : asDraft ? 'sso.bar.save-draft' : 'sso.bar.save';
  return html`<footer class="bar">
    <p>${barText(host, dirty)}</p>
    <slot name="footer-actions"></slot>
    <button type="button" class="btn quiet" part="button" @click=${() => discardForm(host)}>${texts.text(dirty ? 'sso.bar.discard' : 'sso.cancel')}</button>
    <button type="button" class="btn primary" part="button button-primary" id="save" aria-disabled=${saving ? 'true' : 'false'} @click=${() => void save(host)}>${texts.text(label)}</button>
  </footer>`;
}

function barText(host: PanelHost, dirty: boolean): string {
  const { texts, model } = host;
  const issues = model.summarised ? blockingIssues(host).length : 0;
  if (issues > 0) return texts.count('sso.summary', issues);
  if (model.restored) return texts.text('sso.bar.restored');
  return dirty ? texts.text('sso.bar.unsaved') : '';
}
