// Holds the panel's model and the outside world its actions need: client, clock, storage, focus, live regions.

import type { ReactiveController } from 'lit';
import type { Provider } from '@team-sso/core';
import { loadSettings, lookAgain } from './actions/load.ts';
import { readDraftFacts } from './draft-facts.ts';
import { hasKeptEdit } from './kept-edit.ts';
import { AdoptedStyles } from './adopted-styles.ts';
import type { ControlledElement } from './controlled-element.ts';
import { focusOn } from './focus-selector.ts';
import type { GuideChoice } from './guide-choice.ts';
import { PartLoader, type LazyParts } from './lazy-parts.ts';
import { tellCountdown } from './countdown.ts';
import type { DiagnosisLoader } from './provider-diagnosis.ts';
import { PageWatch } from './page-watch.ts';
import { keepReview, takeKeptReview } from './review-return.ts';
import type { SettingsMessages, SettingsTexts } from './messages/messages.ts';
import { PanelTexts } from './messages/panel-texts.ts';
import type { FocusTarget, PanelHost } from './panel-host.ts';
import { FIRST_MODEL, type Edit, type PanelModel } from './panel-model.ts';
import { modeState } from './panel-state.ts';
import type { SettingsClient } from './settings-client.ts';

/** How deep parts lie in one another, and one look after. */
const PARTS_IN_PARTS = 4;
const SLOW_AFTER_MILLIS = 10_000;
const WATCH_EVERY_MILLIS = 5_000;

export class SettingsController implements ReactiveController, PanelHost {
  readonly #element: ControlledElement;
  #model: PanelModel = FIRST_MODEL;
  #loading = new AbortController();
  #slow: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setInterval> | undefined;
  #spoken = -1;
  readonly #texts: PanelTexts;
  #guideChoice: GuideChoice | null = null;
  readonly #page: PageWatch = new PageWatch(this);
  #reviewWasOpen = false;
  readonly #parts: PartLoader;
  #products: DiagnosisLoader | null = null;
  readonly #waiting = new Set<() => void>();

