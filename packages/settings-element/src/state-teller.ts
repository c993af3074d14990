// Tells the page what changed: the `state` attribute, custom states, and the events about state.

import type { PanelModel } from './panel-model.ts';
import type { HealthToken, PanelStateToken } from './panel-state.ts';
import { ssoEvent } from './settings-events.ts';

/** What the element says of itself. */
export interface TellingElement extends HTMLElement {
  readonly state: PanelStateToken;
  readonly health: readonly HealthToken[];
  readonly hasUnsavedChanges: boolean;
  readonly revision: number;
}

/** What the page was told last. */
interface Situation {
  readonly state: PanelStateToken;
  readonly health: readonly HealthToken[];
  /** Every custom state that applies, as one text. */
  readonly tokens: string;
  readonly hasUnsavedChanges: boolean;
  readonly revision: number;
  /** The certificates in use, as one text; null while nothing is known. */
  readonly certificates: string | null;
}

const NOT_READY: ReadonlySet<PanelStateToken> = new Set(['loading', 'error', 'sso-required']);

export class StateTeller {
  readonly #element: HTMLElement;
  readonly #internals: ElementInternals;
  #before: Situation | null = null;

  constructor(element: HTMLElement, internals: ElementInternals) {
    this.#element = element;
    this.#internals = internals;
  }

  tell({ state, health, hasUnsavedChanges, revision }: TellingElement, model: PanelModel): void {
    const before = this.#before;
    const certificates = certificatesOf(model);
    const tokens = tokensOf(state, health, model);
    const now = { state, health, hasUnsavedChanges, revision, tokens, certificates };
    this.#before = now;
    this.#tellCertificates(before, model);
    if (before?.tokens === now.tokens) return this.#tellDirty(before, now);
    this.#reflect(now);
    if (before && changedState(before, now)) this.#fire('sso-state-change', { state, health });
    if (!NOT_READY.has(state) && (!before || NOT_READY.has(before.state)))
      this.#fire('sso-ready', { state, revision: now.revision });
    this.#tellDirty(before, now);
  }

  #tellCertificates(before: Situation | null, { load }: PanelModel): void {
    const now = this.#before?.certificates;
    if (!before || before.certificates === null || now === null || before.certificates === now) return;
    if (load.kind === 'ready') this.#fire('sso-certificate-change', { count: load.view.certificates.length });
  }

  #tellDirty(before: Situation | null, { hasUnsavedChanges }: Situation): void {
    if ((before?.hasUnsavedChanges ?? false) !== hasUnsavedChanges)
      this.#fire('sso-dirty-change', { hasUnsavedChanges });
  }

  #reflect(now: Situation): void {
    this.#element.setAttribute('state', now.state);
    const { states } = this.#internals;
    states.clear();
    for (const token of now.tokens.split(' ')) states.add(token);
  }

  #fire(name: string, detail: unknown): void {
    this.#element.dispatchEvent(ssoEvent(name, detail));
  }
}

const changedState = (a: Situation, b: Situation): boolean =>
  a.state !== b.state || a.health.join(' ') !== b.health.join(' ');

function tokensOf(state: PanelStateToken, health: readonly HealthToken[], model: PanelModel): string {
  const conflict = model.dialog?.kind === 'conflict' || model.setAside !== null;
  return [state, ...health, ...(conflict ? ['conflict'] : []), ...(model.offline ? ['offline'] : [])].join(
    ' ',
  );
}

function certificatesOf({ load }: PanelModel): string | null {
  return load.kind === 'ready'
    ? load.view.certificates.map(({ fingerprint }) => fingerprint).join(' ')
    : null;
}
