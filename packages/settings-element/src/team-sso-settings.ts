// <team-sso-settings>: the panel in which a team's admin sets up SAML single sign-on.

import { LitElement, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Provider } from '@team-sso/core';
import type { ProviderGuide } from '@team-sso/core/providers/guide';
import type { SettingsMessages } from './messages/messages.ts';
import { closeOtherDialog, openDialog } from './modal-dialog.ts';
import { healthTokens, panelState, type HealthToken, type PanelStateToken } from './panel-state.ts';
import { renderPanel } from './sections/panel.ts';
import { runLater } from './run-later.ts';
import { createFetchClient, type SettingsClient } from './settings-client.ts';
import type { ControlledElement } from './controlled-element.ts';
import { SettingsController } from './settings-controller.ts';
import type { FormField } from './settings-draft.ts';
import { StateTeller } from './state-teller.ts';
import { settingsStyles } from './team-sso-settings.styles.ts';

/**
 * The SSO settings of one team: switch it on, copy two values to the identity provider, bring three back, save,
 * and later require it for everybody. The server decides everything; the element shows it.
 *
 * @element team-sso-settings
 * @attr {string} state - Where the panel is: `loading`, `error`, `off`, `configuring`, `on` … (read only, reflected)
 * @fires sso-ready - The settings are loaded for the first time.
 * @fires sso-state-change - `state` or `health` changed.
 * @fires sso-dirty-change - There are unsaved changes, or no longer.
 * @fires sso-copy - A copy button was pressed; `copied` says whether the browser allowed it.
 * @fires sso-guide-step - A step of the guide was ticked by hand.
 * @fires sso-error - A call failed; `code` and `requestId`.
 * @fires sso-auth-needed - Signed out, SSO needed, or a fresh sign-in needed; `url` leads to it.
 * @fires sso-contact - "Get in touch" was pressed on a plan without SSO.
 * @fires sso-test-start - A test sign-in was begun; `id` and `target`.
 * @fires sso-test-result - It passed, failed or ran out of time; `outcome` and `reason`.
 * @fires sso-certificate-change - The certificates in use are others now; `count`.
 * @fires sso-reverted - The earlier settings are in use again.
 * @fires sso-saved - The settings are saved; `savedAs` is `live` or `draft`.
 * @fires sso-enabled - SSO was switched on or off; `mode`.
 * @fires sso-required-change - SSO is required now, or no longer.
 * @fires sso-before-save - Before a save; cancelable, `waitUntil(promise)` holds it.
 * @fires sso-before-enable - Before SSO is switched on or off; cancelable, can be held.
 * @fires sso-before-require - Before SSO is required or no longer; cancelable, can be held.
 * @fires sso-before-delete - Before the configuration is deleted; cancelable, can be held.
 * @fires sso-leave - The page is left with unsaved changes; cancel it to ask in the page's own way.
 * @slot heading - Replaces the words of the heading.
 * @slot description - Below the heading.
 * @slot upsell - Replaces "Get in touch" on a plan without SSO.
 * @slot read-only-note - Replaces the line for people who may only look.
 * @slot before-fields - Above the form.
 * @slot after-fields - Below the form.
 * @slot provider-extra - Below the choice of the provider.
 * @slot guide - Replaces the guide.
 * @slot guide-footer - At the end of the guide.
 * @slot support - At the end of the summary.
 * @slot activity - Below the switches.
 * @slot footer-actions - In the bar, before Discard.
 * @csspart panel - The whole panel.
 * @csspart heading - Its heading.
 * @csspart status - The row of badge, line and main action.
 * @csspart badge - A badge.
 * @csspart toggle - A switch.
 * @csspart toggle-track - Its track.
 * @csspart toggle-thumb - Its thumb.
 * @csspart section - A section.
 * @csspart field - A field with label, input and help.
 * @csspart label - A label.
 * @csspart help - A help text.
 * @csspart error - An error under a field.
 * @csspart input - An input.
 * @csspart copy-button - A copy button.
 * @csspart button - A button.
 * @csspart button-primary - The primary button.
 * @csspart button-danger - A button that destroys something.
 * @csspart tabs - A row of choices.
 * @csspart tab - One choice.
 * @csspart guide - The guide.
 * @csspart guide-step - A step of it.
 * @csspart guide-step-done - A step that is done.
 * @csspart banner - A banner.
 * @csspart test-result - The result of a test sign-in.
 * @csspart check - A check of it.
 * @csspart activity - Recent activity.
 * @csspart certificate - What was read of certificates.
 * @csspart fingerprint - A fingerprint.
 * @csspart dialog - A dialog.
 * @csspart impact - The review before SSO is required.
 * @csspart skeleton - The skeleton while loading.
 * @cssproperty --sso-color-text
 * @cssproperty --sso-color-muted
 * @cssproperty --sso-color-surface
 * @cssproperty --sso-color-surface-raised
 * @cssproperty --sso-color-border
 * @cssproperty --sso-color-accent
 * @cssproperty --sso-color-on-accent
 * @cssproperty --sso-color-danger
 * @cssproperty --sso-color-warning
 * @cssproperty --sso-color-success
 * @cssproperty --sso-color-focus
 * @cssproperty --sso-font
 * @cssproperty --sso-font-mono
 * @cssproperty --sso-font-size
 * @cssproperty --sso-radius
 * @cssproperty --sso-space - Base of all distances.
 * @cssproperty --sso-control-height - Never below 24px.
 * @cssproperty --sso-focus-width
 * @cssproperty --sso-shadow
 * @cssproperty --sso-motion - Duration of transitions; 0 under reduced motion.
 * @cssproperty --sso-panel-max
 * @cssproperty --sso-guide-width
 */
