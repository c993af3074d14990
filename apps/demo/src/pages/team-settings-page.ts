// Settings › Team: the team's facts, then the single sign-on panel.

import { regionName } from '../plans.ts';
import type { TeamRow } from '../tables.ts';
import { html, type Markup } from './html.ts';
import { renderInFrame, type Frame } from './layout.ts';
import { renderSsoPanel } from './sso-panel.ts';

export interface TeamSettingsView {
  readonly team: TeamRow;
  readonly memberCount: number;
  /** Guests and service accounts have no business with it. */
  readonly showSso: boolean;
  /** Where the values to paste come from; null: nothing to say. */
  readonly mockIdpUrl: string | null;
}

export function renderTeamSettingsPage(
  frame: Frame,
  { team, memberCount, showSso, mockIdpUrl }: TeamSettingsView,
): string {
  return renderInFrame(frame, {
    section: 'team',
    title: 'Team settings',
    trail: ['Settings', 'Team'],
    body: html`<h1>Team</h1>
${renderFacts([
  ['Team name', team.name],
  ['Plan', team.plan],
  ['Region', regionName(team.region)],
  ['Members', String(memberCount)],
])}
${showSso && renderSsoPanel(team.team)}
${mockIdpUrl && html`<p class="lead after">Demo: the values of your identity provider are on the page of the <a href="${mockIdpUrl}" target="_blank" rel="noopener">mock identity provider</a>. DNS records of .example and .test domains are published on the <a href="/dns">pretend DNS</a> page. Who may join by invitation is on the <a href="/teams/${team.team}/settings/invitations">invitations</a> page.</p>`}`,
  });
}

export function renderFacts(facts: readonly (readonly [string, string])[]): Markup {
  return html`<dl class="card facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
