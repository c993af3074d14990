// The plain questions: switch off, stop requiring, save anyway, delete, sign in again.

import { html, nothing, type TemplateResult } from 'lit';
import { stopRequiring, switchOff } from '../actions/mode.ts';
import { promote, undo } from '../actions/promote.ts';
import { deleteSettings } from '../actions/remove.ts';
import { save } from '../actions/save.ts';
import { endSessions } from '../actions/ways-back.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView, type PanelDialog } from '../panel-model.ts';
import { renderDialog } from './dialog-frame.ts';
import { icon } from './icons.ts';

type Dialog<Kind extends PanelDialog['kind']> = Extract<PanelDialog, { kind: Kind }>;

export function renderStopDialog(host: PanelHost): TemplateResult {
  const { texts } = host;
  return renderDialog(host, {
    heading: texts.text('sso.stop.dialog'),
    help: texts.text('sso.stop.help'),
    confirm: texts.text('sso.stop.confirm'),
    onConfirm: () => void stopRequiring(host),
  });
}

export function renderSwitchOffDialog(host: PanelHost, dialog: Dialog<'switch-off'>): TemplateResult {
  const { texts } = host;
  return renderDialog(host, {
    heading: texts.text('sso.switch-off.dialog'),
    help: texts.text('sso.switch-off.help'),
    body: renderConfirmations(host, dialog.confirmations),
    confirm: texts.text('sso.switch-off.confirm'),
    onConfirm: () => void switchOff(host),
  });
}

export function renderConfirmSaveDialog(host: PanelHost, dialog: Dialog<'confirm-save'>): TemplateResult {
  const { texts } = host;
  return renderDialog(host, {
    heading: texts.text('sso.confirmation.dialog'),
    body: renderConfirmations(host, dialog.confirmations),
    confirm: texts.text('sso.confirmation.confirm'),
    onConfirm: () => void save(host, dialog.confirmations),
  });
}

export function renderEndSessionsDialog(host: PanelHost): TemplateResult {
  const { texts } = host;
  return renderDialog(host, {
    heading: texts.text('sso.end-sessions.dialog'),
    help: texts.text('sso.end-sessions.help'),
    confirm: texts.text('sso.end-sessions.confirm'),
    danger: true,
    onConfirm: () => void endSessions(host),
  });
}

/** Using untested settings, or ones without a certificate that signs now, needs a plain yes; going back always does. */
export function renderSwapDialog(host: PanelHost, dialog: Dialog<'promote' | 'undo'>): TemplateResult {
  const { texts } = host;
  const { kind, confirmations } = dialog;
  const isMove = kind === 'promote' && loadedView(host.model).draftMove !== undefined;
  return renderDialog(host, {
    heading: texts.text(`sso.${kind}.dialog`),
    help: texts.text(isMove ? 'sso.promote.move' : `sso.${kind}.help`),
    body: renderConfirmations(host, confirmations),
    confirm: texts.text(`sso.${kind}.confirm`),
    onConfirm: () => void (kind === 'promote' ? promote(host, confirmations) : undo(host, confirmations)),
  });
}

/** Deleting asks for the team's name: a click can be a slip, a typed name can't. */
export function renderDeleteDialog(
  host: PanelHost,
  dialog: Dialog<'delete'>,
  teamName: string,
): TemplateResult {
  const { texts } = host;
  const body = html`${renderConfirmations(
    host,
    dialog.confirmations.filter((code) => code !== 'delete_configuration'),
  )}
    <section>
      <div class="field">
        <label for="delete-name">${texts.text('sso.delete.type', { name: teamName })}</label>
        <input class="input" part="input" id="delete-name" name="name" autocomplete="off" spellcheck="false" autocapitalize="off"
          aria-invalid=${dialog.mismatch ? 'true' : nothing} aria-describedby=${dialog.mismatch ? 'delete-name-e' : nothing} />
        ${
          dialog.mismatch
            ? html`<p class="error" part="error" id="delete-name-e">${icon('bad')}<span>${texts.text('sso.delete.mismatch', { name: teamName })}</span></p>`
            : nothing
        }
      </div>
    </section>`;
  return renderDialog(host, {
    heading: texts.text('sso.delete.dialog'),
    help: texts.text('sso.delete.help'),
    body,
    danger: true,
    confirm: texts.text('sso.delete.confirm'),
    onConfirm: (form) => {
      const typed = form.get('name');
      void deleteSettings(host, typeof typed === 'string' ? typed : '', teamName);
    },
  });
}

export function renderReauthenticateDialog(
  host: PanelHost,
  dialog: Dialog<'reauthenticate'>,
): TemplateResult {
  const { texts } = host;
  return renderDialog(host, {
    heading: texts.text('sso.reauthenticate.dialog'),
    help: texts.text(dialog.typed ? 'sso.reauthenticate.help' : 'sso.reauthenticate.help-action'),
    confirm: html`<a class="btn primary" part="button button-primary" href=${dialog.url ?? nothing} @click=${() => dialog.back?.kind === 'require' && host.keepReview()}>${texts.text('sso.reauthenticate.action')}</a>`,
    onConfirm: () => {},
  });
}

function renderConfirmations(host: PanelHost, codes: readonly string[]): TemplateResult | typeof nothing {
  if (codes.length === 0) return nothing;
  return html`<section>
    <ul class="ready">
      ${codes.map((code) => html`<li class="is-warn">${icon('warn')}<span>${confirmationText(host, code)}</span></li>`)}
    </ul>
  </section>`;
}

/** A code this version has no words for is shown as it is, rather than nothing. */
function confirmationText(host: PanelHost, code: string): string {
  const key = host.texts.known(`sso.confirmation.${code}`);
  return key ? host.texts.text(key) : code;
}