export class TeamSsoSettings extends LitElement implements ControlledElement {
  static override styles: CSSResultGroup = settingsStyles();
  declare readonly renderRoot: ShadowRoot;

  /** The team whose settings are shown. */
  @property({ attribute: 'team-id' }) teamId: string = '';
  /** Where the SSO router is mounted; the default client calls `{api-base}/teams/{team-id}/…`. */
  @property({ attribute: 'api-base' }) apiBase: string = '/sso';
  /** Language and formats; default: the nearest `lang`. */
  @property() locale: string = '';
  /** Shows without letting change, whatever the server allows. */
  @property({ type: Boolean, attribute: 'read-only' }) readOnly: boolean = false;
  /** The provider to preselect on a first set-up. */
  @property() provider: Provider | '' = '';
  /** Where the guide goes. */
  @property() guide: 'beside' | 'below' | 'off' = 'beside';
  /** Level of the panel's heading, 2 to 4. */
  @property({ type: Number, attribute: 'heading-level' }) headingLevel: number = 2;
  /** Hides the heading from view; screen readers keep it. */
  @property({ type: Boolean, attribute: 'hide-heading' }) hideHeading: boolean = false;
  /** Where "Get in touch" leads; default: the server's `upgradeUrl`. */
  @property({ attribute: 'contact-href' }) contactHref: string = '';
  /** What to type before a deletion; default: the team's id. */
  @property({ attribute: 'team-name' }) teamName: string = '';

  /** The adapter to the server; default: `fetch` with the page's cookies. */
  @property({ attribute: false }) client: SettingsClient | null = null;
  /** Texts to use instead, by message id. */
  @property({ attribute: false }) messages: SettingsMessages = {};
  /** Guides to use instead of or besides the built-in ones. */
  @property({ attribute: false }) guides: readonly ProviderGuide[] = [];
  /** Headers for the default client, for example a CSRF token. */
  @property({ attribute: false }) requestHeaders: (() => Readonly<Record<string, string>>) | null = null;
  /** The clock, for tests and stories. */
  @property({ attribute: false }) clock: () => Date = () => new Date();

  /** The timer, for tests and stories: runs something after so many milliseconds, and returns how to call it off. */
  @property({ attribute: false }) schedule: (run: () => void, millis: number) => () => void = runLater;

  readonly #controller: SettingsController = new SettingsController(this);
  readonly #teller: StateTeller = new StateTeller(this, this.attachInternals());
  #defaultClient: SettingsClient | null = null;

  constructor() {
    super();
    this.addController(this.#controller);
  }

  /** Where the panel is. */
  get state(): PanelStateToken {
    const { load, edit } = this.#controller.model;
    return panelState({ load, editing: edit !== null, readOnly: this.readOnly, now: this.clock() });
  }

  /** Flags over the state. */
  get health(): readonly HealthToken[] {
    return healthTokens(this.#controller.model.load, this.clock());
  }

  /** Whether leaving would lose something that was typed. */
  get hasUnsavedChanges(): boolean {
    return this.#controller.hasUnsavedChanges;
  }

  /** The revision that is shown; 0 before anything was saved, -1 while nothing is loaded. */
  get revision(): number {
    const { load } = this.#controller.model;
    return load.kind === 'ready' ? load.view.revision : -1;
  }

  /** @internal */
  get activeClient(): SettingsClient {
    this.#defaultClient ??= createFetchClient({
      teamId: this.teamId,
      apiBase: this.apiBase,
      requestHeaders: () => this.requestHeaders?.() ?? {},
    });
    return this.client ?? this.#defaultClient;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#controller.resume();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale') || changed.has('messages')) this.#controller.forgetTexts();
    const newTeam = changed.has('teamId') || changed.has('apiBase');
    if (newTeam) this.#defaultClient = null;
    if (newTeam || changed.has('client')) this.#controller.start();
    if (this.hasUpdated) closeOtherDialog(this.renderRoot, this.#controller.model.dialog?.kind);
  }

  override render(): TemplateResult {
    return renderPanel(this.#controller, {
      state: this.state,
      headingLevel: this.headingLevel,
      hideHeading: this.hideHeading,
      contactHref: this.contactHref,
      guidePlace: this.guide,
      teamName: this.teamName || this.teamId,
      reload: () => void this.reload(),
    });
  }

  override updated(): void {
    openDialog(this.renderRoot, this.#controller.model.dialog?.kind);
    this.#teller.tell(this, this.#controller.model);
  }

  /** Reads the settings from the server again. */
  async reload(): Promise<void> {
    await this.#controller.reload();
  }

  /** Saves what is typed. Resolves to whether it is saved. */
  async save(): Promise<boolean> {
    return this.#controller.part('form')?.save(this.#controller) ?? false;
  }

  /** Begins a test sign-in of the draft, or of what is in use. Call it in answer to a press: it opens a tab. */
  async startTest(): Promise<void> {
    await this.#controller.startTest();
  }

  /** Throws away what is typed. */
  discard(): void {
    this.#controller.part('form')?.discardForm(this.#controller);
  }

  /** Moves the focus to a field of the open form. */
  focusField(name: FormField): void {
    this.#controller.focusOn(name);
  }

  /** When every part that was asked for is there. @internal */
  get partsComplete(): Promise<unknown> {
    return this.#controller.partsComplete;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'team-sso-settings': TeamSsoSettings;
  }
}
