// Who is invited to a team: people who become members by their first sign-in through the team's provider.

import { html } from './html.ts';
import { ICONS } from './icons.ts';
import { renderInFrame, type Frame } from './layout.ts';

export interface InvitationsView {
  readonly team: string;
  readonly emails: readonly string[];
  readonly refused: boolean;
}

export function renderInvitationsPage(frame: Frame, { team, emails, refused }: InvitationsView): string {
  return renderInFrame(frame, {
    section: 'team',
    title: 'Invitations',
    trail: ['Settings', 'Team', 'Invitations'],
    body: html`<h1>Invitations</h1>
<p class="lead">Invited people become members when they first sign in with single sign-on, if the team lets invited people join and has verified their e-mail domain.</p>
<section class="card pad" aria-labelledby="invited-heading"><h2 id="invited-heading">Invited</h2>
${emails.length === 0 ? html`<p class="soft">Nobody is.</p>` : html`<ul class="plain">${emails.map((email) => html`<li>${email}</li>`)}</ul>`}
</section>
<section class="card pad" aria-labelledby="invite-heading"><h2 id="invite-heading">Invite somebody</h2>
${refused && html`<p class="message danger" role="alert">${ICONS.alert}<span>That is no e-mail address.</span></p>`}
<form class="form" method="post" action="/teams/${team}/settings/invitations">
<div class="field"><label for="email">E-mail</label><input id="email" type="email" name="email" required autocomplete="off"></div>
<div class="actions"><button class="button brand">Invite</button></div>
</form></section>`,
  });
}
