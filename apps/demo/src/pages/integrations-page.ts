// What the bots are connected to.

import { html } from './html.ts';
import { renderInFrame, type Frame } from './layout.ts';

const INTEGRATIONS = [
  { name: 'Accounts', text: 'Invoices and payments, read and filed', connected: true },
  { name: 'Help desk', text: 'Support tickets, labelled as they come in', connected: true },
  { name: 'Chat', text: 'Posts to channels, answers when mentioned', connected: true },
  { name: 'Code host', text: 'Merged changes become release notes', connected: false },
] as const;

export function renderIntegrationsPage(frame: Frame): string {
  return renderInFrame(frame, {
    section: 'integrations',
    title: 'Integrations',
    trail: ['Integrations'],
    body: html`<div class="bar"><h1>Integrations</h1></div>
<p class="lead">Where the bots of ${frame.team?.name} work.</p>
<ul class="card list">${INTEGRATIONS.map(
      ({ name, text, connected }) => html`
<li><div><b>${name}</b><br><span class="soft">${text}</span></div>${
        connected
          ? html`<span class="state good">Connected</span>`
          : html`<span class="state">Not connected</span>`
      }</li>`,
    )}</ul>`,
  });
}
