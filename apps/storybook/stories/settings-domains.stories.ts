// E-mail domains: asked for, proved by a DNS record, lapsed, refused.

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { fakeDomain, fakeView } from '@team-sso/settings-element/fake';
import { expect, userEvent } from 'storybook/test';
import { press, settingsPanel, stageOf, type Scene, type Stage } from './settings-stage.ts';

const meta: Meta<Scene> = { title: 'Settings/Domains', render: settingsPanel };
export default meta;
type Story = StoryObj<Scene>;

const VERIFIED = fakeDomain('acme.example', {
  state: 'verified',
  verifiedAt: '2026-10-02T08:00:00Z',
  lastCheck: 'found',
});
const PENDING = fakeDomain('acme-robotics.example');
const scene = (domains: readonly ReturnType<typeof fakeDomain>[]): Scene => ({
  start: { ...fakeView('on'), domains },
  hasEveryVerb: true,
});

async function unfold(canvasElement: HTMLElement): Promise<Stage> {
  const stage = await stageOf(canvasElement);
  await userEvent.click(stage.query('#domains'));
  await stage.panel.findByText(/People with these addresses/);
  return stage;
}

async function add(canvasElement: HTMLElement, domain: string): Promise<Stage> {
  const stage = await unfold(canvasElement);
  await userEvent.type(await stage.panel.findByLabelText('Domain'), domain);
  await press(stage, 'Add the domain');
  return stage;
}

export const None: Story = {
  args: scene([]),
  play: async ({ canvasElement }) => void (await unfold(canvasElement)),
};

export const OfEveryState: Story = {
  args: scene([
    VERIFIED,
    PENDING,
    fakeDomain('acme.test', {
      state: 'verified',
      verifiedAt: '2026-05-02T08:00:00Z',
      lapsesAt: '2026-11-29T08:00:00Z',
      lastCheck: 'missing',
      lastCheckedAt: '2026-11-23T08:05:00Z',
    }),
    fakeDomain('old-acme.example', {
      state: 'lapsed',
      lastCheck: 'different',
      lastCheckedAt: '2026-11-22T08:05:00Z',
    }),
    { domain: 'acmebots.example', verified: true, state: 'verified', verifiedBy: 'host' },
  ]),
  play: async ({ canvasElement }) => void (await unfold(canvasElement)),
};

export const Added: Story = {
  args: scene([VERIFIED]),
  play: async ({ canvasElement }) => {
    const { panel } = await add(canvasElement, 'ana@acme-robotics.example');
    await expect(await panel.findByDisplayValue('_team-sso.acme-robotics.example')).toBeVisible();
  },
};

export const PublicMail: Story = {
  args: scene([]),
  play: async ({ canvasElement }) => {
    const { panel } = await add(canvasElement, 'gmail.com');
    await expect((await panel.findAllByText(/Anybody can have an e-mail address there/))[0]).toBeVisible();
  },
};

export const OfAnotherTeam: Story = {
  args: { ...scene([]), upkeep: { dns: { 'globex.example': 'taken' } } },
  play: async ({ canvasElement }) => {
    const { panel } = await add(canvasElement, 'globex.example');
    await expect((await panel.findAllByText(/belongs to another team/))[0]).toBeVisible();
  },
};

export const NoRecordYet: Story = {
  args: scene([PENDING]),
  play: async ({ canvasElement }) => {
    const stage = await unfold(canvasElement);
    await press(stage, 'Verify now: acme-robotics.example');
    await expect((await stage.panel.findAllByText(/The TXT record isn't there yet/))[0]).toBeVisible();
  },
};

export const NowVerified: Story = {
  args: { ...scene([PENDING]), upkeep: { dns: { 'acme-robotics.example': 'found' } } },
  play: async ({ canvasElement }) => {
    const stage = await unfold(canvasElement);
    await press(stage, 'Verify now: acme-robotics.example');
    await expect(await stage.panel.findByText(/Leave the record where it is/)).toBeVisible();
  },
};

export const Removing: Story = {
  args: scene([VERIFIED]),
  play: async ({ canvasElement }) => {
    const stage = await unfold(canvasElement);
    await press(stage, 'Remove acme.example');
    await expect(await stage.panel.findByRole('heading', { name: 'Remove acme.example?' })).toBeVisible();
  },
};

export const LongName: Story = {
  args: scene([
    fakeDomain(`${'a-very-long-name-of-a-company-'.repeat(2)}and-more.${'sub'.repeat(15)}.example`),
  ]),
  play: async ({ canvasElement }) => void (await unfold(canvasElement)),
};

export const ToLookAt: Story = {
  args: {
    start: { ...fakeView('read-only'), domains: [{ domain: 'acme.example', verified: true }] },
    hasEveryVerb: true,
  },
  play: async ({ canvasElement }) => void (await unfold(canvasElement)),
};
