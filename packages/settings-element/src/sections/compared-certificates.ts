// Another certificate signed: the one in the response as a fact, beside those that are saved here.

import type { ShownCertificate } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { certificatesOf } from '../draft-facts.ts';
import { laterTexts, type LaterTexts } from '../messages/later-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import type { CertificateFacts } from '../panel-model.ts';
import { commonName } from './common-name.ts';
import { renderFingerprint } from './fingerprint.ts';
import type { ProductWords } from './product-words.ts';

/** `shown` absent: the response carries no certificate. */
export function renderComparedCertificates(
  host: PanelHost,
  { product, shortName }: ProductWords,
  target: 'draft' | 'live',
  shown: ShownCertificate | undefined,
): TemplateResult {
  const words = laterTexts(host);
  const saved = certificatesOf(host, target);
  const sha1Name = product.fingerprint?.hash === 'SHA-1' ? product.fingerprint.name : null;
  return html`<div class="diff">
      <div>
        <span class="side"><strong>${words.text('sso.diagnosis.expected')}</strong><small>${words.text('sso.diagnosis.expected.help')}</small></span>
        <div class="certs">
          ${saved.length === 0 ? html`<span class="muted">${words.text('sso.compare.not-read')}</span>` : saved.map((each) => renderSaved(host, words, each, sha1Name))}
        </div>
      </div>
      <div>
        <span class="side"><strong>${words.text('sso.diagnosis.received')}</strong><small>${words.text('sso.diagnosis.received.help', { provider: shortName })}</small></span>
        <div class="certs">
          ${shown ? renderShown(host, words, shown) : html`<span class="muted">${words.text('sso.compare.none-shown')}</span>`}
        </div>
      </div>
    </div>
    ${shown ? html`<p class="help">${words.text('sso.compare.proves-nothing')}</p>` : nothing}`;
}

function renderSaved(
  host: PanelHost,
  words: LaterTexts,
  { fingerprint, subject, notAfter, sha1Thumbprint }: CertificateFacts,
  sha1Name: string | null,
): TemplateResult {
  return html`<div>
    ${renderFingerprint(host.texts, fingerprint)}
    <dl class="facts small">
      ${fact(words.text('sso.compare.subject'), commonName(subject))}${fact(words.text('sso.compare.until'), host.texts.date(new Date(notAfter)))}${
        sha1Name
          ? fact(
              sha1Name,
              html`<bdi dir="ltr" translate="no">${sha1Thumbprint.toUpperCase()}</bdi> <span class="muted">(SHA-1)</span>`,
            )
          : nothing
      }
    </dl>
  </div>`;
}

/** What it says of itself is text from a message. */
function renderShown(
  host: PanelHost,
  words: LaterTexts,
  { fingerprint, subject, notAfter }: ShownCertificate,
): TemplateResult {
  return html`<div>
    ${renderFingerprint(host.texts, fingerprint)}
    <dl class="facts small">
      ${subject === undefined ? nothing : fact(words.text('sso.compare.subject'), html`<bdi>${commonName(subject)}</bdi>`)}${
        notAfter === undefined
          ? nothing
          : fact(words.text('sso.compare.until'), host.texts.date(new Date(notAfter)))
      }
    </dl>
  </div>`;
}

const fact = (name: string, value: unknown): TemplateResult => html`<dt>${name}</dt><dd>${value}</dd>`;
