// Every step of signing in.

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import type { Discover, TeamSsoLogin } from '@team-sso/settings-element';
import { expect, userEvent, waitFor, within } from 'storybook/test';

interface Page {
  readonly prefill?: string;
  readonly failure?: TeamSsoLogin['failure'];
  readonly shortCode?: string;
  readonly team?: string;
  readonly methods?: string;
  readonly discover?: Discover;
}

const SSO = { kind: 'sso', team: 'acme', loginUrl: '#sso', idpHost: 'login.microsoftonline.com' } as const;
const PASSWORD = { kind: 'password' } as const;

function loginPage(page: Page): TemplateResult {
  history.replaceState(null, '', location.href);
  return html`<team-sso-login
    action="#sign-in"
    prefill=${page.prefill ?? ''}
    failure=${page.failure ?? ''}
    short-code=${page.shortCode ?? ''}
    team=${page.team ?? ''}
    methods=${page.methods ?? 'sso password'}
    .discover=${page.discover ?? (async () => [PASSWORD])}
    ><h2 slot="heading">Sign in to Acme Bots</h2></team-sso-login
  >`;
}

const meta: Meta<Page> = { title: 'Login/Steps', render: loginPage, parameters: { width: '22rem' } };
export default meta;
type Story = StoryObj<Page>;

async function enter(canvasElement: HTMLElement, state: string): Promise<void> {
  const login = canvasElement.querySelector('team-sso-login');
  await userEvent.click(await within(canvasElement).findByRole('button', { name: 'Continue' }));
  await waitFor(() => expect(login).toHaveAttribute('state', state));
}

export const Email: Story = {};

export const AddressIncomplete: Story = {
  args: { prefill: 'ana' },
  play: async ({ canvasElement }) => {
    await userEvent.click(await within(canvasElement).findByRole('button', { name: 'Continue' }));
    await expect(await within(canvasElement).findByRole('alert')).toBeVisible();
  },
};

export const Checking: Story = {
  args: { prefill: 'ana@acme.example', discover: () => new Promise(() => {}) },
  play: ({ canvasElement }) => enter(canvasElement, 'checking'),
};

export const SsoOrPassword: Story = {
  args: { prefill: 'ana@acme.example', discover: async () => [SSO, PASSWORD] },
  play: ({ canvasElement }) => enter(canvasElement, 'sso-or-password'),
};

export const SsoOnly: Story = {
  args: { prefill: 'ana@acme.example', discover: async () => [SSO] },
  play: ({ canvasElement }) => enter(canvasElement, 'sso'),
};

export const Password: Story = {
  args: { prefill: 'ana@acme.example' },
  play: ({ canvasElement }) => enter(canvasElement, 'password'),
};

export const PasswordInstead: Story = {
  args: { prefill: 'ana@acme.example', discover: async () => [SSO, PASSWORD] },
  play: async ({ canvasElement }) => {
    await enter(canvasElement, 'sso-or-password');
    await userEvent.click(within(canvasElement).getByRole('button', { name: 'Use a password instead' }));
    await expect(await within(canvasElement).findByLabelText('Password')).toHaveFocus();
  },
};

export const PasswordWrong: Story = { args: { prefill: 'ana@acme.example', failure: 'credentials' } };

export const LookUpFailed: Story = {
  args: { prefill: 'ana@acme.example', discover: () => Promise.reject(new TypeError('down')) },
  play: ({ canvasElement }) => enter(canvasElement, 'password'),
};

export const TeamDeepLink: Story = { args: { team: 'acme' } };
export const SsoFailed: Story = { args: { failure: 'sso', shortCode: 'SSO-7Q2F', team: 'acme' } };
export const NotAMember: Story = { args: { failure: 'not-a-member' } };
export const Unavailable: Story = { args: { failure: 'unavailable' } };
export const SessionExpired: Story = { args: { failure: 'session-expired', prefill: 'ana@acme.example' } };
