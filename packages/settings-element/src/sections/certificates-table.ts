// The pinned certificates: which one signs now, which comes next, until when, and their fingerprints.

import type { CertificateView, SettingsView } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { copyValue, isCopied } from '../actions/copy.ts';
import { certificatesOf } from '../draft-facts.ts';
import type { PanelHost } from '../panel-host.ts';
import type { CertificateFacts } from '../panel-model.ts';
import { renderBadge } from './badge.ts';
import { commonName } from './common-name.ts';
import type { SummaryOptions } from './connection-summary.ts';
import { fingerprintEnd, fingerprintText, renderFingerprint } from './fingerprint.ts';
import { sectionHeading } from './heading.ts';
import { icon } from './icons.ts';

const SOON_MILLIS = 60 * 24 * 3_600_000;
/** From here on it is urgent. */
const LAST_RUNGS_MILLIS = 7 * 24 * 3_600_000;

export function renderCertificates(
  host: PanelHost,
  view: SettingsView,
  options: SummaryOptions,
): TemplateResult {
  const { texts } = host;
  return html`<section class="section" part="section">
    <header>
      ${sectionHeading(options.headingLevel, texts.text('sso.certificates.heading'))}${
        options.readOnly ? nothing : html`<p>${texts.text('sso.certificates.help')}</p>`
      }
    </header>
    <div class="stack">
      <table class="table" part="certificate">
        <caption class="sr">${texts.text('sso.certificates.heading')}</caption>
        <thead>
          <tr>
            <th scope="col">${texts.text('sso.certificates.column.certificate')}</th>
            <th scope="col">${texts.text('sso.certificates.column.role')}</th>
            <th scope="col">${texts.text('sso.certificates.column.valid')}</th>
            <th scope="col"><span class="sr">${texts.text('sso.certificates.column.actions')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${view.certificates.map((certificate) => renderRow(host, certificate, renderRole(host, certificate, view.certificates.length), mayRemove(host, view, options)))}${
            options.readOnly
              ? nothing
              : addedByDraft(host, view).map((facts) => renderRow(host, facts, renderDraftRole(host)))
          }
        </tbody>
      </table>
      ${
        options.readOnly || view.draft
          ? nothing
          : html`<div class="row"><button type="button" class="btn small" part="button" @click=${() => host.run('form', (part) => part.openForm(host, 'certificates'))}>${icon('plus')}${texts.text('sso.certificates.add')}</button></div>`
      }
    </div>
  </section>`;
}

/** Certificates that only the draft has. */
function addedByDraft(host: PanelHost, view: SettingsView): readonly CertificateFacts[] {
  const known = new Set(view.certificates.map(({ fingerprint }) => fingerprint));
  return certificatesOf(host, 'draft').filter(({ fingerprint }) => !known.has(fingerprint));
}

function renderDraftRole({ texts }: PanelHost): TemplateResult {
  return html`${renderBadge(texts.text('sso.certificates.draft'), 'neutral', 'draft')}<br /><span class="small muted nowrap">${texts.text('sso.certificates.unused')}</span>`;
}

/** The last one stays; with a draft, what it has is changed there. */
function mayRemove({ client }: PanelHost, view: SettingsView, { readOnly }: SummaryOptions): boolean {
  return (
    !readOnly &&
    view.certificates.length > 1 &&
    !view.draft &&
    client.saveDraft !== undefined &&
    client.promote !== undefined
  );
}

function renderRow(
  host: PanelHost,
  certificate: CertificateFacts,
  role: TemplateResult,
  isRemovable = false,
): TemplateResult {
  const { texts, model } = host;
  const end = fingerprintEnd(certificate.fingerprint);
  const text = fingerprintText(certificate.fingerprint);
  const copied = isCopied(model.copied, 'fingerprint', text);
  const label = `${texts.text('sso.certificates.fingerprint')} ${texts.text('sso.fingerprint.ends', { end })}`;
  const copy = (event: Event): void => {
    const row = (event.currentTarget as HTMLElement).closest('tr');
    void copyValue(host, 'fingerprint', text, label, () => selectText(row?.querySelector('.fp') ?? null));
  };
  return html`<tr>
    <th scope="row">${commonName(certificate.subject)}${renderFingerprint(texts, certificate.fingerprint)}</th>
    <td data-label=${texts.text('sso.certificates.column.role')}>${role}</td>
    <td class="keep" data-label=${texts.text('sso.certificates.column.valid')}>${renderValidity(host, certificate)}</td>
    <td class="end">
      <button type="button" class="btn small ${copied ? 'done' : 'quiet'}" part="copy-button" aria-label=${texts.text('sso.certificates.copy-fingerprint', { end })} @click=${copy}>${icon(copied ? 'check' : 'copy')}${texts.text(copied ? 'sso.copied' : 'sso.copy')}</button
      >${
        isRemovable
          ? html`<button type="button" class="btn small quiet" part="button" aria-label=${texts.text('sso.certificate.remove.name', { end })} @click=${() => host.update({ dialog: { kind: 'remove-certificate', fingerprint: certificate.fingerprint, confirmations: [] } })}>${texts.text('sso.certificates.remove')}</button>`
          : nothing
      }
    </td>
  </tr>`;
}

function renderRole(host: PanelHost, { role, lastSeenAt }: CertificateView, count: number): TemplateResult {
  const { texts } = host;
  const seen = lastSeenAt
    ? texts.text('sso.certificates.signed', { when: texts.relative(new Date(lastSeenAt), host.now()) })
    : texts.text('sso.certificates.never-signed');
  const badge =
    role === 'in_use'
      ? renderBadge(texts.text('sso.certificates.in_use'), 'good', 'check')
      : role === 'old'
        ? renderBadge(texts.text('sso.certificates.old'), 'neutral', 'clock')
        : count > 1
          ? renderBadge(texts.text('sso.certificates.next'), 'info', 'arrow')
          : renderBadge(texts.text('sso.certificates.unused'), 'neutral', 'off');
  const isRepeated = role === 'next' && count === 1;
  return html`${badge}${isRepeated ? nothing : html`<br /><span class="small muted nowrap">${seen}</span>`}`;
}

function renderValidity(host: PanelHost, { notAfter }: CertificateFacts): TemplateResult {
  const { texts } = host;
  const ends = new Date(notAfter);
  const left = ends.getTime() - host.now().getTime();
  return html`${texts.date(ends)}${
    left < SOON_MILLIS
      ? html`<br /><span class="small ${left < LAST_RUNGS_MILLIS ? 'bad' : 'warned'}">${left < 0 ? texts.text('sso.certificates.expired') : texts.relative(ends, host.now())}</span>`
      : nothing
  }`;
}

function selectText(element: Element | null): void {
  if (element) getSelection()?.selectAllChildren(element);
}
