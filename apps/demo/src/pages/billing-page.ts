// Settings › Billing: the plan, what the plans hold, and whom to ask for a higher one.

import { PLANS_BY_RANK, SSO_PLAN } from '../plans.ts';
import type { TeamRow } from '../tables.ts';
import { html } from './html.ts';
import { renderInFrame, type Frame } from './layout.ts';
import { renderFacts } from './team-settings-page.ts';

const INCLUDED: Readonly<Record<(typeof PLANS_BY_RANK)[number], string>> = {
  Free: '3 bots, 100 runs a day',
  Pro: '50 bots, unlimited runs',
  Enterprise: 'Single sign-on (SAML), audit log, regions of your choice',
  Ultimate: 'Everything in Enterprise, and a person who knows you',
};

export function renderBillingPage(
  frame: Frame,
  { team, memberCount }: { team: TeamRow; memberCount: number },
): string {
  return renderInFrame(frame, {
    section: 'billing',
    title: 'Billing',
    trail: ['Settings', 'Billing'],
    body: html`<h1>Billing</h1>
${renderFacts([
  ['Plan', team.plan],
  ['Seats in use', String(memberCount)],
  ['Paid', team.plan === 'Free' ? 'Nothing to pay' : 'Yearly, by invoice'],
])}
<ul class="card list">${PLANS_BY_RANK.map(
      (plan) => html`
<li><div><b>${plan}</b><br><span class="soft">${INCLUDED[plan]}</span></div>${plan === team.plan && html`<span class="state good">Your plan</span>`}</li>`,
    )}</ul>
<p class="lead after">${SSO_PLAN} and higher come with single sign-on. To change the plan, write to <a href="mailto:sales@acmebots.example?subject=${encodeURIComponent(`A higher plan for ${team.name}`)}">sales@acmebots.example</a>.</p>`,
  });
}
