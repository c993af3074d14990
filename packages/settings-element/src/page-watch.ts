// What happens to the page around the panel: the network comes and goes, and somebody leaves with unsaved changes.

import type { PanelHost } from './panel-host.ts';
import { ssoEvent } from './settings-events.ts';

export class PageWatch {
  readonly #host: PanelHost & { readonly hasUnsavedChanges: boolean };

  constructor(host: PanelHost & { readonly hasUnsavedChanges: boolean }) {
    this.#host = host;
  }

  watch(): void {
    addEventListener('online', this.#noteNetwork);
    addEventListener('offline', this.#noteNetwork);
    addEventListener('beforeunload', this.#guardLeave);
  }

  leave(): void {
    removeEventListener('online', this.#noteNetwork);
    removeEventListener('offline', this.#noteNetwork);
    removeEventListener('beforeunload', this.#guardLeave);
  }

  readonly #noteNetwork = (): void => {
    this.#host.update({ offline: !navigator.onLine });
  };

  /** Leaving with unsaved changes: the host may cancel `sso-leave` to take the question over. */
  readonly #guardLeave = (event: BeforeUnloadEvent): void => {
    if (!this.#host.hasUnsavedChanges) return;
    const leave = ssoEvent('sso-leave', { waitUntil: () => {} }, true);
    if (this.#host.target.dispatchEvent(leave)) event.preventDefault();
  };
}
