// The team's bots, and the form that makes one.

import type { Bot } from '../bots.ts';
import { html, type Markup } from './html.ts';
import { ICONS } from './icons.ts';
import { renderInFrame, type Frame } from './layout.ts';
import { renderClockTime, renderRelativeTime } from './time.ts';

export interface BotsView {
  readonly bots: readonly Bot[];
  readonly newest: { readonly method: 'password' | 'sso' | 'recovery'; readonly at: Date };
  readonly mayAdd: boolean;
  readonly now: Date;
}

const COUNT = new Intl.NumberFormat('en');

export function renderBotsPage(frame: Frame, { bots, newest, mayAdd, now }: BotsView): string {
  const { account, team } = frame;
  const how = { password: 'with your password', sso: 'by SSO', recovery: 'with a recovery code' }[
    newest.method
  ];
  return renderInFrame(frame, {
    section: 'bots',
    title: 'Bots',
    trail: ['Bots'],
    body: html`<div class="bar"><h1>Bots</h1>${mayAdd && html`<a class="button brand" href="/teams/${team?.team}/bots/new">New bot</a>`}</div>
<p class="lead">You signed in ${how} at ${renderClockTime(newest.at)} as ${account.email}.</p>
<div class="card table-card"><table class="table"><caption class="sr">Bots of ${team?.name}</caption>
<thead><tr><th scope="col">Name</th><th scope="col">What it does</th><th scope="col" class="wide">Last run</th><th scope="col" class="wide number">Runs today</th></tr></thead>
<tbody>${bots.map((bot) => renderBot(bot, now))}</tbody></table></div>`,
  });
}

function renderBot({ name, does, lastRunAt, runsToday }: Bot, now: Date): Markup {
  return html`
<tr><th scope="row">${name}</th><td>${does}</td><td class="wide">${lastRunAt ? renderRelativeTime(lastRunAt, now) : 'Not yet'}</td><td class="wide number">${COUNT.format(runsToday)}</td></tr>`;
}

export function renderNewBotPage(frame: Frame, problem: string | null): string {
  const { team } = frame;
  return renderInFrame(frame, {
    section: 'bots',
    title: 'New bot',
    trail: ['Bots', 'New bot'],
    body: html`<h1>New bot</h1>
<form class="card pad form" method="post" action="/teams/${team?.team}/bots">
${problem && html`<p class="message danger" role="alert">${ICONS.alert}<span>${problem}</span></p>`}
<div class="field"><label for="name">Name</label><input id="name" name="name" required maxlength="60" autocomplete="off"></div>
<div class="field"><label for="does">What it does</label><input id="does" name="does" required maxlength="120" autocomplete="off"><p class="help">One sentence, so that your team knows.</p></div>
<div class="actions"><button class="button brand">Make bot</button><a class="button" href="/teams/${team?.team}/bots">Cancel</a></div>
</form>`,
  });
}
