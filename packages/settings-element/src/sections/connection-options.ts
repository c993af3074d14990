// The options of a connection: "Advanced" in the form, and their names and values wherever they differ.

import { connectionEn } from '../messages/connection-en.ts';
import { fieldEn } from '../messages/field-en.ts';
import type { PartTexts } from '../messages/messages.ts';
import { fieldStyles } from '../styles/fields.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { dialogStyles } from '../styles/dialog.styles.ts';
import { differenceStyles } from '../styles/difference.styles.ts';
import { testingStyles } from '../styles/testing.styles.ts';
import { upkeepStyles } from '../styles/upkeep.styles.ts';
import type { PartStyles } from '../team-sso-settings.styles.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { changeForm } from '../actions/form.ts';
import { sourceOf } from '../actions/source.ts';
import { upkeepTexts, type UpkeepTexts } from '../messages/upkeep-texts.ts';
import type { OptionField, OptionForm } from '../option-form.ts';
import type { PanelHost } from '../panel-host.ts';
import type { ConnectionForm } from '../settings-draft.ts';
import { sectionHeading } from './heading.ts';
import { renderPolicyChoice } from './metadata-policy.ts';
import { renderBinding, renderFlag, renderText } from './option-fields.ts';

export { renderAttributes } from './attribute-names.ts';

/** What this part says. */
export const texts: PartTexts = { ...connectionEn, ...fieldEn };
/** What the element's style sheet gets with this part. */
export const styles: PartStyles = {
  fields: fieldStyles,
  table: tableStyles,
  dialog: dialogStyles,
  difference: differenceStyles,
  testing: testingStyles,
  upkeep: upkeepStyles,
};

/** Formats and methods that providers know; any other text may be typed. */
const NAME_ID_FORMATS = [
  'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
] as const;
const AUTHN_CONTEXTS = [
  'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:X509',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:Kerberos',
  'https://refeds.org/profile/mfa',
] as const;

export function renderOptions(host: PanelHost, level: number): TemplateResult {
  const words = upkeepTexts(host);
  const form = host.model.edit?.form;
  if (!form) return html``;
  const group = (title: string, content: unknown): TemplateResult =>
    html`<section class="section">${sectionHeading(level, title)}<div class="stack">${content}</div></section>`;
  return html`<div class="options">
    ${host.client.readMetadata ? group(words.text('sso.options.metadata'), renderMetadata(host, words, form)) : nothing}
    ${group(words.text('sso.options.requests'), renderRequests(host, words, form))}
    ${group(
      words.text('sso.options.answers'),
      html`${renderFlag(host, words, form, 'allowUnsolicited')}${renderFlag(host, words, form, 'allowCbcEncryption')}`,
    )}
    ${group(
      words.text('sso.options.logout'),
      html`${renderText(host, form, { field: 'logoutUrl', label: words.text('sso.option.logoutUrl'), help: words.text('sso.option.logoutUrl.help') })}${form.logoutUrl.trim() === '' ? nothing : html`${renderBinding(host, words, form, 'logoutBinding')}${renderText(host, form, { field: 'logoutResponseUrl', label: words.text('sso.option.logoutResponseUrl'), help: words.text('sso.option.logoutResponseUrl.help') })}`}`,
    )}
  </div>`;
}

function renderMetadata(host: PanelHost, words: UpkeepTexts, form: ConnectionForm): TemplateResult {
  const pinned = renderText(host, form, {
    field: 'metadataCertificates',
    label: words.text('sso.option.metadataCertificates'),
    help: words.text('sso.option.metadataCertificates.help'),
    lines: 2,
  });
  if (form.metadataUrl === '')
    return html`<p class="muted">${words.text('sso.options.metadata.none')}</p>${pinned}`;
  const { edit } = host.model;
  // Beside the metadata that was read, the choice stands there.
  const isByHand = edit !== null && sourceOf(edit) === 'hand';
  return html`<div>
      <p class="label">${words.text('sso.option.metadataUrl')}</p>
      <p><bdi dir="ltr" translate="no">${form.metadataUrl}</bdi></p>
      <p><button type="button" class="link small" id="option-metadataUrl" @click=${() => changeForm(host, { metadataUrl: '' })}>${words.text('sso.options.metadata.forget')}</button></p>
    </div>
    ${isByHand ? renderPolicyChoice(host, words, form.metadataPolicy) : nothing}${pinned}`;
}

function renderRequests(host: PanelHost, words: UpkeepTexts, form: OptionForm): TemplateResult {
  return html`${renderBinding(host, words, form, 'signOnBinding')}${renderFlag(host, words, form, 'signRequests')}${renderFlag(host, words, form, 'forceAuthn')}${renderText(
    host,
    form,
    {
      field: 'nameIdFormat',
      label: words.text('sso.option.nameIdFormat'),
      help: words.text('sso.option.nameIdFormat.help'),
      suggestions: NAME_ID_FORMATS,
    },
  )}${renderText(host, form, {
    field: 'requestedAuthnContext',
    label: words.text('sso.option.requestedAuthnContext'),
    help: words.text('sso.option.requestedAuthnContext.help'),
    suggestions: AUTHN_CONTEXTS,
  })}`;
}

/** The name of an option, for summaries and differences. */
export function optionLabel(host: PanelHost, field: OptionField): string {
  return upkeepTexts(host).text(`sso.option.${field}`);
}

export function renderOptionValue(host: PanelHost, field: OptionField, form: OptionForm): TemplateResult {
  const words = upkeepTexts(host);
  switch (field) {
    case 'metadataPolicy':
      return html`<span>${words.text(`sso.policy.${form.metadataPolicy}`)}</span>`;
    case 'signOnBinding':
    case 'logoutBinding':
      return html`<span>${words.text(`sso.option.signOnBinding.${form[field]}`)}</span>`;
    case 'signRequests':
    case 'forceAuthn':
    case 'allowUnsolicited':
    case 'allowCbcEncryption':
      return html`<span>${words.text(form[field] === 'true' ? 'sso.option.yes' : 'sso.option.no')}</span>`;
    default:
      return form[field].trim() === ''
        ? html`<span class="muted">${words.text('sso.option.default')}</span>`
        : html`<bdi dir="ltr" translate="no">${form[field]
            .trim()
            .split('\n')
            .map((line, index) => (index === 0 ? line : html`<br />${line}`))}</bdi>`;
  }
}
