// What the team's bots have done lately.

import type { BotRun } from '../bots.ts';
import { html, type Markup } from './html.ts';
import { renderInFrame, type Frame } from './layout.ts';
import { renderRelativeTime } from './time.ts';

export function renderRunsPage(frame: Frame, runs: readonly BotRun[], now: Date): string {
  return renderInFrame(frame, {
    section: 'runs',
    title: 'Runs',
    trail: ['Runs'],
    body: html`<div class="bar"><h1>Runs</h1></div>
<p class="lead">The newest runs of all bots.</p>
<div class="card table-card"><table class="table"><caption class="sr">Runs of ${frame.team?.name}</caption>
<thead><tr><th scope="col">Bot</th><th scope="col">When</th><th scope="col" class="wide number">Took</th><th scope="col">Outcome</th></tr></thead>
<tbody>${runs.map((run) => renderRun(run, now))}</tbody></table></div>`,
  });
}

function renderRun({ bot, at, durationSeconds, outcome }: BotRun, now: Date): Markup {
  const kind = outcome === 'done' ? 'good' : 'waiting';
  const text = outcome === 'done' ? 'Done' : 'Needs a person';
  return html`
<tr><th scope="row">${bot}</th><td>${renderRelativeTime(at, now)}</td><td class="wide number">${durationSeconds} s</td><td><span class="state ${kind}">${text}</span></td></tr>`;
}
