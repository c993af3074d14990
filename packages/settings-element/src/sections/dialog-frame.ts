// The frame of every dialog: a native <dialog>, its heading focused, Escape cancels.

import { html, nothing, type TemplateResult } from 'lit';
import type { PanelHost } from '../panel-host.ts';

export interface DialogOptions {
  readonly heading: string;
  readonly help?: string;
  readonly body?: unknown;
  /** At the start of the row of buttons. */
  readonly aside?: unknown;
  readonly cancel?: string;
  readonly confirm: string | TemplateResult;
  readonly danger?: boolean;
  readonly part?: string;
  readonly onConfirm: (form: FormData) => void;
}

export function renderDialog(host: PanelHost, options: DialogOptions): TemplateResult {
  const { texts, model } = host;
  const dismiss = (event: Event): void => {
    event.preventDefault();
    dismissDialog(host);
  };
  const confirm = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!model.busy) options.onConfirm(new FormData(event.target as HTMLFormElement));
  };
  const button =
    typeof options.confirm === 'string'
      ? html`<button class="btn ${options.danger ? 'danger' : 'primary'}" part="button ${options.danger ? 'button-danger' : 'button-primary'}" aria-disabled=${model.busy ? 'true' : 'false'}>${model.busy ? texts.text('sso.bar.saving') : options.confirm}</button>`
      : options.confirm;
  return html`<dialog class="dialog" part=${options.part ?? 'dialog'} aria-labelledby="dialog-h" aria-describedby=${options.help ? 'dialog-d' : nothing} @cancel=${dismiss}>
    <form method="dialog" novalidate @submit=${confirm}>
      <div class="top">
        <h2 id="dialog-h" tabindex="-1" autofocus>${options.heading}</h2>
        ${options.help ? html`<p class="muted" id="dialog-d">${options.help}</p>` : nothing}
      </div>
      ${options.body ?? nothing}
      <div class="actions">
        <span>${options.aside ?? nothing}</span>
        <button type="button" class="btn" part="button" @click=${dismiss}>${options.cancel ?? texts.text('sso.cancel')}</button>
        ${button}
      </div>
    </form>
  </dialog>`;
}

export function dismissDialog(host: PanelHost): void {
  const { dialog, busy } = host.model;
  if (busy) return;
  host.update({
    dialog: dialog?.kind === 'reauthenticate' ? dialog.back : null,
    ...(dialog?.kind === 'conflict' ? { setAside: dialog } : {}),
  });
}
