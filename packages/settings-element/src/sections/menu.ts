// The "…" menu beside the title: rare actions, by mouse and by keyboard.

import { html, nothing, type TemplateResult } from 'lit';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import type { PanelStateToken } from '../panel-state.ts';
import { icon } from './icons.ts';

const WITHOUT_MENU: ReadonlySet<PanelStateToken> = new Set(['loading', 'error', 'sso-required', 'read-only']);

export function renderMenu(host: PanelHost, state: PanelStateToken): TemplateResult | typeof nothing {
  if (WITHOUT_MENU.has(state)) return nothing;
  const view = loadedView(host.model);
  const hasSomething = view.live !== null || view.draft !== null;
  if (!hasSomething) return nothing;
  const { texts, model } = host;
  return html`<div class="menu" @keydown=${(event: KeyboardEvent) => moveInMenu(host, event)} @focusout=${(event: FocusEvent) => closeWhenLeft(host, event)}>
    <button type="button" class="icon-btn" id="menu-button" aria-label=${texts.text('sso.menu')} aria-haspopup="menu"
      aria-expanded=${model.menuOpen} aria-controls=${model.menuOpen ? 'menu' : nothing} @click=${() => toggleMenu(host)}>${icon('dots')}</button>
    ${
      model.menuOpen
        ? html`<div class="menu-list" role="menu" id="menu" aria-labelledby="menu-button">
          <a role="menuitem" tabindex="-1" href=${view.serviceProvider.metadataUrl} download="sp-metadata.xml">${texts.text('sso.menu.metadata')}</a>
          ${
            view.previousUntil && host.client.undo
              ? html`<button type="button" role="menuitem" tabindex="-1" @click=${() => host.run('dialogs', (part) => part.askToUndo(host))}>${texts.text('sso.undo.menu', { date: texts.date(replacedAt(view.previousUntil)) })}</button>`
              : nothing
          }
          ${
            host.client.makeRecoveryCodes || host.client.setPolicy
              ? html`<button type="button" role="menuitem" tabindex="-1" @click=${() => host.run('safety', (part) => part.openWaysBack(host))}>${texts.text('sso.menu.ways-back')}</button>`
              : nothing
          }
          ${
            host.client.endSessions && view.live
              ? html`<button type="button" role="menuitem" tabindex="-1" @click=${() => host.update({ menuOpen: false, dialog: { kind: 'end-sessions' } })}>${texts.text('sso.menu.end-sessions')}</button>`
              : nothing
          }
          ${
            view.mode === 'required'
              ? nothing
              : html`<button type="button" role="menuitem" tabindex="-1" class="danger" @click=${() => host.run('dialogs', (part) => part.askToDelete(host))}>${texts.text('sso.delete')}</button>`
          }
        </div>`
        : nothing
    }
  </div>`;
}

const UNDO_DAYS_MILLIS = 30 * 24 * 3_600_000;

/** When the earlier settings were replaced: they are kept for 30 days. */
function replacedAt(previousUntil: string): Date {
  return new Date(new Date(previousUntil).getTime() - UNDO_DAYS_MILLIS);
}

function toggleMenu(host: PanelHost): void {
  host.update({ menuOpen: !host.model.menuOpen });
  if (host.model.menuOpen) host.focusOn('menu');
}

function closeWhenLeft(host: PanelHost, { currentTarget, relatedTarget }: FocusEvent): void {
  if (host.model.menuOpen && relatedTarget && !(currentTarget as HTMLElement).contains(relatedTarget as Node))
    host.update({ menuOpen: false });
}

function moveInMenu(host: PanelHost, event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLElement;
  const items = [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  if (items.length === 0) return;
  const at = items.findIndex((item) => item === event.target);
  const focusItem = (index: number): void => {
    event.preventDefault();
    items[(index + items.length) % items.length]?.focus();
  };
  switch (event.key) {
    case 'ArrowDown':
      return focusItem(at + 1);
    case 'ArrowUp':
      return focusItem(at - 1);
    case 'Home':
      return focusItem(0);
    case 'End':
      return focusItem(items.length - 1);
    case 'Escape':
      event.preventDefault();
      host.update({ menuOpen: false });
      menu.querySelector<HTMLElement>('#menu-button')?.focus();
      return;
    default:
  }
}
