// A connection over the years: certificates come, go and end; a move to another provider.

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { SettingsProblem } from '@team-sso/settings-element';
import {
  FAKE_CONNECTION,
  FAKE_NOW,
  fakeCertificate,
  fakeCertificateView,
  fakeView,
} from '@team-sso/settings-element/fake';
import { expect } from 'storybook/test';
import { press, settingsPanel, stageOf, type Scene } from './settings-stage.ts';

const meta: Meta<Scene> = { title: 'Settings/Upkeep', render: settingsPanel };
export default meta;
type Story = StoryObj<Scene>;

const base = fakeView('on');
const [first] = base.certificates;
const seeds = ['one', 'two', 'three'];
const fingerprint = (digit: string): string => (first?.fingerprint ?? '').replace(/^..../, digit.repeat(4));
const certificates = first
  ? [
      {
        ...first,
        role: 'old',
        fingerprint: fingerprint('a'),
        lastSeenAt: '2026-06-02T08:00:00Z',
        notAfter: '2026-11-22T08:00:00Z',
        expiryStage: 0,
      } as const,
      { ...first, notAfter: '2026-12-20T08:00:00Z', expiryStage: 30 } as const,
      fakeCertificateView(fakeCertificate('three'), FAKE_NOW),
    ]
  : [];
const three = {
  ...base,
  certificates,
  live: { ...FAKE_CONNECTION, signingCertificates: seeds.map(fakeCertificate) },
};

export const CertificatesOfEveryRole: Story = { args: { start: three, hasEveryVerb: true } };

export const RemovingTheOneInUse: Story = {
  args: { start: three, hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    const buttons = await stage.panel.findAllByRole('button', { name: /Remove the certificate/ });
    buttons[1]?.click();
    await expect(await stage.panel.findByText(/The last sign-in it signed was/)).toBeVisible();
  },
};

export const Removed: Story = {
  args: { start: three, hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    const buttons = await stage.panel.findAllByRole('button', { name: /Remove the certificate/ });
    buttons[0]?.click();
    await press(stage, 'Remove it');
    await expect(
      await stage.panel.findByRole('heading', { name: 'End the SSO sessions too?' }),
    ).toBeVisible();
  },
};

export const RemovedWhileRequired: Story = {
  args: { start: { ...three, mode: 'required', effectiveMode: 'required' }, hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    const buttons = await stage.panel.findAllByRole('button', { name: /Remove the certificate/ });
    buttons[0]?.click();
    await expect(await stage.panel.findByText(/this goes into a draft/)).toBeVisible();
  },
};

const TO = 'https://acme.okta.example/exk1fcia6d6EMsf331d8';
const move = { from: FAKE_CONNECTION.idpEntityId, to: TO } as const;
const target = {
  ...FAKE_CONNECTION,
  provider: 'okta',
  connectionId: 'con-move',
  idpEntityId: TO,
  signOnUrl: 'https://acme.okta.example/app/exk1fcia6d6EMsf331d8/sso/saml',
  signingCertificates: [fakeCertificate('okta')],
} as const;
const moving = {
  ...base,
  draftMove: move,
  draft: { ...target, basedOn: FAKE_CONNECTION.connectionId },
};

export const MovePrepared: Story = { args: { start: moving, hasEveryVerb: true } };

export const MoveConfirmed: Story = {
  args: { start: moving, hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await press(stage, 'Use the new settings');
    await expect(
      await stage.panel.findByText(/From then on everybody signs in at the new provider/),
    ).toBeVisible();
  },
};

const moved = {
  ...base,
  previousUntil: '2026-12-20T10:00:00Z',
  lastMove: { ...move, at: '2026-11-20T10:00:00Z', people: { moved: 31, notYet: 10 } },
  live: target,
};

export const Moved: Story = { args: { start: moved, hasEveryVerb: true } };

export const MovedByNobody: Story = {
  args: {
    start: { ...moved, lastMove: { ...moved.lastMove, people: { moved: 0, notYet: 0 } } },
    hasEveryVerb: true,
  },
};

export const OurCertificateChanges: Story = {
  args: { start: { ...base, health: [{ code: 'sp_key_changing' }] }, hasEveryVerb: true },
};

export const RemovalRefused: Story = {
  args: {
    start: three,
    hasEveryVerb: true,
    prepare: (client) => client.failNext('saveDraft', new SettingsProblem('offline')),
  },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    const buttons = await stage.panel.findAllByRole('button', { name: /Remove the certificate/ });
    buttons[0]?.click();
    await press(stage, 'Remove it');
    await expect((await stage.panel.findAllByText(/The server doesn’t answer/))[0]).toBeVisible();
  },
};
