// The product's frame: side bar, breadcrumb, team switcher and the person's menu.

import type { Account } from '../accounts.ts';
import type { TeamRow } from '../tables.ts';
import { renderDocument, type PageAssets } from './document.ts';
import { html, type Markup } from './html.ts';
import { ICONS, LOGO } from './icons.ts';

export type Section = 'bots' | 'runs' | 'integrations' | 'profile' | 'team' | 'billing';

/** What a signed-in page stands in. */
export interface Frame {
  readonly assets: PageAssets;
  readonly account: Account;
  /** The team whose pages the side bar leads to; null for a person without one. */
  readonly team: TeamRow | null;
  /** Every team of the person. */
  readonly teams: readonly TeamRow[];
}

export interface PageView {
  readonly section: Section;
  readonly title: string;
  /** Below the team's name; the last one is this page. */
  readonly trail: readonly string[];
  readonly body: Markup;
}

export function renderInFrame(frame: Frame, { section, title, trail, body }: PageView): string {
  const { assets, account, team } = frame;
  const crumbs = [...(team ? [team.name] : []), ...trail];
  return renderDocument(
    assets,
    team ? `${title} · ${team.name}` : title,
    html`<a class="skip" href="#main">Skip to content</a>
<div class="app">
<aside class="side">
<a class="logo" href="/">${LOGO}Acme Bots</a>
<details class="menu narrow-menu" name="menus"><summary><span class="sr">Menu</span>${ICONS.menu}</summary><div class="sheet">${renderNavigation(frame, section, 'Menu')}${renderPerson(account)}</div></details>
<div class="wide-nav">${renderNavigation(frame, section, 'Main')}</div>
</aside>
<div class="page">
<header class="top">
<nav aria-label="Breadcrumb"><ol>${crumbs.map((crumb, index) => html`<li${index === crumbs.length - 1 && html` aria-current="page"`}>${crumb}</li>`)}</ol></nav>
<details class="menu" name="menus"><summary class="me"><span aria-hidden="true">${initialsOf(account.name)}</span><span class="sr">Signed in as ${account.name}</span></summary><div class="sheet at-end">${renderPerson(account)}</div></details>
</header>
<main id="main" class="main" tabindex="-1">
${body}
</main>
</div>
</div>`,
  );
}

function renderNavigation(frame: Frame, section: Section, label: string): Markup {
  const { team } = frame;
  const link = (own: Section, href: string, text: string, icon?: Markup) =>
    html`<a href="${href}"${own === section && html` aria-current="page"`}>${icon}${text}</a>`;
  const at = (path: string) => `/teams/${team?.team ?? ''}/${path}`;
  return html`${renderTeamSwitcher(frame)}<nav aria-label="${label}"><ul class="nav">
${
  team &&
  html`<li>${link('bots', at('bots'), 'Bots', ICONS.bots)}</li>
<li>${link('runs', at('runs'), 'Runs', ICONS.runs)}</li>
<li>${link('integrations', at('integrations'), 'Integrations', ICONS.integrations)}</li>`
}
<li><span class="nav-group">${ICONS.settings}Settings</span><ul>
<li>${link('profile', '/account', 'Profile')}</li>
${
  team &&
  html`<li>${link('team', at('settings/team'), 'Team')}</li>
<li>${link('billing', at('settings/billing'), 'Billing')}</li>`
}
</ul></li>
</ul></nav>`;
}

/** Only for people who belong to several teams. */
function renderTeamSwitcher({ team, teams }: Frame): Markup | null {
  if (!team || teams.length < 2) return null;
  return html`<details class="menu switcher"><summary><span class="team-mark" aria-hidden="true">${team.name.charAt(0)}</span><span>${team.name}<span class="sr">, change team</span></span>${ICONS.chevron}</summary>
<ul class="sheet">${teams.map(
    (other) =>
      html`<li><a href="/teams/${other.team}/bots"${other.team === team.team && html` aria-current="true"`}><span class="team-mark" aria-hidden="true">${other.name.charAt(0)}</span>${other.name}${other.team === team.team && ICONS.check}</a></li>`,
  )}</ul></details>`;
}

function renderPerson({ name, email }: Account): Markup {
  return html`<div class="person"><p><b>${name}</b><br><span class="soft">${email}</span></p><a href="/account">Profile</a><form method="post" action="/sign-out"><button>Sign out</button></form></div>`;
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => (word ?? '').charAt(0))
    .join('')
    .toUpperCase();
}
