// One field in which the draft differs from what is in use: now above, draft below.

import type { Connection, SettingsView } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { certificatesOf } from '../draft-facts.ts';
import { providerName } from '../guide-names.ts';
import { isOptionField } from '../option-form.ts';
import type { PanelHost } from '../panel-host.ts';
import { formOf, type FormField } from '../settings-draft.ts';
import { fieldLabel } from './error-summary.ts';
import { renderFingerprint } from './fingerprint.ts';
import { renderOption } from './option-value.ts';

export function renderDifference(
  host: PanelHost,
  view: SettingsView,
  field: FormField,
  draft: Connection,
): TemplateResult {
  const { texts } = host;
  const side = (title: string, help: string, value: unknown): TemplateResult => html`<div>
    <span class="side"><strong>${title}</strong><small>${help}</small></span>
    <div>${value}</div>
  </div>`;
  const now = texts.text(view.mode === 'off' ? 'sso.draft.kept-help' : 'sso.draft.now-help');
  const values =
    field === 'certificates'
      ? [certificatesNow(host, view), certificatesInDraft(host, view, draft)]
      : [renderValue(host, field, view.live), renderValue(host, field, draft)];
  return html`<div class="field">
    <p class="label">${fieldLabel(host, field)}</p>
    <div class="diff">
      ${side(texts.text('sso.draft.now'), now, values[0])}${side(texts.text('sso.draft.draft'), texts.text('sso.draft.draft-help'), values[1])}
    </div>
  </div>`;
}

function renderValue(
  host: PanelHost,
  field: Exclude<FormField, 'certificates'>,
  connection: Connection | null,
): unknown {
  const { texts } = host;
  if (!connection) return texts.text('sso.conflict.empty');
  if (isOptionField(field)) return renderOption(host, field, formOf(connection));
  switch (field) {
    case 'provider':
      return providerName(connection.provider, texts.text('sso.provider.other'));
    case 'spEntityIdScope':
      return texts.text(`sso.entity-id.scope.${connection.spEntityIdScope}`);
    case 'signOnUrl':
    case 'idpEntityId':
      return html`<bdi dir="ltr" translate="no">${connection[field]}</bdi>`;
  }
}

function certificatesNow({ texts }: PanelHost, { live, certificates }: SettingsView): TemplateResult {
  return html`${texts.count('sso.draft.certificates', live?.signingCertificates.length ?? 0)}${certificates.map(
    ({ fingerprint }) => renderFingerprint(texts, fingerprint),
  )}`;
}

/** Those that are new; the others stand above. */
function certificatesInDraft(
  host: PanelHost,
  { certificates: now }: SettingsView,
  draft: Connection,
): TemplateResult {
  const { texts } = host;
  const known = new Set(now.map(({ fingerprint }) => fingerprint));
  const added = certificatesOf(host, 'draft').filter(({ fingerprint }) => !known.has(fingerprint));
  const count = texts.count('sso.draft.certificates', draft.signingCertificates.length);
  if (added.length === 0) return html`${count}`;
  const isMixed = added.length < draft.signingCertificates.length;
  return html`${count}${isMixed ? html`, ${texts.count('sso.draft.certificates-new', added.length)}` : nothing}${added.map(
    ({ fingerprint }) => renderFingerprint(texts, fingerprint),
  )}`;
}
