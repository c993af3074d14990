// Removing a certificate: what that means for sign-ins, and afterwards whether sessions should end.

import { connectionEn } from '../messages/connection-en.ts';
import { dialogEn } from '../messages/dialog-en.ts';
import type { PartTexts } from '../messages/messages.ts';
import { fieldStyles } from '../styles/fields.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { dialogStyles } from '../styles/dialog.styles.ts';
import { differenceStyles } from '../styles/difference.styles.ts';
import { testingStyles } from '../styles/testing.styles.ts';
import { upkeepStyles } from '../styles/upkeep.styles.ts';
import type { PartStyles } from '../team-sso-settings.styles.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { removeCertificate } from '../actions/remove-certificate.ts';
import { endSessions } from '../actions/ways-back.ts';
import { upkeepTexts } from '../messages/upkeep-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView, type PanelDialog } from '../panel-model.ts';
import { renderDialog } from './dialog-frame.ts';
import { fingerprintEnd, renderFingerprint } from './fingerprint.ts';
import { icon } from './icons.ts';

/** What this part says. */
export const texts: PartTexts = { ...connectionEn, ...dialogEn };
/** What the element's style sheet gets with this part. */
export const styles: PartStyles = {
  fields: fieldStyles,
  table: tableStyles,
  dialog: dialogStyles,
  difference: differenceStyles,
  testing: testingStyles,
  upkeep: upkeepStyles,
};

const RECENT_MILLIS = 7 * 24 * 3_600_000;

export function renderRemoveCertificateDialog(
  host: PanelHost,
  { fingerprint, confirmations }: Extract<PanelDialog, { kind: 'remove-certificate' }>,
): TemplateResult {
  const words = upkeepTexts(host);
  const view = loadedView(host.model);
  const certificate = view.certificates.find((each) => each.fingerprint === fingerprint);
  const isRequired = view.mode === 'required';
  const seen = certificate?.lastSeenAt ? new Date(certificate.lastSeenAt) : null;
  const signsNow = seen !== null && host.now().getTime() - seen.getTime() < RECENT_MILLIS;
  const others = confirmations.filter((code) => code !== 'certificate_in_use' && code !== 'promote_untested');
  const warnings = [
    ...(signsNow && seen
      ? [words.text('sso.removal.in-use', { when: host.texts.relative(seen, host.now()) })]
      : []),
    ...(isRequired ? [words.text('sso.removal.required')] : []),
    ...others.map((code) => {
      const key = host.texts.known(`sso.confirmation.${code}`);
      return key ? host.texts.text(key) : code;
    }),
  ];
  return renderDialog(host, {
    heading: words.text('sso.removal.dialog', { end: fingerprintEnd(fingerprint) }),
    help: words.text('sso.removal.help'),
    body: html`<section>
      ${renderFingerprint(host.texts, fingerprint)}
      ${warnings.length > 0 ? html`<ul class="ready">${warnings.map((text) => html`<li class="is-warn">${icon('warn')}<span>${text}</span></li>`)}</ul>` : nothing}
    </section>`,
    danger: true,
    confirm: words.text(isRequired ? 'sso.removal.confirm-draft' : 'sso.removal.confirm'),
    onConfirm: () => void removeCertificate(host, fingerprint, confirmations),
  });
}

/** The certificate is gone; who came in by it is still there. */
export function renderCertificateRemovedDialog(host: PanelHost): TemplateResult {
  const words = upkeepTexts(host);
  return renderDialog(host, {
    heading: words.text('sso.removal.after'),
    help: words.text('sso.removal.after.help'),
    cancel: words.text('sso.removal.after.keep'),
    danger: true,
    confirm: words.text('sso.removal.after.end'),
    onConfirm: () => void endSessions(host),
  });
}
