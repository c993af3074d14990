// The login element: e-mail first, then SSO or the password; in the page's own tree, with a plain form.

import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { SignInWay } from '@team-sso/core';
import '../src/define.ts';
import type { TeamSsoLogin } from '../src/team-sso-login.ts';

const SSO: SignInWay = {
  kind: 'sso',
  team: 'acme',
  loginUrl: '/sso/acme/login',
  idpHost: 'login.idp.example',
};
const PASSWORD: SignInWay = { kind: 'password' };

beforeEach(() => history.replaceState(null, '', location.pathname));
afterEach(() => vi.restoreAllMocks());

async function mountLogin(properties: Partial<TeamSsoLogin> = {}, inner = ''): Promise<TeamSsoLogin> {
  document.body.replaceChildren();
  document.documentElement.lang = 'en';
  const main = document.createElement('main');
  const login = document.createElement('team-sso-login');
  login.innerHTML = inner;
  Object.assign(login, properties);
  main.append(login);
  document.body.append(main);
  await login.updateComplete;
  return login;
}

/** Counts ordinary form posts and keeps them from leaving the page. */
function posts(): FormData[] {
  const seen: FormData[] = [];
  document.addEventListener(
    'submit',
    (event) => {
      if (event.defaultPrevented) return;
      seen.push(new FormData(event.target as HTMLFormElement));
      event.preventDefault();
    },
    { once: true },
  );
  return seen;
}

const email = () => page.getByRole('textbox', { name: 'E-mail', exact: true });
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, { rules: { region: { enabled: false } } });
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

const STEPS: Readonly<
  Record<string, { readonly properties: Partial<TeamSsoLogin>; readonly enter?: boolean }>
> = {
  email: { properties: {} },
  'sso-or-password': {
    properties: { prefill: 'ana@acme.example', discover: async () => [SSO, PASSWORD] },
    enter: true,
  },
  sso: { properties: { prefill: 'ana@acme.example', discover: async () => [SSO] }, enter: true },
  password: { properties: { prefill: 'ana@acme.example', discover: async () => [PASSWORD] }, enter: true },
  checking: {
    properties: { prefill: 'ana@acme.example', discover: () => new Promise(() => {}) },
    enter: true,
  },
  failed: { properties: { failure: 'sso', shortCode: 'SSO-7Q2F', team: 'acme' } },
};

for (const scheme of ['light', 'dark'] as const) {
  for (const [state, { properties, enter }] of Object.entries(STEPS)) {
    test(`${state} has no violation in ${scheme}`, async () => {
      document.documentElement.style.colorScheme = scheme;
      document.body.style.background = scheme === 'dark' ? '#15171c' : '#ffffff';
      const login = await mountLogin(properties);
      if (enter) await press('Continue');
      await expect.poll(() => login.getAttribute('state')).toBe(state);
      expect(await violations()).toEqual([]);
      document.documentElement.style.colorScheme = '';
    });
  }
}

test('an address with SSO gets SSO first, with the provider’s host, and the password second', async () => {
  const login = await mountLogin({ discover: async () => [SSO, PASSWORD] });
  const discovered = vi.fn<(event: CustomEvent) => void>();
  login.addEventListener('sso-login-discovered', discovered);
  await email().fill('ana@acme.example');
  await press('Continue');
  const link = page.getByRole('link', { name: 'Continue with SSO' });
  await expect
    .element(link)
    .toHaveAttribute('href', `${location.origin}/sso/acme/login?hint=ana%40acme.example`);
  await expect.element(page.getByText('login.idp.example')).toBeVisible();
  await expect.element(page.getByRole('heading')).toHaveFocus();
  expect(discovered.mock.calls[0]?.[0].detail).toEqual({ ways: ['sso', 'password'] });
});

