// Tells the page what changed: the `state` attribute, custom states, and the events about state.

import type { HealthToken, PanelStateToken } from './panel-state.ts';
import { ssoEvent } from './settings-events.ts';

/** What the page can know about the panel at one moment. */
export interface Situation {
  readonly state: PanelStateToken;
  readonly health: readonly HealthToken[];
  readonly conflict: boolean;
  readonly offline: boolean;
  readonly hasUnsavedChanges: boolean;
  readonly revision: number;
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

  tell(now: Situation): void {
    const before = this.#before;
    this.#before = now;
    const { state, health } = now;
    if (before && tokens(before) === tokens(now)) return this.#tellDirty(before, now);
    this.#reflect(now);
    if (before && changedState(before, now)) this.#fire('sso-state-change', { state, health });
    if (!NOT_READY.has(state) && (!before || NOT_READY.has(before.state)))
      this.#fire('sso-ready', { state, revision: now.revision });
    this.#tellDirty(before, now);
  }

  #tellDirty(before: Situation | null, { hasUnsavedChanges }: Situation): void {
    if ((before?.hasUnsavedChanges ?? false) !== hasUnsavedChanges)
      this.#fire('sso-dirty-change', { hasUnsavedChanges });
  }

  #reflect(now: Situation): void {
    this.#element.setAttribute('state', now.state);
    const { states } = this.#internals;
    states.clear();
    for (const token of tokens(now).split(' ')) states.add(token);
  }

  #fire(name: string, detail: unknown): void {
    this.#element.dispatchEvent(ssoEvent(name, detail));
  }
}

const changedState = (a: Situation, b: Situation): boolean =>
  a.state !== b.state || a.health.join(' ') !== b.health.join(' ');

/** Every custom state that applies, as one text. */
function tokens({ state, health, conflict, offline }: Situation): string {
  return [state, ...health, ...(conflict ? ['conflict'] : []), ...(offline ? ['offline'] : [])].join(' ');
}
