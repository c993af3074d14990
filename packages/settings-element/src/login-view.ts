// What each step of <team-sso-login> shows. Light DOM: password managers see plain inputs in a plain form.

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { LoginChildren, LoginPlace } from './login-children.ts';
import { withHint } from './login-client.ts';
import type { LoginState, OfferedSso } from './login-state.ts';
import type { LoginMessageKey, LoginTexts } from './messages/messages.ts';
import { icon } from './sections/icons.ts';

/** What the steps need of the element. */
export interface LoginPage {
  readonly texts: LoginTexts;
  readonly state: LoginState;
  readonly email: string;
  readonly action: string;
  readonly uid: string;
  readonly sessionExpired: boolean;
  /** The last attempt had a wrong address or password; without an address to go on with, the first step says so. */
  readonly wrongCredentials: boolean;
  readonly shortCode: string;
  readonly codeCopied: boolean;
  readonly retrySso: OfferedSso | null;
  readonly autofocusEmail: boolean;
  readonly children: LoginChildren;
  readonly submit: (event: SubmitEvent) => void;
  readonly typeEmail: (email: string) => void;
  readonly changeEmail: () => void;
  readonly usePassword: () => void;
  readonly useSso: (sso: OfferedSso) => void;
  readonly startSso: (event: MouseEvent, url: string) => void;
  readonly copyCode: () => void;
}

export function renderLogin(page: LoginPage): TemplateResult {
  const placed = (place: LoginPlace): readonly Element[] => page.children.placed[place];
  return html`${placed('logo')}
    <form data-part="form" method="post" action=${page.action || nothing} novalidate @submit=${page.submit}>
      ${page.children.hidden}${renderHeading(page)}${renderStep(page)}${placed('extra-methods')}${placed('help')}
    </form>
    ${placed('legal')}`;
}

function renderHeading(page: LoginPage): unknown {
  const { texts, state, children } = page;
  const own = (key: LoginMessageKey): TemplateResult =>
    html`<h2 data-part="heading" tabindex="-1">${texts.text(key)}</h2>`;
  if (state.kind === 'failed') return own('sso.login.failed.heading');
  if (page.sessionExpired) return own('sso.login.session-expired.heading');
  return children.placed.heading.length > 0 ? children.placed.heading : own('sso.login.heading');
}

function renderStep(page: LoginPage): TemplateResult {
  switch (page.state.kind) {
    case 'email':
      return renderEmail(page, page.state.invalid, false);
    case 'checking':
      return renderEmail(page, false, true);
    case 'choice':
      return renderChoice(page, page.state);
    case 'password':
      return renderPassword(page, page.state);
    case 'failed':
      return renderFailed(page, page.state.failure);
  }
}

function renderEmail(page: LoginPage, invalid: boolean, checking: boolean): TemplateResult {
  const { texts, uid } = page;
  const onInput = (event: Event): void => page.typeEmail((event.target as HTMLInputElement).value);
  return html`${page.sessionExpired ? html`<p data-part="lead">${texts.text('sso.login.session-expired')}</p>` : nothing}
    ${page.wrongCredentials && !invalid ? renderMessage(texts.text('sso.login.failed.credentials'), `${uid}-failed`) : nothing}
    <div data-part="field">
      <label data-part="label" for="${uid}-email">${texts.text('sso.login.email')}</label>
      <input data-part="input" id="${uid}-email" type="email" name="email" autocomplete="username webauthn" required dir="ltr"
        ?autofocus=${page.autofocusEmail} ?readonly=${checking} aria-invalid=${invalid ? 'true' : nothing}
        aria-describedby=${invalid ? `${uid}-error` : nothing} .value=${live(page.email)} @input=${onInput} />
    </div>
    ${invalid ? renderMessage(texts.text('sso.login.email-invalid'), `${uid}-error`) : nothing}
    <button data-part="button button-primary" aria-disabled=${checking ? 'true' : nothing}>${texts.text(checking ? 'sso.login.checking' : 'sso.login.continue')}</button>
    <p data-part="status" role="status">${checking ? texts.text('sso.login.checking') : ''}</p>`;
}

function renderMessage(text: string, id: string): TemplateResult {
  return html`<div data-part="message" role="alert" id=${id}>${icon('bad')}<p>${text}</p></div>`;
}