test('the password goes by an ordinary form post, with the address beside it', async () => {
  await mountLogin({ action: '/api/session', prefill: 'ana@acme.example', discover: async () => [PASSWORD] });
  await press('Continue');
  const password = page.getByLabelText('Password');
  await expect.element(password).toHaveFocus();
  await password.fill('correct horse');
  const seen = posts();
  await press('Sign in');
  expect(Object.fromEntries(seen[0] ?? [])).toEqual({ email: 'ana@acme.example', password: 'correct horse' });
  const form = document.querySelector('form');
  expect(form?.getAttribute('action')).toBe('/api/session');
  expect(form?.method).toBe('post');
});

test('password managers see a user name and a current password in one form', async () => {
  await mountLogin({ prefill: 'ana@acme.example', discover: async () => [PASSWORD] });
  await press('Continue');
  await expect.element(page.getByLabelText('Password')).toHaveAttribute('autocomplete', 'current-password');
  expect(document.querySelector('form [name="email"]')?.getAttribute('autocomplete')).toBe('username');
});

test('an empty password is no post', async () => {
  await mountLogin({ prefill: 'ana@acme.example', discover: async () => [PASSWORD] });
  await press('Continue');
  const seen = posts();
  await press('Sign in');
  await expect.element(page.getByRole('alert')).toHaveTextContent('Enter your password.');
  expect(seen).toEqual([]);
});

test('an address that is none is said, and not asked about', async () => {
  const discover = vi.fn<NonNullable<TeamSsoLogin['discover']>>();
  await mountLogin({ discover });
  await email().fill('ana');
  await press('Continue');
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('Enter a complete e-mail address, like name@company.com.');
  await expect.element(email()).toHaveFocus();
  expect(discover).not.toHaveBeenCalled();
});

test('when discovery does not answer, the password is still there', async () => {
  const login = await mountLogin({
    prefill: 'ana@acme.example',
    discover: () => Promise.reject(new TypeError('down')),
  });
  const failed = vi.fn<(event: CustomEvent) => void>();
  login.addEventListener('sso-login-error', failed);
  await press('Continue');
  await expect.element(page.getByLabelText('Password')).toBeVisible();
  expect(failed.mock.calls[0]?.[0].detail).toEqual({ code: 'discover_failed' });
});

test('the back button leads to the e-mail address', async () => {
  const login = await mountLogin({ prefill: 'ana@acme.example', discover: async () => [SSO, PASSWORD] });
  await press('Continue');
  await expect.poll(() => login.state).toBe('sso-or-password');
  history.back();
  await expect.element(email()).toHaveFocus();
  await expect.element(email()).toHaveValue('ana@acme.example');
});

test('Change leads back, and an answer to the old address changes nothing', async () => {
  const { promise, resolve } = Promise.withResolvers<readonly SignInWay[]>();
  const login = await mountLogin({
    prefill: 'ana@acme.example',
    discover: () => promise,
  });
  await press('Continue');
  expect(login.state).toBe('checking');
  login.failure = 'session-expired';
  await login.updateComplete;
  resolve([SSO]);
  await login.updateComplete;
  await expect.element(page.getByRole('heading', { name: 'Sign in again' })).toBeVisible();
});

test('a deep link offers the team’s SSO at once', async () => {
  history.replaceState(null, '', `${location.pathname}?sso=acme`);
  const login = await mountLogin();
  expect(login.state).toBe('sso-or-password');
  await expect
    .element(page.getByRole('link', { name: 'Continue with SSO' }))
    .toHaveAttribute('href', `${location.origin}/sso/acme/login`);
});

test('a page may take a sign-in over', async () => {
  const login = await mountLogin({ team: 'acme' });
  const started = vi.fn<(event: CustomEvent) => void>((event) => event.preventDefault());
  login.addEventListener('sso-login-start', started);
  await page.getByRole('link', { name: 'Continue with SSO' }).click();
  expect(started).toHaveBeenCalledOnce();
  expect(started.mock.calls[0]?.[0].detail).toEqual({
    method: 'sso',
    url: `${location.origin}/sso/acme/login`,
  });
});

