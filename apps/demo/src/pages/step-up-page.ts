// Shown when a good session meets a team that requires its own single sign-on.

import type { TeamRow } from '../tables.ts';
import type { PageAssets } from './document.ts';
import { renderFront } from './front.ts';
import { html } from './html.ts';
import { ICONS } from './icons.ts';

export interface StepUpView {
  readonly teamName: string;
  readonly email: string;
  readonly loginUrl: string;
  /** The person's other teams, which this session may still open. */
  readonly others: readonly TeamRow[];
  /** For who may manage the team: where a recovery code is taken. Null for everybody else. */
  readonly settingsPath: string | null;
  /** An SSO sign-in that counted until it got too old. */
  readonly hasExpired: boolean;
}

export function renderStepUpPage(
  assets: PageAssets,
  { teamName, email, loginUrl, hasExpired, settingsPath, others }: StepUpView,
): string {
  return renderFront(assets, {
    title: `${teamName} requires single sign-on`,
    card: html`<div class="form">
<h1>${teamName} requires single sign-on</h1>
<p class="soft">You are signed in as <b>${email}</b>. ${
      hasExpired
        ? html`Your single sign-on for ${teamName} has ended: do it once more to go on.`
        : html`A password isn’t enough here: ${teamName}’s own sign-in opens it.`
    }</p>
<a class="button primary" href="${loginUrl}">${ICONS.shield}Continue with SSO</a>
<hr>
${others.map((other) => html`<a class="button" href="/teams/${other.team}/bots">Go to ${other.name} instead</a>`)}
<form method="post" action="/sign-out"><button class="button">Sign in as someone else</button></form>
</div>`,
    below: html`<p class="soft">Doesn’t it work? ${
      settingsPath === null
        ? html`An owner or admin of ${teamName} can help.`
        : html`<a href="${settingsPath}">Use a recovery code</a> to get to the SSO settings.`
    }</p>`,
  });
}
