// The provider's metadata in the summary: when it was read, what changed in it, and what to do about that.

import { connectionEn } from '../messages/connection-en.ts';
import type { PartTexts } from '../messages/messages.ts';
import { fieldStyles } from '../styles/fields.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { dialogStyles } from '../styles/dialog.styles.ts';
import { differenceStyles } from '../styles/difference.styles.ts';
import { testingStyles } from '../styles/testing.styles.ts';
import { upkeepStyles } from '../styles/upkeep.styles.ts';
import type { PartStyles } from '../team-sso-settings.styles.ts';
import { METADATA_TEXTS, type MetadataReviewView, type SettingsView } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { decideAboutMetadata, readReview, readReviewOnce } from '../actions/metadata-review.ts';
import { upkeepTexts, type UpkeepTexts } from '../messages/upkeep-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { sectionHeading } from './heading.ts';
import { icon } from './icons.ts';
import { renderMetadataChange } from './metadata-change.ts';

/** What this part says. */
export const texts: PartTexts = { ...connectionEn };
/** What the element's style sheet gets with this part. */
export const styles: PartStyles = {
  fields: fieldStyles,
  table: tableStyles,
  dialog: dialogStyles,
  difference: differenceStyles,
  testing: testingStyles,
  upkeep: upkeepStyles,
};

export function renderMetadata(host: PanelHost, level: number): TemplateResult {
  readReviewOnce(host);
  const words = upkeepTexts(host);
  const title = html`<span id="metadata-h" tabindex="-1">${words.text('sso.metadata.heading')}</span>`;
  return html`<section class="section" part="section">
    <header>${sectionHeading(level, title)}<p>${words.text('sso.metadata.help')}</p></header>
    <div class="stack">${renderContent(host, words, level)}</div>
  </section>`;
}

function renderContent(host: PanelHost, words: UpkeepTexts, level: number): TemplateResult {
  const review = host.model.upkeep.review?.view ?? 'reading';
  if (review === 'reading')
    return html`<p class="muted" aria-busy="true">${words.text('sso.metadata.loading')}</p>`;
  if (review === 'failed')
    return html`<p class="row" role="alert"><span>${words.text('sso.metadata.failed')}</span><button type="button" class="btn small" part="button" @click=${() => void readReview(host)}>${words.text('sso.metadata.retry')}</button></p>`;
  const view = loadedView(host.model);
  return html`${renderFacts(host, words, view, review)}
    ${renderFailing(host, words, review)}
    ${review.change ? renderMetadataChange(host, review, review.change, level) : renderSame(words, review)}
    <div class="row">
      <button type="button" class="btn small" part="button" aria-disabled=${host.model.busy ? 'true' : 'false'} @click=${() => void decideAboutMetadata(host, { action: 'check' })}>${words.text('sso.metadata.check')}</button>
    </div>`;
}

function renderFacts(
  host: PanelHost,
  words: UpkeepTexts,
  { live }: SettingsView,
  review: MetadataReviewView,
): TemplateResult {
  const { texts } = host;
  const { checkedAt, validUntil, isSigned, metadataPolicy } = review;
  return html`<dl class="facts">
    <dt>${words.text('sso.metadata.url')}</dt><dd><bdi dir="ltr" translate="no">${review.metadataUrl ?? live?.metadataUrl ?? ''}</bdi></dd>
    <dt>${words.text('sso.metadata.checked')}</dt><dd>${checkedAt ? texts.relative(new Date(checkedAt), host.now()) : words.text('sso.metadata.never')}</dd>
    <dt>${words.text('sso.metadata.policy')}</dt><dd>${words.text(`sso.policy.${metadataPolicy}`)}</dd>
    ${validUntil ? html`<dt>${words.text('sso.metadata.valid-until')}</dt><dd>${texts.date(new Date(validUntil))}</dd>` : nothing}
    ${isSigned ? html`<dt>${words.text('sso.import.signature')}</dt><dd>${words.text('sso.metadata.signed')}</dd>` : nothing}
  </dl>`;
}

/** Why it can't be read, in words; sign-in goes on with what is pinned. */
function renderFailing(
  host: PanelHost,
  words: UpkeepTexts,
  { failing }: MetadataReviewView,
): TemplateResult | typeof nothing {
  if (!failing) return nothing;
  const text = METADATA_TEXTS[failing.code];
  const when = host.texts.relative(new Date(failing.since), host.now());
  const detail = failing.detail ? ` ${words.text('sso.import.detail', { detail: failing.detail })}` : '';
  return html`<div class="box banner is-warn">
    ${icon('warn')}
    <div>
      <p><strong>${words.text('sso.metadata.failing', { when })}</strong></p>
      <p>${text ? html`${text.title}${detail} ${text.cure}` : failing.code}</p>
    </div>
  </div>`;
}

function renderSame(
  words: UpkeepTexts,
  { checkedAt, failing }: MetadataReviewView,
): TemplateResult | typeof nothing {
  if (failing) return nothing;
  return checkedAt
    ? html`<p class="row tight"><span class="good">${icon('ok')}</span><span>${words.text('sso.metadata.same')}</span></p>`
    : html`<p class="muted">${words.text('sso.metadata.unread')}</p>`;
}
