// E-mail domains: which ones count, the record that proves each, and what the last look at it came to.

import { connectionEn } from '../messages/connection-en.ts';
import type { PartTexts } from '../messages/messages.ts';
import { fieldStyles } from '../styles/fields.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { dialogStyles } from '../styles/dialog.styles.ts';
import { differenceStyles } from '../styles/difference.styles.ts';
import { testingStyles } from '../styles/testing.styles.ts';
import { upkeepStyles } from '../styles/upkeep.styles.ts';
import type { PartStyles } from '../team-sso-settings.styles.ts';
import { PROBLEM_TEXTS, RECORD_TEXTS, type CodeText, type DomainView } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { addDomain, askToRemoveDomain, removeDomain, typeDomain, verifyDomain } from '../actions/domains.ts';
import { upkeepTexts, type UpkeepTexts } from '../messages/upkeep-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { renderBadge } from './badge.ts';
import { renderDialog } from './dialog-frame.ts';
import { icon } from './icons.ts';
import { renderTextToCopy } from './text-to-copy.ts';

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

export function renderDomains(host: PanelHost, isReadOnly: boolean): TemplateResult {
  const words = upkeepTexts(host);
  const { domains } = loadedView(host.model);
  return html`<div class="options">
    <p class="help">${words.text('sso.domains.intro')}</p>
    ${
      domains.length > 0
        ? html`<ul class="rows domains">${domains.map((domain) => renderDomain(host, words, domain, isReadOnly))}</ul>`
        : html`<p class="muted">${words.text('sso.domains.none')}</p>`
    }
    ${isReadOnly || !host.client.addDomain ? nothing : renderAdd(host, words)}
  </div>`;
}

function renderAdd(host: PanelHost, words: UpkeepTexts): TemplateResult {
  const { typed, issue } = host.model.upkeep.domain;
  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    void addDomain(host);
  };
  return html`<form class="field" novalidate @submit=${add}>
    <label part="label" for="domain-to-add">${words.text('sso.domains.label')}</label>
    <div class="with-button">
      <input class="input" part="input" id="domain-to-add" dir="ltr" inputmode="url" autocomplete="off" spellcheck="false" autocapitalize="off" maxlength="320" placeholder="acme.com"
        aria-invalid=${issue ? 'true' : nothing} aria-describedby=${issue ? 'domain-to-add-e domain-to-add-h' : 'domain-to-add-h'}
        .value=${live(typed)} @input=${(event: Event) => typeDomain(host, (event.target as HTMLInputElement).value)} />
      <button class="btn" part="button" aria-disabled=${host.model.busy ? 'true' : 'false'}>${words.text('sso.domains.add')}</button>
    </div>
    ${issue ? html`<p class="error" part="error" id="domain-to-add-e">${icon('bad')}<span>${issue}</span></p>` : nothing}
    <p class="help" part="help" id="domain-to-add-h">${words.text('sso.domains.help')}</p>
  </form>`;
}

const stateOf = ({ state, verified }: DomainView): 'pending' | 'verified' | 'lapsed' =>
  state ?? (verified ? 'verified' : 'pending');

function renderDomain(
  host: PanelHost,
  words: UpkeepTexts,
  domain: DomainView,
  isReadOnly: boolean,
): TemplateResult {
  const state = stateOf(domain);
  const tone = state === 'verified' ? 'good' : state === 'lapsed' ? 'bad' : 'neutral';
  const sign = state === 'verified' ? 'check' : state === 'lapsed' ? 'bad' : 'clock';
  const name = html`<p class="row"><strong><bdi dir="ltr" class="plain">${domain.domain}</bdi></strong>${renderBadge(words.text(`sso.domains.state.${state}`), tone, sign)}</p>`;
  if (isReadOnly) return html`<li>${name}</li>`;
  return html`<li>
    <div class="row between">${name}<div class="row">${renderButtons(host, words, domain)}</div></div>
    ${renderState(host, words, domain, state)}
    ${renderCheck(host, words, domain)}
    ${domain.record ? renderRecord(host, words, domain, state) : nothing}
  </li>`;
}

