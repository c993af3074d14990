// The choice after somebody else saved: theirs and mine side by side, per field.

import { html, nothing, type TemplateResult } from 'lit';
import { chooseSide, saveMerged } from '../actions/conflict.ts';
import { providerName } from '../guide-names.ts';
import { isOptionField } from '../option-form.ts';
import type { PanelHost } from '../panel-host.ts';
import type { PanelDialog } from '../panel-model.ts';
import { savesAsDraft } from '../panel-state.ts';
import { differingPart } from '../text-difference.ts';
import {
  editedConnection,
  formOf,
  splitCertificates,
  type ConnectionForm,
  type FormField,
} from '../settings-draft.ts';
import { renderDialog } from './dialog-frame.ts';
import { nameOfSaver, savedElsewhereText } from '../saved-elsewhere.ts';
import { fieldLabel } from './error-summary.ts';
import { renderFingerprint } from './fingerprint.ts';
import { renderOption } from './option-value.ts';

type ConflictDialog = Extract<PanelDialog, { kind: 'conflict' }>;

export function renderConflictDialog(host: PanelHost, dialog: ConflictDialog): TemplateResult {
  const { texts } = host;
  const { conflicts } = dialog.merge;
  const asDraft = savesAsDraft(dialog.theirs, host.now());
  return renderDialog(host, {
    heading: savedElsewhereText(host, dialog.saved),
    help: helpOf(host, dialog),
    body:
      conflicts.length > 0
        ? html`<section>${conflicts.map((field) => renderChoice(host, dialog, field))}</section>`
        : nothing,
    cancel: texts.text('sso.conflict.back'),
    confirm: texts.text(asDraft ? 'sso.conflict.save-draft' : 'sso.conflict.save'),
    onConfirm: () => void saveMerged(host),
  });
}

function helpOf({ texts }: PanelHost, { theirs, merge }: ConflictDialog): string {
  if (!editedConnection(theirs)) return texts.text('sso.conflict.help-deleted');
  const count = merge.conflicts.length;
  return count > 0 ? texts.count('sso.conflict.help', count) : texts.text('sso.conflict.help-none');
}

function renderChoice(host: PanelHost, dialog: ConflictDialog, field: FormField): TemplateResult {
  const { texts } = host;
  const theirs = formOf(editedConnection(dialog.theirs));
  const mine = dialog.merge.merged;
  const keepsTheirs = dialog.keepTheirs.has(field);
  const side = (
    label: string,
    form: ConnectionForm,
    other: ConnectionForm,
    isTheirs: boolean,
  ): TemplateResult => html`<label class="pick"
    ><input type="radio" name="keep-${field}" .checked=${keepsTheirs === isTheirs} @change=${() => chooseSide(host, field, isTheirs)} /><strong>${label}</strong
    >${field === 'certificates' ? renderCertificatesSide(host, form, factsOf(host, dialog, isTheirs)) : renderSide(host, field, form, other)}</label
  >`;
  return html`<fieldset class="group">
    <legend>${fieldLabel(host, field)}</legend>
    <div class="merge">
      ${side(nameOfSaver(host, dialog.saved.savedBy) ?? texts.text('sso.conflict.theirs'), theirs, mine, true)}${side(texts.text('sso.conflict.mine'), mine, theirs, false)}
    </div>
  </fieldset>`;
}

type Facts = ConflictDialog['theirCertificates'];

function factsOf({ model }: PanelHost, dialog: ConflictDialog, isTheirs: boolean): Facts {
  if (isTheirs) return dialog.theirCertificates;
  return model.reading.kind === 'read' ? model.reading.answer.certificates : [];
}

function renderCertificatesSide({ texts }: PanelHost, form: ConnectionForm, facts: Facts): TemplateResult {
  if (facts.length === 0)
    return html`<span class="small pem"><bdi dir="ltr" translate="no">${splitCertificates(form.certificates).join('\n')}</bdi></span>`;
  return html`<span class="small">${facts.map(
    ({ notAfter, fingerprint }) =>
      html`${texts.text('sso.certificate.valid-until', { date: texts.date(new Date(notAfter)) })}${renderFingerprint(texts, fingerprint)}`,
  )}</span>`;
}

function renderSide(
  host: PanelHost,
  field: Exclude<FormField, 'certificates'>,
  form: ConnectionForm,
  other: ConnectionForm,
): TemplateResult {
  const { texts } = host;
  if (isOptionField(field)) return renderOption(host, field, form);
  switch (field) {
    case 'provider':
      return html`<span>${providerName(form.provider, texts.text('sso.provider.other'))}</span>`;
    case 'spEntityIdScope':
      return html`<span>${texts.text(`sso.entity-id.scope.${form.spEntityIdScope}`)}</span>`;
    case 'signOnUrl':
    case 'idpEntityId': {
      if (form[field] === '') return html`<span class="muted">${texts.text('sso.conflict.empty')}</span>`;
      const [before, different, after] = differingPart(form[field], other[field]);
      return html`<bdi dir="ltr" translate="no">${before}${different ? html`<mark>${different}</mark>` : nothing}${after}</bdi>`;
    }
  }
}
