// The pretend DNS: what is published, and a form for one more record.

import type { DnsRecordRow } from '../tables.ts';
import { html, type Markup } from './html.ts';
import { ICONS } from './icons.ts';
import { renderInFrame, type Frame } from './layout.ts';

export interface DnsView {
  readonly records: readonly DnsRecordRow[];
  readonly refused: boolean;
}

export function renderDnsPage(frame: Frame, { records, refused }: DnsView): string {
  return renderInFrame(frame, {
    section: 'team',
    title: 'Pretend DNS',
    trail: ['Settings', 'Pretend DNS'],
    body: html`<h1>Pretend DNS</h1>
<p class="lead">This demo answers for names that end in .example or .test, which no real DNS has. Publish the TXT record of a domain here, then verify the domain in the team’s settings. Other domains are looked up in the real DNS.</p>
<section class="card pad" aria-labelledby="records-heading"><h2 id="records-heading">TXT records</h2>
${records.length === 0 ? html`<p class="soft">Nothing is published.</p>` : html`<ul class="plain">${records.map(renderRecord)}</ul>`}
</section>
<section class="card pad" aria-labelledby="publish-heading"><h2 id="publish-heading">Publish a record</h2>
${refused && html`<p class="message danger" role="alert">${ICONS.alert}<span>A name ends in .example or .test, and a value has 1 to 253 characters.</span></p>`}
<form class="form" method="post" action="/dns">
<div class="field"><label for="name">Name</label><input id="name" name="name" required placeholder="_team-sso.acme.test" autocapitalize="none" spellcheck="false"></div>
<div class="field"><label for="value">Value</label><input id="value" name="value" required placeholder="team-sso-verification=…" autocapitalize="none" spellcheck="false"></div>
<div class="actions"><button class="button brand">Publish</button></div>
</form></section>`,
  });
}

function renderRecord({ name, value }: DnsRecordRow): Markup {
  return html`<li><code>${name}</code> <code>${value}</code>
<form method="post" action="/dns/remove"><input type="hidden" name="name" value="${name}"><input type="hidden" name="value" value="${value}"><button class="button">Remove<span class="sr"> ${name}</span></button></form></li>`;
}