function renderButtons(
  host: PanelHost,
  words: UpkeepTexts,
  { domain, record, lapsesAt, state }: DomainView,
): TemplateResult {
  const busy = host.model.busy ? 'true' : 'false';
  const verifies = record !== undefined && (state !== 'verified' || lapsesAt !== undefined);
  return html`${
    verifies && host.client.verifyDomain
      ? html`<button type="button" class="btn small" part="button" aria-disabled=${busy} aria-label=${words.text('sso.domains.verify.name', { domain })} @click=${() => void verifyDomain(host, domain)}>${words.text('sso.domains.verify')}</button>`
      : nothing
  }${
    host.client.removeDomain
      ? html`<button type="button" class="btn small quiet" part="button" aria-label=${words.text('sso.domains.remove.name', { domain })} @click=${() => askToRemoveDomain(host, domain)}>${words.text('sso.domains.remove')}</button>`
      : nothing
  }`;
}

/** Since when it counts, until when, or what is missing. */
function renderState(
  { texts }: PanelHost,
  words: UpkeepTexts,
  { verifiedBy, verifiedAt, lapsesAt }: DomainView,
  state: 'pending' | 'verified' | 'lapsed',
): TemplateResult {
  const date = (iso: string): string => texts.date(new Date(iso));
  if (lapsesAt)
    return html`<p class="hint is-warn">${icon('warn')}<span>${words.text('sso.domains.lapses', { date: date(lapsesAt) })}</span></p>`;
  if (state === 'lapsed') return html`<p class="help">${words.text('sso.domains.lapsed')}</p>`;
  if (verifiedBy === 'host') return html`<p class="help">${words.text('sso.domains.by-host')}</p>`;
  if (state === 'verified' && verifiedAt)
    return html`<p class="help">${words.text('sso.domains.verified-at', { date: date(verifiedAt) })}</p>`;
  return html`<p class="help">${words.text('sso.domains.publish')}</p>`;
}

const CHECKS: Readonly<Partial<Record<string, string>>> = {
  missing: 'record_missing',
  different: 'record_different',
  wildcard: 'record_wildcard',
  unreachable: 'dns_unreachable',
};

const TEXTS: Readonly<Partial<Record<string, CodeText>>> = { ...PROBLEM_TEXTS, ...RECORD_TEXTS };

/** What a look at the record came to, in words. */
export function checkText(code: string): string {
  const text = TEXTS[code];
  return text ? `${text.title} ${text.cure}` : code;
}

/** The look that was just made, else the last one that found something wrong. */
function renderCheck(
  host: PanelHost,
  words: UpkeepTexts,
  { domain, lastCheck, lastCheckedAt }: DomainView,
): TemplateResult | typeof nothing {
  const code = host.model.upkeep.domainChecks[domain] ?? CHECKS[lastCheck ?? ''];
  if (!code) return nothing;
  const when = lastCheckedAt
    ? ` ${words.text('sso.domains.checked', { when: host.texts.relative(new Date(lastCheckedAt), host.now()) })}`
    : '';
  return html`<p class="hint is-warn">${icon('warn')}<span>${checkText(code)}${when}</span></p>`;
}

/** To be published: open. Published already: one press away. */
function renderRecord(
  host: PanelHost,
  words: UpkeepTexts,
  { domain, record, lapsesAt }: DomainView,
  state: 'pending' | 'verified' | 'lapsed',
): TemplateResult | typeof nothing {
  if (!record) return nothing;
  const short = record.name.slice(0, -domain.length - 1);
  const content = html`<div class="box fill record" role="group" aria-label=${domain}>
    ${renderTextToCopy(host, { id: `record-name-${domain}`, label: `TXT · ${words.text('sso.domains.record.name')}`, text: record.name, help: words.rich('sso.domains.record.name.help', { short: html`<bdi dir="ltr" translate="no">${short}</bdi>` }) })}
    ${renderTextToCopy(host, { id: `record-value-${domain}`, label: words.text('sso.domains.record.value'), text: record.value })}
  </div>`;
  if (state !== 'verified' || lapsesAt) return content;
  return html`<details class="usual"><summary aria-label=${words.text('sso.domains.record.show.name', { domain })}>${words.text('sso.domains.record.show')}</summary>${content}</details>`;
}

export function renderRemoveDomainDialog(host: PanelHost, domain: string): TemplateResult {
  const words = upkeepTexts(host);
  return renderDialog(host, {
    heading: words.text('sso.domains.remove.dialog', { domain }),
    help: words.text('sso.domains.remove.help'),
    danger: true,
    confirm: words.text('sso.domains.remove.confirm'),
    onConfirm: () => void removeDomain(host, domain),
  });
}
