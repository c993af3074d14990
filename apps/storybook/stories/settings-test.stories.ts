// Test sign-in and its results, with the draft beside what is live.

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import {
  FAKE_NOW,
  FAKE_OTHER_CERTIFICATE,
  fakeTestRun,
  fakeView,
  type FakeTest,
} from '@team-sso/settings-element/fake';
import { expect, userEvent } from 'storybook/test';
import { press, settingsPanel, stageOf, type Scene } from './settings-stage.ts';

const meta: Meta<Scene> = { title: 'Settings/Test sign-in', render: settingsPanel };
export default meta;
type Story = StoryObj<Scene>;

/** A panel that finds the result of a test again, as after a reload. */
function result(
  kind: FakeTest,
  start: 'changing' | 'on-untested' | 'draft-saved' = 'changing',
  run = fakeTestRun(kind, fakeView(start)),
): Story {
  const view = fakeView(start);
  const { id, connectionId, target, outcome, at, by, reason } = run;
  const lastTest = { id, connectionId, target, outcome, at, by, ...(reason ? { reason } : {}) };
  return {
    args: { start: { ...view, lastTest }, testRuns: [run], hasEveryVerb: true },
    play: async ({ canvasElement }) => {
      const { panel } = await stageOf(canvasElement);
      await expect(await panel.findByRole('heading', { name: 'Checks' })).toBeVisible();
    },
  };
}

export const DraftReadyToTest: Story = { args: { start: 'changing', hasEveryVerb: true } };
export const FirstDraftReadyToTest: Story = { args: { start: 'draft-saved', hasEveryVerb: true } };
export const OnNotTestedYet: Story = { args: { start: 'on-untested', hasEveryVerb: true } };
export const Passed: Story = result('passed');
export const PassedOnAFirstDraft: Story = result('passed', 'draft-saved');
export const AnotherCertificate: Story = result('signature_wrong_key');
export const AnotherIssuer: Story = result('issuer_mismatch');
export const AnotherAudience: Story = result('audience_mismatch');
export const AnOldAddress: Story = result('destination_mismatch');
export const NoEmail: Story = result('email_missing');
export const RefusedByTheProvider: Story = result('status_not_success', 'on-untested');
export const WeakSignature: Story = result('signature_weak');

export const NothingSigned: Story = result('signature_missing');
export const IdentifierChanges: Story = result('nameid_transient');
export const TooLate: Story = result('assertion_expired');
export const UnknownRequest: Story = result('in_response_to_unknown');
export const EncryptedWithoutAKey: Story = result('assertion_encrypted_no_key');
export const WeakEncryption: Story = result('encryption_weak');
export const DomainNotAllowed: Story = result('email_domain_not_allowed');
export const NobodyMatches: Story = result('member_unknown');
export const CertificateKnownFromMetadata: Story = result(
  'signature_wrong_key',
  'changing',
  fakeTestRun('signature_wrong_key', fakeView('changing'), FAKE_NOW, [FAKE_OTHER_CERTIFICATE]),
);

const running = fakeTestRun('running');

/** Presses the button with a browser that opens no tab, or one that goes nowhere. */
async function start(canvasElement: HTMLElement, tab: Window | null): Promise<void> {
  Object.defineProperty(globalThis, 'open', { configurable: true, writable: true, value: () => tab });
  await press(await stageOf(canvasElement), 'Test the change');
}

export const Running: Story = {
  args: { start: 'changing', hasEveryVerb: true, testRuns: [running] },
  play: async ({ canvasElement }) => {
    await start(canvasElement, { location: { replace: () => {} } } as unknown as Window);
    const { panel } = await stageOf(canvasElement);
    await expect(await panel.findByText('Testing in the other tab')).toBeVisible();
  },
};

export const BlockedTab: Story = {
  args: { start: 'changing', hasEveryVerb: true, testRuns: [running] },
  play: async ({ canvasElement }) => {
    await start(canvasElement, null);
    const { panel } = await stageOf(canvasElement);
    await expect(await panel.findByRole('link', { name: 'Open the test' })).toBeVisible();
  },
};

const waiting = fakeView('changing');
const { id, connectionId, target, outcome, at, by } = running;
export const NoAnswer: Story = {
  args: {
    start: { ...waiting, lastTest: { id, connectionId, target, outcome, at, by } },
    testRuns: [running],
    hasEveryVerb: true,
  },
  play: async ({ canvasElement }) => {
    const { panel } = await stageOf(canvasElement);
    const paste = await panel.findByLabelText('Or paste what it said', {}, { timeout: 6_000 });
    await userEvent.type(paste, 'AADSTS50105');
    await expect(await panel.findByText('You aren’t assigned to the application.')).toBeVisible();
  },
};

export const OutOfTime: Story = {
  ...result('expired'),
  play: async ({ canvasElement }) => {
    const { panel } = await stageOf(canvasElement);
    await expect(await panel.findByText('The test ran out of time')).toBeVisible();
  },
};

export const NarrowFailure: Story = {
  ...result('audience_mismatch'),
  globals: { viewport: { value: 'mobile1' } },
};

export const RightToLeftFailure: Story = {
  ...result('signature_wrong_key'),
  render: (scene) => {
    document.documentElement.dir = 'rtl';
    return settingsPanel(scene);
  },
  play: async ({ canvasElement }) => {
    const { panel } = await stageOf(canvasElement);
    await expect(await panel.findByRole('heading', { name: 'Checks' })).toBeVisible();
    document.documentElement.dir = 'ltr';
  },
};

export const UseUntested: Story = {
  args: { start: 'changing', hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await press(stage, 'Use the new settings');
    await expect(await stage.panel.findByText('These settings haven’t been tested.')).toBeVisible();
  },
};

export const GoBack: Story = {
  args: {
    start: { ...fakeView('on'), previousUntil: '2026-12-20T10:00:00Z' },
    hasEveryVerb: true,
  },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await press(stage, 'More actions');
    await userEvent.click(
      await stage.panel.findByRole('menuitem', { name: /^Go back to the settings before/ }),
    );
    await expect(
      await stage.panel.findByRole('heading', { name: 'Go back to the earlier settings?' }),
    ).toBeVisible();
  },
};
