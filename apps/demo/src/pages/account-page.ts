// Settings › Profile: who the person is, how this session was opened, and the password.

import type { HeldProof } from '../session-proof.ts';
import { MIN_PASSWORD_LENGTH } from '../passwords.ts';
import type { TeamRow } from '../tables.ts';
import { html, type Markup } from './html.ts';
import { ICONS } from './icons.ts';
import { renderInFrame, type Frame } from './layout.ts';
import { renderFacts } from './team-settings-page.ts';
import { renderClockTime } from './time.ts';

export interface AccountView {
  readonly proofs: readonly HeldProof[];
  /** False for a session that only proves something to one team. */
  readonly mayChange: boolean;
  readonly outcome: { readonly kind: 'changed' } | { readonly kind: 'refused'; readonly text: string } | null;
}

export function renderAccountPage(frame: Frame, { proofs, mayChange, outcome }: AccountView): string {
  const { account, teams } = frame;
  return renderInFrame(frame, {
    section: 'profile',
    title: 'Profile',
    trail: ['Settings', 'Profile'],
    body: html`<h1>Profile</h1>
${renderFacts([
  ['Name', account.name],
  ['E-mail', account.email],
  ['Teams', teams.map(({ name }) => name).join(', ') || 'None'],
])}
<section class="card pad"><h2>This session</h2><ul class="plain">${proofs.map((held) => renderProof(held, teams))}</ul></section>
<section class="card pad" aria-labelledby="password-heading"><h2 id="password-heading">Password</h2>
${outcome?.kind === 'changed' && html`<p class="message success" role="status">${ICONS.check}<span>Your password is changed. Your other sessions have ended.</span></p>`}
${outcome?.kind === 'refused' && html`<p class="message danger" role="alert">${ICONS.alert}<span>${outcome.text}</span></p>`}
${mayChange ? renderPasswordForm(account.email) : renderNotHere()}
</section>`,
  });
}

function renderPasswordForm(email: string): Markup {
  return html`<form class="form" method="post" action="/account/password">
<input class="sr" type="email" name="username" value="${email}" autocomplete="username" tabindex="-1" aria-hidden="true" readonly>
<div class="field"><label for="current">Current password</label><input id="current" type="password" name="currentPassword" autocomplete="current-password" required></div>
<div class="field"><label for="next">New password</label><input id="next" type="password" name="newPassword" autocomplete="new-password" required minlength="${MIN_PASSWORD_LENGTH}" aria-describedby="next-help"><p class="help" id="next-help">At least ${MIN_PASSWORD_LENGTH} characters.</p></div>
<div class="actions"><button class="button brand">Change password</button></div>
</form>`;
}

function renderNotHere(): Markup {
  return html`<p class="message">${ICONS.shield}<span>You signed in through a team’s single sign-on. That opens the team, not your account: to change your password, sign in with it.</span></p>
<div class="actions"><a class="button" href="/?returnTo=%2Faccount">Sign in with your password</a></div>`;
}

function renderProof({ proof, identity }: HeldProof, teams: readonly TeamRow[]): Markup {
  const nameOf = (id: string) => teams.find(({ team }) => team === id)?.name ?? id;
  switch (proof.kind) {
    case 'password':
      return html`<li>Password, at ${renderClockTime(proof.at)}. Opens every team that doesn’t require single sign-on.</li>`;
    case 'sso':
      return html`<li>Single sign-on of <b>${nameOf(proof.team)}</b>, at ${renderClockTime(proof.at)}${identity && html`, as <b>${identity.nameId}</b>`}. Opens this team only.</li>`;
    case 'recovery':
      return html`<li>Recovery code of <b>${nameOf(proof.team)}</b>, until ${renderClockTime(proof.endsAt)}. Opens its SSO settings only.</li>`;
  }
}
