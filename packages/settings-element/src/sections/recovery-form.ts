// "Use a recovery code": the way into the settings of a team that requires SSO when its provider fails.

import { html, nothing, type TemplateResult } from 'lit';
import { useCode } from '../actions/ways-back.ts';
import { laterTexts } from '../messages/later-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { sectionHeading } from './heading.ts';
import { icon } from './icons.ts';

export function renderRecoveryForm(host: PanelHost, level: number, reload: () => void): TemplateResult {
  const words = laterTexts(host);
  const { recovery, busy } = host.model;
  const failed = recovery?.wrong || recovery?.tooMany;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const typed = new FormData(event.target as HTMLFormElement).get('code');
    void useCode(host, typeof typed === 'string' ? typed : '', reload);
  };
  return html`<form class="body recovery" novalidate @submit=${submit}>
    ${sectionHeading(level, words.text('sso.recovery.heading'))}
    <p class="muted">${words.text('sso.recovery.help')}</p>
    <div class="field">
      <label for="recovery-code">${words.text('sso.recovery.label')}</label>
      <div class="row">
        <input class="input code-input" part="input" id="recovery-code" name="code" dir="ltr" autocomplete="off" spellcheck="false" autocapitalize="characters" maxlength="64"
          aria-invalid=${failed ? 'true' : nothing} aria-describedby=${failed ? 'recovery-code-e' : nothing} />
        <button class="btn" part="button" aria-disabled=${busy ? 'true' : 'false'}>${words.text('sso.recovery.submit')}</button>
      </div>
      ${failed ? html`<p class="error" part="error" role="alert" id="recovery-code-e">${icon('bad')}<span>${words.text(recovery?.tooMany ? 'sso.recovery.too-many' : 'sso.recovery.wrong')}</span></p>` : nothing}
    </div>
  </form>`;
}
