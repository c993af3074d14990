// <team-sso-login>: e-mail first, then SSO or the password, in the page's own tree.

import { LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { takeChildren, type LoginChildren } from './login-children.ts';
import { createDiscover, loginUrlBeside, type Discover } from './login-client.ts';
import {
  afterWrongCredentials,
  isEmail,
  LOGIN_FAILURES,
  loginStateToken,
  stateOfWays,
  type LoginFailure,
  type LoginState,
  type OfferedSso,
} from './login-state.ts';
import { renderLogin } from './login-view.ts';
import { adoptStyles, uniqueId } from './login-root.ts';
import { loginEn } from './messages/login-en.ts';
import type { LoginMessages, LoginTexts } from './messages/messages.ts';
import { createTexts } from './messages/texts.ts';
import { nearestLocale } from './nearest-locale.ts';
import { ssoEvent } from './settings-events.ts';
import { loginStyles } from './team-sso-login.styles.ts';

const STEP_KEY = 'teamSsoLoginStep';

/**
 * Sign-in for the host's own page. Put a plain `<form method="post">` inside for browsers without JavaScript; the element
 * takes its place. The password goes to `action` by a form post, with the form's hidden fields; SSO starts by a link.
 *
 * @element team-sso-login
 * @attr {string} state - The step: `email`, `checking`, `sso`, `sso-or-password`, `password` or `failed` (read only, reflected)
 * @fires sso-login-discovered - The ways of the address are known.
 * @fires sso-login-start - A sign-in starts, by `method`; cancelable.
 * @fires sso-login-error - Discovery failed, or the page reports a failure.
 * @slot logo - Above the form.
 * @slot heading - Replaces the heading.
 * @slot extra-methods - Other ways to sign in, below ours.
 * @slot help - At the end of the form.
 * @slot legal - Below the form.
 * @cssproperty --sso-color-accent - And every other `--sso-*` of the settings element.
 */
export class TeamSsoLogin extends LitElement {
  /** Where the form posts `email` and `password`; default: this page. */
  @property() action: string = '';
  /** The discovery route of the SSO router. */
  @property({ attribute: 'discover-url' }) discoverUrl: string = '/sso/discover';
  /** Offers this team's SSO at once, like `?sso=<team>` in the page's address. */
  @property() team: string = '';
  /** The e-mail address to begin with. */
  @property() prefill: string = '';
  /** Which ways to offer, separated by spaces. */
  @property() methods: string = 'sso password';
  /** Language; default: the nearest `lang`. */
  @property() locale: string = '';
  /** Focuses the e-mail field at the start. */
  @property({ type: Boolean, attribute: 'autofocus-email' }) autofocusEmail: boolean = false;
  /** Why the last attempt failed: `credentials`, `sso`, `not-a-member`, `unavailable` or `session-expired`. */
  @property() failure: LoginFailure | '' = '';
  /** The short code of a refused SSO sign-in, for the IT team. */
  @property({ attribute: 'short-code' }) shortCode: string = '';

  /** Texts to use instead, by message id. */
  @property({ attribute: false }) messages: LoginMessages = {};
  /** Discovery by other means; default: `fetch` to `discover-url`. */
  @property({ attribute: false }) discover: Discover | null = null;

  @state() private step: LoginState = { kind: 'email', invalid: false };
  @state() private email: string = '';
  @state() private codeCopied: boolean = false;
  #children: LoginChildren | null = null;
  #texts: LoginTexts | null = null;
  #asked = 0;
  #uid = 'sso-login';
  #focusNext: string | null = null;

  /** The step that is shown. */
  get state(): string {
    return loginStateToken(this.step);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    this.#children ??= takeChildren(this);
    super.connectedCallback();
    const root = this.getRootNode();
    this.#uid = uniqueId(root, this);
    adoptStyles(root, loginStyles);
    addEventListener('popstate', this.#onHistory);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('popstate', this.#onHistory);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale') || changed.has('messages')) this.#texts = null;
    if (!this.hasUpdated) this.email = this.prefill || this.#children?.email || '';
    if (!this.hasUpdated || changed.has('failure') || changed.has('team')) this.step = this.#firstStep();
  }

  override render(): TemplateResult {
    return renderLogin({
      texts: this.#loginTexts(),
      state: this.step,
      email: this.email,
      action: this.action,
      uid: this.#uid,
      sessionExpired: this.failure === 'session-expired',
      wrongCredentials: this.failure === 'credentials',
      shortCode: this.shortCode,
      codeCopied: this.codeCopied,
      retrySso: this.failure === 'sso' ? this.#ssoOfTeam() : null,
      autofocusEmail: this.autofocusEmail,
      children: this.#children ?? takeChildren(this),
      submit: (event) => void this.#submit(event),
      typeEmail: (email) => (this.email = email),
      changeEmail: () => this.#backToEmail(),
      usePassword: () => this.#usePassword(),
      useSso: (sso) => this.#go({ kind: 'choice', sso, password: true }, 'heading'),
      startSso: (event, url) => this.#start(event, { method: 'sso', url }),
      copyCode: () => void this.#copyCode(),
    });
  }

  override updated(): void {
    this.setAttribute('state', this.state);
    const selector = this.#focusNext;
    this.#focusNext = null;
    if (selector) this.querySelector<HTMLElement>(selector)?.focus();
  }

  #firstStep(): LoginState {
    const { failure } = this;
    if (failure !== '' && LOGIN_FAILURES.includes(failure))
      this.dispatchEvent(ssoEvent('sso-login-error', { code: failure }));
    if (failure === 'credentials') {
      this.#focusNext = this.email ? '[name="password"]' : '[name="email"]';
      return afterWrongCredentials(this.email);
    }
    if (failure === 'sso' || failure === 'not-a-member' || failure === 'unavailable')
      return { kind: 'failed', failure };
    const sso = this.#ssoOfTeam();
    if (!sso) return { kind: 'email', invalid: false };
    return { kind: 'choice', sso, password: this.#allowed().has('password') };
  }

  /** SSO of the team named by the attribute or by `?sso=`; the provider's host is not known without discovery. */
  #ssoOfTeam(): OfferedSso | null {
    const team = this.team || new URLSearchParams(location.search).get('sso') || '';
    if (!team || !this.#allowed().has('sso')) return null;
    const loginUrl = loginUrlBeside(this.discoverUrl, team, document.baseURI);
    return loginUrl ? { loginUrl, idpHost: null } : null;
  }

  #allowed(): ReadonlySet<string> {
    return new Set(this.methods.split(/[\s,]+/));
  }

  async #submit(event: SubmitEvent): Promise<void> {
    const form = event.target as HTMLFormElement;
    if (this.step.kind === 'password') return this.#submitPassword(event, form);
    event.preventDefault();
    if (this.step.kind !== 'email') return;
    this.email = form.querySelector<HTMLInputElement>('[name="email"]')?.value.trim() ?? '';
    if (!isEmail(this.email)) {
      this.step = { kind: 'email', invalid: true };
      this.#focusNext = '[name="email"]';
      return;
    }
    await this.#discover();
  }

  #submitPassword(event: SubmitEvent, form: HTMLFormElement): void {
    if (new FormData(form).get('password')) return this.#start(event, { method: 'password' });
    event.preventDefault();
    if (this.step.kind === 'password') this.step = { ...this.step, note: 'missing' };
    this.#focusNext = '[name="password"]';
  }

  /** Asks once; an answer to an older question changes nothing. */
  async #discover(): Promise<void> {
    if (!this.#allowed().has('sso'))
      return this.#go({ kind: 'password', sso: null, note: null }, '[name="password"]');
    const asked = ++this.#asked;
    this.step = { kind: 'checking' };
    const ask = this.discover ?? createDiscover(this.discoverUrl);
    try {
      const ways = await ask(this.email);
      if (asked !== this.#asked) return;
      this.dispatchEvent(ssoEvent('sso-login-discovered', { ways: ways.map(({ kind }) => kind) }));
      const next = stateOfWays(ways, this.#allowed());
      this.#go(next, next.kind === 'password' ? '[name="password"]' : '[data-part~="heading"]');
    } catch {
      if (asked !== this.#asked) return;
      this.dispatchEvent(ssoEvent('sso-login-error', { code: 'discover_failed' }));
      this.#go({ kind: 'password', sso: null, note: 'discover-failed' }, '[name="password"]');
    }
  }

  /** The next step is an entry of the history, so that the back button leads to the e-mail address. */
  #go(next: LoginState, focus: string): void {
    if (history.state?.[STEP_KEY] !== true) history.pushState({ ...history.state, [STEP_KEY]: true }, '');
    this.step = next;
    this.#focusNext = focus === 'heading' ? '[data-part~="heading"]' : focus;
  }

  #usePassword(): void {
    if (!this.email) return this.#backToEmail();
    const sso = this.step.kind === 'choice' ? this.step.sso : null;
    this.#go({ kind: 'password', sso, note: null }, '[name="password"]');
  }

  #backToEmail(): void {
    if (history.state?.[STEP_KEY] === true) return history.back();
    this.#showEmail();
  }

  #showEmail(): void {
    this.#asked += 1;
    this.step = { kind: 'email', invalid: false };
    this.#focusNext = '[name="email"]';
  }

  readonly #onHistory = (event: PopStateEvent): void => {
    if (event.state?.[STEP_KEY] !== true && this.step.kind !== 'email') this.#showEmail();
  };

  #start(event: Event, detail: { readonly method: 'sso' | 'password'; readonly url?: string }): void {
    if (!this.dispatchEvent(ssoEvent('sso-login-start', detail, true))) event.preventDefault();
  }

  async #copyCode(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.shortCode);
      this.codeCopied = true;
    } catch {
      const code = this.querySelector('[data-part~="code"] bdi');
      if (code) getSelection()?.selectAllChildren(code);
    }
  }

  #loginTexts(): LoginTexts {
    this.#texts ??= createTexts(this.locale || nearestLocale(this), loginEn, this.messages);
    return this.#texts;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'team-sso-login': TeamSsoLogin;
  }
}