  constructor(element: ControlledElement) {
    this.#element = element;
    const styles = new AdoptedStyles();
    this.#texts = new PanelTexts(element);
    this.#parts = new PartLoader((part) => {
      if ('styles' in part) styles.add(element.renderRoot, part.styles);
      if ('texts' in part) this.#texts.add(part.texts);
      element.requestUpdate();
    });
  }

  get model(): PanelModel {
    return this.#model;
  }
  get client(): SettingsClient {
    return this.#element.activeClient;
  }
  get texts(): SettingsTexts {
    return this.#texts.current;
  }
  get readOnly(): boolean {
    return this.#element.readOnly;
  }
  get preselected(): Provider | '' {
    return this.#element.provider;
  }
  get messages(): SettingsMessages {
    return this.#element.messages;
  }
  get target(): EventTarget {
    return this.#element;
  }
  get partsComplete(): Promise<unknown> {
    return this.#parts.complete;
  }

  hostConnected(): void {
    this.#page.watch();
  }

  hostDisconnected(): void {
    this.#page.leave();
    this.#loading.abort();
    clearTimeout(this.#slow);
    clearInterval(this.#watch);
    this.#watch = undefined;
    this.#stopWaiting();
  }

  hostUpdated(): void {
    const { load } = this.#model;
    void readDraftFacts(this);
    const waits = load.kind === 'ready' && modeState(load.view, this.now()) === 'requiring';
    if (waits && this.#watch === undefined) this.#watch = setInterval(this.#tick, WATCH_EVERY_MILLIS);
    if (!waits && this.#watch !== undefined) {
      clearInterval(this.#watch);
      this.#watch = undefined;
    }
  }

  now(): Date {
    return this.#element.clock();
  }

  part<Name extends keyof LazyParts>(name: Name): LazyParts[Name] | null {
    return this.#parts.get(name);
  }

  run<Name extends keyof LazyParts>(name: Name, action: (part: LazyParts[Name]) => unknown): void {
    const part = this.part(name);
    if (part) return void action(part);
    this.announce(this.texts.text('sso.part.loading'));
    this.#parts.load(name).then(action, () => {
      this.update({ failure: { key: 'sso.part.failed', requestId: '' } });
      this.announce(this.texts.text('sso.part.failed'), true);
    });
  }

  async need(name: keyof LazyParts): Promise<void> {
    await this.#parts.load(name).catch(() => {});
  }

  async startTest(): Promise<void> {
    if (this.#model.load.kind !== 'ready') return;
    await this.need('testing');
    await this.part('testing')?.pressTest(this);
  }

  /** Nothing can be unsaved while no form is open. */
  get hasUnsavedChanges(): boolean {
    return this.#model.edit !== null && (this.part('form')?.hasUnsavedChanges(this.#model) ?? false);
  }

  product(connection: Parameters<PanelHost['product']>[0]): ReturnType<PanelHost['product']> {
    const part = this.#parts.get('products');
    if (part) this.#products ??= new part.DiagnosisLoader(() => this.#element.requestUpdate());
    return this.#products?.get(connection) ?? null;
  }

  later(run: () => void, millis: number): void {
    const cancel = this.#element.schedule(() => {
      this.#waiting.delete(cancel);
      run();
    }, millis);
    this.#waiting.add(cancel);
  }

  #stopWaiting(): void {
    for (const cancel of this.#waiting) cancel();
    this.#waiting.clear();
  }

  update(change: Partial<PanelModel>): void {
    this.#model = { ...this.#model, ...change };
    this.#element.requestUpdate();
  }

  announce(text: string, urgent = false): void {
    const region = urgent ? 'urgent' : 'polite';
    // The same words again are only spoken again when the region's text differs.
    this.update({ [region]: this.#model[region] === text ? `${text}\u00a0` : text });
  }

  focusOn(target: FocusTarget): void {
    void this.#focus(target);
  }

  /** After the next rendering; what isn't there then may come with a part that is on its way. */
  async #focus(target: FocusTarget): Promise<void> {
    const element = this.#element;
    for (let round = 0; round < PARTS_IN_PARTS; round += 1) {
      await element.updateComplete;
      if (focusOn(element.renderRoot, target)) return;
      await this.partsComplete;
    }
  }

  keep(edit: Edit | null): void {
    const form = this.#parts.get('form');
    const worthKeeping = edit !== null && form?.hasUnsavedChanges({ edit });
    form?.keepEdit(this.#element.teamId, worthKeeping ? edit : null);
  }

  hasKept(): boolean {
    return hasKeptEdit(this.#element.teamId);
  }

  readKept(): Edit | null {
    return this.#parts.get('form')?.readKeptEdit(this.#element.teamId) ?? null;
  }

  /** Another language, or other words of the page. */
  forgetTexts(): void {
    this.#texts.forget();
  }

  keepReview(): void {
    keepReview(this.#element.teamId, this.now());
  }

  takeKeptReview(): boolean {
    const wasOpen = this.#reviewWasOpen;
    this.#reviewWasOpen = false;
    return wasOpen;
  }

  /** Begins for a team: what was known of another one is forgotten. Without a team there is nothing to ask for. */
  start(): void {
    this.#guideChoice = null;
    this.#stopWaiting();
    this.#model = FIRST_MODEL;
    const { teamId } = this.#element;
    if (teamId === '') return;
    this.#reviewWasOpen = takeKeptReview(teamId, this.now());
    void this.reload();
  }

  /** Back in the page: what is typed is still there, only a reading that was broken off begins again. */
  resume(): void {
    if (this.#model.load.kind === 'loading') this.start();
    else this.#element.requestUpdate();
    if (this.#model.test) this.run('testing', (part) => part.watchTest(this));
  }

  /** Reads the settings anew; the one before, if still running, no longer counts. */
  async reload(): Promise<void> {
    this.#loading.abort();
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    clearTimeout(this.#slow);
    this.#slow = setTimeout(() => {
      if (this.#model.load.kind === 'loading') this.update({ load: { kind: 'loading', slow: true } });
    }, SLOW_AFTER_MILLIS);
    this.announce(this.texts.text('sso.loading'));
    await loadSettings(this, signal);
    if (signal.aborted) return;
    clearTimeout(this.#slow);
    this.update({ polite: '' });
  }

  async #chooseGuide(provider: Provider | ''): Promise<void> {
    await this.need('guides');
    const part = this.#parts.get('guides');
    if (!part) return this.update({ guideFailed: true });
    (this.#guideChoice ??= new part.GuideChoice(this)).choose(provider, this.#element.guides);
  }

  loadGuide(provider: Provider | ''): void {
    void this.#chooseGuide(provider);
  }

  readonly #tick = (): void => {
    this.#spoken = tellCountdown(this, this.#spoken);
    this.#element.requestUpdate();
    if (document.visibilityState === 'visible') void lookAgain(this);
  };
}
