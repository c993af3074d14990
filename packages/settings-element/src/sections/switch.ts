// A switch row: a native checkbox with the role of a switch, its constant label, and help that says what comes first.

import { html, nothing, type TemplateResult } from 'lit';
import type { SettingsTexts } from '../messages/messages.ts';

export interface SwitchOptions {
  readonly id: string;
  readonly label: string;
  readonly help: unknown;
  readonly checked: boolean;
  /** It can't be moved now; pressing it says why. */
  readonly blocked: boolean;
  readonly controls?: string;
  readonly press: () => void;
  /** Somebody is about to press it: what the press needs may come now. */
  readonly near: () => void;
}

export function renderSwitch(texts: SettingsTexts, options: SwitchOptions): TemplateResult {
  const { id, checked } = options;
  // The server decides: the switch shows what is saved until the action behind it has changed that.
  const press = (event: Event): void => {
    (event.target as HTMLInputElement).checked = checked;
    options.press();
  };
  return html`<div class="switch" @pointerenter=${options.near} @focusin=${options.near}>
    <span class="toggle" part="toggle"
      ><input type="checkbox" role="switch" id=${id} aria-describedby="${id}-h" .checked=${checked}
        aria-disabled=${options.blocked ? 'true' : nothing} aria-controls=${options.controls ?? nothing}
        @click=${(event: Event) => event.stopPropagation()} @change=${press} /><span class="track" part="toggle-track"></span
      ><span class="thumb" part="toggle-thumb"></span
    ></span>
    <div><label for=${id}>${options.label}</label><span class="onoff" aria-hidden="true">${texts.text(checked ? 'sso.on' : 'sso.off')}</span></div>
    <p class="help" part="help" id="${id}-h">${options.help}</p>
  </div>`;
}