test('a refused sign-in shows the code to give away, and copies it', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  await mountLogin({ failure: 'sso', shortCode: 'SSO-7Q2F', team: 'acme' });
  await expect.element(page.getByRole('alert')).toBeVisible();
  await press('Copy the code SSO-7Q2F');
  expect(write).toHaveBeenCalledWith('SSO-7Q2F');
  await expect.element(page.getByRole('link', { name: 'Try again with SSO' })).toBeVisible();
});

test('a wrong password stays at the password', async () => {
  await mountLogin({ failure: 'credentials', prefill: 'ana@acme.example' });
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('E-mail or password is wrong. Check both and try again.');
  await expect.element(page.getByLabelText('Password')).toHaveAttribute('aria-invalid', 'true');
});

test('a wrong password without a known address says so and begins at the address', async () => {
  const login = await mountLogin({ failure: 'credentials' });
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('E-mail or password is wrong. Check both and try again.');
  expect(document.activeElement).toBe(login.querySelector('[name="email"]'));
});

test('a wrong password with a known address has the focus in the password', async () => {
  const login = await mountLogin({ failure: 'credentials', prefill: 'ana@acme.example' });
  expect(document.activeElement).toBe(login.querySelector('[name="password"]'));
});

test('hidden fields of the page’s form are posted with the password', async () => {
  const fallback =
    '<form method="post"><input name="email" value="ana@acme.example"><input type="hidden" name="returnTo" value="/teams/acme"></form>';
  const login = await mountLogin({ failure: 'credentials' }, fallback);
  const seen = posts();
  await page.getByLabelText('Password').fill('secret');
  await press('Sign in');
  expect(seen[0]?.get('returnTo')).toBe('/teams/acme');
  expect(login.querySelectorAll('[name="returnTo"]')).toHaveLength(1);
});

test('the fallback form gives way and keeps what was typed into it', async () => {
  const fallback =
    '<form method="post"><input name="email" value="ana@acme.example"></form><h1 slot="heading">Sign in to Acme Bots</h1><p slot="legal">Terms</p>';
  const login = await mountLogin({}, fallback);
  await expect.element(email()).toHaveValue('ana@acme.example');
  await expect.element(page.getByRole('heading', { name: 'Sign in to Acme Bots', level: 1 })).toBeVisible();
  expect(login.querySelectorAll('form')).toHaveLength(1);
  await expect.element(page.getByText('Terms')).toBeVisible();
});

test('its style sheet is adopted once by the tree it lives in, and touches nothing else', async () => {
  const before = document.adoptedStyleSheets.length;
  await mountLogin();
  await mountLogin();
  expect(document.adoptedStyleSheets.length - before).toBeLessThanOrEqual(1);
  const sheet = document.adoptedStyleSheets.at(-1);
  expect([...(sheet?.cssRules ?? [])].map((rule) => (rule as CSSStyleRule).selectorText)).toEqual([
    'team-sso-login',
  ]);
});

test('inside a shadow root that root adopts the sheet', async () => {
  document.body.replaceChildren();
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.append(document.createElement('team-sso-login'));
  document.body.append(host);
  expect(root.adoptedStyleSheets).toHaveLength(1);
});

test('works by keyboard alone', async () => {
  const login = await mountLogin({ discover: async () => [SSO, PASSWORD] });
  await userEvent.keyboard('{Tab}');
  await userEvent.keyboard('ana@acme.example{Enter}');
  await expect.poll(() => login.state).toBe('sso-or-password');
  await userEvent.keyboard('{Tab}{Tab}');
  await expect.element(page.getByRole('link', { name: 'Continue with SSO' })).toHaveFocus();
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.element(page.getByLabelText('Password')).toHaveFocus();
});

test('fits into 320 px in either direction', async () => {
  await page.viewport(320, 700);
  for (const dir of ['ltr', 'rtl']) {
    document.documentElement.dir = dir;
    await mountLogin({ failure: 'sso', shortCode: 'SSO-7Q2F', team: 'acme' });
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  }
  document.documentElement.dir = 'ltr';
});
