// Every state the panel can be found in.

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { SettingsProblem } from '@team-sso/settings-element';
import { expect } from 'storybook/test';
import { settingsPanel, stageOf, type Scene } from './settings-stage.ts';

const meta: Meta<Scene> = { title: 'Settings/States', render: settingsPanel };
export default meta;
type Story = StoryObj<Scene>;

export const Loading: Story = { args: { latency: () => new Promise(() => {}) } };

export const LoadFailed: Story = {
  args: {
    prepare: (client) =>
      client.failNext('readSettings', new SettingsProblem('internal_error', { requestId: 'req-3f2a' })),
  },
};

export const NoAnswer: Story = {
  args: { prepare: (client) => client.failNext('readSettings', new SettingsProblem('offline')) },
};

export const SignedOut: Story = {
  args: {
    prepare: (client) =>
      client.failNext('readSettings', new SettingsProblem('sign_in', { loginUrl: '#sign-in' })),
  },
};

export const SsoRequiredHere: Story = {
  args: {
    prepare: (client) =>
      client.failNext('readSettings', new SettingsProblem('sso_required', { loginUrl: '#sso' })),
  },
};

export const Off: Story = { args: { start: 'off' } };
export const OffWithKeptSettings: Story = { args: { start: 'off-kept' } };
export const NotEntitled: Story = { args: { start: 'not-entitled' } };
export const ReadOnly: Story = { args: { start: 'read-only' } };
export const OnNotTestedYet: Story = { args: { start: 'on-untested' } };
export const On: Story = { args: { start: 'on' } };
export const CountingDown: Story = { args: { start: 'requiring' } };
export const Required: Story = { args: { start: 'required' } };
export const RolledBack: Story = { args: { start: 'rolled-back' } };
export const PlanLapsed: Story = { args: { start: 'lapsed' } };
export const DraftBesideLive: Story = { args: { start: 'changing' } };
export const DraftBesideLiveCanBeDiscarded: Story = { args: { start: 'changing', canDiscardDraft: true } };
export const DraftWithNothingLive: Story = { args: { start: 'draft-saved' } };
export const CertificateExpiring: Story = { args: { start: 'certificate-expiring' } };
export const CertificateExpired: Story = { args: { start: 'certificate-expired' } };

export const Offline: Story = {
  args: { start: 'on' },
  play: async ({ canvasElement }) => {
    const { panel } = await stageOf(canvasElement);
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
    dispatchEvent(new Event('offline'));
    await expect(await panel.findByText(/You’re offline/)).toBeVisible();
    Reflect.deleteProperty(navigator, 'onLine');
  },
};