/** Who is signing in. The address stays in the form as an input, so that password managers can keep it. */
function renderWho({ texts, email, changeEmail }: LoginPage): TemplateResult | typeof nothing {
  if (!email) return nothing;
  return html`<div data-part="who">
      <bdi>${email}</bdi>
      <button type="button" data-part="link" aria-label=${texts.text('sso.login.change.name')} @click=${changeEmail}>${texts.text('sso.login.change')}</button>
    </div>
    <input type="email" name="email" autocomplete="username" readonly hidden .value=${email} />`;
}

function renderChoice(page: LoginPage, state: Extract<LoginState, { kind: 'choice' }>): TemplateResult {
  const { texts } = page;
  return html`${renderWho(page)}
    <p data-part="lead">${texts.text('sso.login.sso-lead')}</p>
    ${renderSsoLink(page, state.sso, texts.text('sso.login.sso'))}
    ${
      state.password
        ? html`<p data-part="divider">${texts.text('sso.login.or')}</p>
          <button type="button" data-part="button" @click=${page.usePassword}>${texts.text('sso.login.use-password')}</button>`
        : nothing
    }`;
}

/** SSO starts by a link: it leaves the site, and the provider's host name is shown before it does. */
function renderSsoLink(page: LoginPage, sso: OfferedSso, label: string): TemplateResult {
  const url = withHint(sso.loginUrl, page.email, document.baseURI);
  const start = (event: MouseEvent): void => page.startSso(event, url);
  return html`<a data-part="button button-primary" href=${url} @click=${start}>${icon('shield')}${label}</a>
    ${
      sso.idpHost
        ? html`<p data-part="note">${page.texts.rich('sso.login.goes-to', { host: html`<bdi dir="ltr" translate="no">${sso.idpHost}</bdi>` })}</p>`
        : nothing
    }`;
}

function renderPassword(
  page: LoginPage,
  { sso, note }: Extract<LoginState, { kind: 'password' }>,
): TemplateResult {
  const { texts, uid } = page;
  const isError = note === 'missing' || note === 'credentials';
  const message = {
    missing: 'sso.login.password-missing',
    credentials: 'sso.login.failed.credentials',
    'discover-failed': 'sso.login.discover-failed',
  } as const;
  return html`${renderWho(page)}
    ${note === 'discover-failed' ? html`<p data-part="lead">${texts.text(message[note])}</p>` : nothing}
    ${isError ? renderMessage(texts.text(message[note]), `${uid}-error`) : nothing}
    <div data-part="field">
      <label data-part="label" for="${uid}-password">${texts.text('sso.login.password')}</label>
      <input data-part="input" id="${uid}-password" type="password" name="password" autocomplete="current-password" required
        aria-invalid=${isError ? 'true' : nothing} aria-describedby=${isError ? `${uid}-error` : nothing} />
    </div>
    <button data-part="button button-primary">${texts.text('sso.login.sign-in')}</button>
    ${
      sso
        ? html`<p data-part="note"><button type="button" data-part="link" @click=${() => page.useSso(sso)}>${texts.text('sso.login.use-sso')}</button></p>`
        : nothing
    }`;
}

function renderFailed(
  page: LoginPage,
  failure: Extract<LoginState, { kind: 'failed' }>['failure'],
): TemplateResult {
  const { texts, shortCode, uid, retrySso } = page;
  return html`${renderMessage(texts.text(`sso.login.failed.${failure}`), `${uid}-error`)}
    ${
      shortCode
        ? html`<p data-part="lead">${texts.text('sso.login.failed.code')}</p>
          <div data-part="code">
            <bdi dir="ltr" translate="no">${shortCode}</bdi>
            <button type="button" data-part="link" aria-label=${texts.text('sso.login.copy.name', { code: shortCode })} @click=${page.copyCode}>${texts.text(page.codeCopied ? 'sso.login.copied' : 'sso.login.copy')}</button>
          </div>`
        : nothing
    }
    ${retrySso ? renderSsoLink(page, retrySso, texts.text('sso.login.failed.retry')) : nothing}
    <button type="button" data-part=${retrySso ? 'button' : 'button button-primary'} @click=${page.changeEmail}>${texts.text(retrySso ? 'sso.login.use-password' : 'sso.login.failed.again')}</button>`;
}
