// Every state the panel can be found in.

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { SettingsProblem } from '@team-sso/settings-element';
import { fakeTestRun, fakeView } from '@team-sso/settings-element/fake';
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
export const PlanLapsedWhileOptional: Story = {
  args: { start: { ...fakeView('lapsed'), mode: 'optional', requirement: { refusals: ['not_entitled'] } } },
};
export const PlanInGrace: Story = { args: { start: 'grace', hasEveryVerb: true } };

const { entitlement } = fakeView('not-entitled');
export const PreparedWithoutThePlan: Story = {
  args: { start: { ...fakeView('draft-saved'), entitlement }, hasEveryVerb: true },
};

const prepared = { ...fakeView('draft-saved'), entitlement };
const passed = fakeTestRun('passed', prepared);
export const TestedWithoutThePlan: Story = {
  args: { start: { ...prepared, lastTest: passed }, testRuns: [passed], hasEveryVerb: true },
};

export const ProviderFails: Story = {
  args: {
    start: { ...fakeView('on'), health: [{ code: 'idp_failing', since: '2026-11-23T09:42:00Z' }] },
    hasEveryVerb: true,
  },
};
export const NoWayBackAnyMore: Story = {
  args: {
    start: {
      ...fakeView('required'),
      policy: fakeView('on').policy,
      health: [{ code: 'no_recovery_route' }],
    },
    hasEveryVerb: true,
  },
};
export const ExpiringWithTheNextInADraft: Story = {
  args: {
    start: { ...fakeView('certificate-expiring'), draft: fakeView('changing').draft },
    hasEveryVerb: true,
  },
};
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
