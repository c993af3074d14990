// A change of the provider's metadata: now and new for each value, certificates to choose, and the decision.

import type { MetadataChangeView, MetadataReviewView, OfferedCertificate } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { decideAboutMetadata, pickCertificate } from '../actions/metadata-review.ts';
import { upkeepTexts, type UpkeepTexts } from '../messages/upkeep-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView, type CertificateFacts } from '../panel-model.ts';
import { differingPart } from '../text-difference.ts';
import { commonName } from './common-name.ts';
import { fingerprintEnd, renderFingerprint } from './fingerprint.ts';
import { sectionHeading } from './heading.ts';
import { icon } from './icons.ts';

export function renderMetadataChange(
  host: PanelHost,
  review: MetadataReviewView,
  change: MetadataChangeView,
  level: number,
): TemplateResult {
  const words = upkeepTexts(host);
  // A choice of one is none.
  const mayPick = !review.isPrepared && (change.added.length > 1 || change.savedAs === 'draft');
  const date = host.texts.date(new Date(change.since));
  const title = html`<span class="warned">${icon('warn')}</span><span>${words.text('sso.metadata.changed', { date })}</span>`;
  return html`<div class="box change">
    ${sectionHeading(level + 1, title)}
    ${change.isIgnored ? html`<p class="muted">${words.text('sso.metadata.ignored')}</p>` : nothing}
    ${change.fields.map((field) => renderField(words, field))}
    ${change.fields.some(({ field }) => field === 'idpEntityId') ? html`<p class="hint is-warn">${icon('warn')}<span>${words.text('sso.metadata.entity-warning')}</span></p>` : nothing}
    ${change.added.length > 0 ? renderAdded(host, words, change.added, mayPick) : nothing}
    ${change.removed.length > 0 ? renderRemoved(host, words, change.removed) : nothing}
    ${review.isPrepared ? html`<p>${words.text('sso.metadata.prepared')}</p>` : renderDecision(host, words, change)}
  </div>`;
}

function renderField(
  words: UpkeepTexts,
  { field, current = '', published }: MetadataChangeView['fields'][number],
): TemplateResult {
  const isBinding = field === 'signOnBinding' || field === 'logoutBinding';
  const text = (value: string, other: string): unknown => {
    if (value === '') return html`<span class="muted">${words.text('sso.metadata.none')}</span>`;
    if (isBinding) return words.text(`sso.option.signOnBinding.${value === 'post' ? 'post' : 'redirect'}`);
    const [before, different, after] = differingPart(value, other);
    return html`<bdi dir="ltr" translate="no">${before}${different ? html`<mark>${different}</mark>` : nothing}${after}</bdi>`;
  };
  return html`<div class="field">
    <p class="label">${words.text(`sso.metadata.field.${field}`)}</p>
    <div class="diff">
      <div><span class="side"><strong>${words.text('sso.metadata.now')}</strong><small>${words.text('sso.metadata.now-help')}</small></span><div>${text(current, published)}</div></div>
      <div><span class="side"><strong>${words.text('sso.metadata.published')}</strong><small>${words.text('sso.metadata.published-help')}</small></span><div>${text(published, current)}</div></div>
    </div>
  </div>`;
}

function renderFacts(host: PanelHost, facts: CertificateFacts): TemplateResult {
  const until = host.texts.text('sso.certificate.valid-until', {
    date: host.texts.date(new Date(facts.notAfter)),
  });
  return html`<strong>${commonName(facts.subject)}</strong><br /><span class="small muted">${until} · ${facts.keyType} ${facts.keyBits}</span>${renderFingerprint(host.texts, facts.fingerprint)}`;
}

/** With several, each may be taken by itself. A refused sign-in by one of the keys says that it is in use already. */
function renderAdded(
  host: PanelHost,
  words: UpkeepTexts,
  added: readonly OfferedCertificate[],
  mayPick: boolean,
): TemplateResult {
  const { picked } = host.model.upkeep;
  const tick = (event: Event, fingerprint: string): void =>
    pickCertificate(host, fingerprint, (event.target as HTMLInputElement).checked);
  return html`<div class="field">
    <p class="label">${words.count('sso.metadata.added', added.length)}</p>
    <ul class="rows">
      ${added.map(({ refusedSignIn, ...facts }) => {
        const name = words.text('sso.metadata.pick', { end: fingerprintEnd(facts.fingerprint) });
        const box = html`<input type="checkbox" aria-label=${name} .checked=${picked.has(facts.fingerprint)} @change=${(event: Event) => tick(event, facts.fingerprint)} />`;
        return html`<li class=${mayPick ? 'choice' : ''}>${mayPick ? box : nothing}<div>${renderFacts(host, facts)}${
          refusedSignIn
            ? html`<p class="hint is-warn">${icon('warn')}<span>${words.text('sso.metadata.refused', { code: refusedSignIn.shortCode, when: host.texts.relative(new Date(refusedSignIn.at), host.now()) })}</span></p>`
            : nothing
        }</div></li>`;
      })}
    </ul>
  </div>`;
}

function renderRemoved(
  host: PanelHost,
  words: UpkeepTexts,
  removed: MetadataChangeView['removed'],
): TemplateResult {
  return html`<div class="field">
    <p class="label">${words.count('sso.metadata.removed', removed.length)}</p>
    <ul class="rows">
      ${removed.map(
        (facts) =>
          html`<li><div>${renderFacts(host, facts)}${facts.role === 'in_use' ? html`<p class="hint is-warn">${icon('warn')}<span>${words.text('sso.metadata.in-use')}</span></p>` : nothing}</div></li>`,
      )}
    </ul>
  </div>`;
}

function renderDecision(host: PanelHost, words: UpkeepTexts, change: MetadataChangeView): TemplateResult {
  const { picked } = host.model.upkeep;
  const chosen = change.added.map(({ fingerprint }) => fingerprint).filter((each) => picked.has(each));
  const { id, savedAs } = change;
  const accept = (certificates?: readonly string[]): void =>
    void decideAboutMetadata(host, {
      action: 'accept',
      change: id,
      ...(certificates ? { certificates } : {}),
    });
  const busy = host.model.busy ? 'true' : 'false';
  const replaces = savedAs === 'draft' && loadedView(host.model).draft !== null;
  return html`<div class="row">
      <button type="button" class="btn" part="button" aria-disabled=${busy} @click=${() => accept()}>${savedAs === 'draft' ? words.text('sso.metadata.accept.draft') : words.count('sso.metadata.accept.live', change.added.length)}</button>
      ${
        chosen.length > 0 && (chosen.length < change.added.length || savedAs === 'draft')
          ? html`<button type="button" class="btn" part="button" aria-disabled=${busy} @click=${() => accept(chosen)}>${words.count('sso.metadata.accept-picked', chosen.length)}</button>`
          : nothing
      }
      ${
        change.isIgnored
          ? nothing
          : html`<button type="button" class="btn quiet" part="button" aria-disabled=${busy} @click=${() => void decideAboutMetadata(host, { action: 'ignore', change: id })}>${words.text('sso.metadata.ignore')}</button>`
      }
    </div>
    <p class="help">${words.text(`sso.metadata.accept.help-${savedAs}`)}${replaces ? ` ${words.text('sso.metadata.accept.replaces-draft')}` : ''}</p>`;
}
