// Who is affected by requiring SSO, by reason; nobody is removed.

import type { ImpactReason, ImpactView } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { toggleGroup } from '../actions/impact.ts';
import { laterTexts, type LaterTexts } from '../messages/later-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';

/** Most people first, then those who need a word; the server sends what matters most first. */
const ORDER: readonly ImpactReason[] = [
  'used_sso',
  'you',
  'never_used_sso',
  'outside_domains',
  'guest',
  'service_account',
  'emergency_admin',
];

const COLOURS: Readonly<Record<ImpactReason, string>> = {
  used_sso: 'var(--_success)',
  you: 'var(--_success)',
  never_used_sso: 'var(--_warning)',
  outside_domains: 'var(--_accent)',
  guest: 'var(--_control)',
  emergency_admin: 'var(--_control)',
  service_account: 'var(--_danger)',
};

export function renderImpact(host: PanelHost): TemplateResult {
  const words = laterTexts(host);
  const { impact } = host.model;
  const known = impact && impact !== 'failed' ? impact : null;
  return html`<section>
    <h3>${words.text('sso.impact.heading')}${known ? html`<span class="muted regular"> · ${words.count('sso.impact.total', known.total)}</span>` : nothing}</h3>
    ${known ? renderGroups(host, words, known) : html`<p class="muted">${words.text(impact === 'failed' ? 'sso.impact.failed' : 'sso.impact.loading')}</p>`}
  </section>`;
}

function renderGroups(host: PanelHost, words: LaterTexts, impact: ImpactView): TemplateResult {
  const groups = impact.groups.toSorted((a, b) => ORDER.indexOf(a.reason) - ORDER.indexOf(b.reason));
  return html`<div class="meter" aria-hidden="true">
      ${groups.map(({ reason, count }) => html`<i .style=${`--n:${count};--c:${COLOURS[reason]}`}></i>`)}
    </div>
    <ul class="people">${groups.map((group) => renderGroup(host, words, group))}</ul>`;
}

/** What happens to guests and service accounts, the policy says. */
function groupLabel(host: PanelHost, words: LaterTexts, reason: ImpactReason, count: number): string {
  const { guests, serviceTokens } = loadedView(host.model).policy;
  switch (reason) {
    case 'guest':
      return words.count(`sso.impact.guest.${guests}`, count);
    case 'service_account':
      return words.count(
        serviceTokens === 'refused' ? 'sso.impact.service_account.refused' : 'sso.impact.service_account',
        count,
      );
    default:
      return words.count(`sso.impact.${reason}`, count);
  }
}

function renderGroup(
  host: PanelHost,
  words: LaterTexts,
  { reason, count, people }: ImpactView['groups'][number],
): TemplateResult {
  const label = groupLabel(host, words, reason, count);
  const isShown = host.model.shownGroups.has(reason);
  const canShow = people.length > 0 && reason !== 'you' && reason !== 'used_sso';
  return html`<li>
    <i aria-hidden="true" .style=${`--c:${COLOURS[reason]}`}></i><b>${new Intl.NumberFormat(host.texts.locale).format(count)}</b><span>${label}</span>${
      canShow
        ? html`<button type="button" class="link small" aria-expanded=${isShown} aria-label=${words.text(isShown ? 'sso.impact.hide.name' : 'sso.impact.show.name', { group: `${count} ${label}` })} @click=${() => toggleGroup(host, reason)}>${words.text(isShown ? 'sso.impact.hide' : 'sso.impact.show')}</button>`
        : nothing
    }
    ${
      canShow && isShown
        ? html`<ul class="names small">${people.map(({ name, email }) => html`<li><bdi>${name}</bdi> <bdi class="muted">${email}</bdi></li>`)}${count > people.length ? html`<li class="muted">${words.text('sso.impact.more', { count: count - people.length })}</li>` : nothing}</ul>`
        : nothing
    }
  </li>`;
}
