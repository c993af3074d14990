// Not being locked out: activity, impact, recovery codes, emergency admins, a recovery code used.

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { SettingsProblem } from '@team-sso/settings-element';
import { fakeCertificate, fakeLongActivity, fakeRecovery, fakeView } from '@team-sso/settings-element/fake';
import { expect, userEvent } from 'storybook/test';
import {
  fill,
  press,
  pressSwitch,
  settingsPanel,
  stageOf,
  type Scene,
  type Stage,
} from './settings-stage.ts';

const meta: Meta<Scene> = { title: 'Settings/Safety', render: settingsPanel };
export default meta;
type Story = StoryObj<Scene>;

export const Activity: Story = {
  args: { start: 'on', hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const { panel } = await stageOf(canvasElement);
    await userEvent.click(panel.getByText('Recent activity'));
    await expect(await panel.findByText(/Jon Bell made SSO optional/)).toBeVisible();
  },
};

const openActivity = async (canvasElement: HTMLElement): Promise<Stage> => {
  const stage = await stageOf(canvasElement);
  await userEvent.click(stage.panel.getByText('Recent activity'));
  return stage;
};

export const ActivityLoading: Story = {
  args: {
    start: 'on',
    hasEveryVerb: true,
    latency: (verb) => (verb === 'readAudit' ? new Promise(() => {}) : Promise.resolve()),
  },
  play: async ({ canvasElement }) => void (await openActivity(canvasElement)),
};

export const ActivityEmpty: Story = {
  args: { start: 'on', hasEveryVerb: true, activity: { attempts: [], audit: [] } },
  play: async ({ canvasElement }) => {
    const { panel } = await openActivity(canvasElement);
    await expect(await panel.findByText('Nothing has happened yet.')).toBeVisible();
  },
};

export const ActivityFailed: Story = {
  args: {
    start: 'on',
    hasEveryVerb: true,
    prepare: (client) => {
      client.failNext('readAudit', new SettingsProblem('offline'));
      client.failNext('readAttempts', new SettingsProblem('offline'));
    },
  },
  play: async ({ canvasElement }) => {
    const { panel } = await openActivity(canvasElement);
    await expect(await panel.findByText('The activity couldn’t be loaded.')).toBeVisible();
  },
};

export const ActivityHalfLoaded: Story = {
  args: {
    start: 'on',
    hasEveryVerb: true,
    prepare: (client) => client.failNext('readAudit', new SettingsProblem('forbidden')),
  },
  play: async ({ canvasElement }) => {
    const { panel } = await openActivity(canvasElement);
    await expect(await panel.findByText(/Changes couldn’t be loaded/)).toBeVisible();
  },
};

export const ActivityOfMany: Story = {
  args: { start: 'on', hasEveryVerb: true, activity: fakeLongActivity(25) },
  play: async ({ canvasElement }) => press(await openActivity(canvasElement), 'Show more'),
};

export const ActivityUnknownCode: Story = {
  args: { start: 'on', hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const { panel } = await openActivity(canvasElement);
    await userEvent.type(await panel.findByLabelText('Find a sign-in by its short code'), 'SSO-0000{Enter}');
    await expect((await panel.findAllByText(/no sign-in with this code/))[0]).toBeVisible();
  },
};

export const ActivityOfOneCode: Story = {
  args: { start: 'on', hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const { panel } = await stageOf(canvasElement);
    await userEvent.click(panel.getByText('Recent activity'));
    await userEvent.type(await panel.findByLabelText('Find a sign-in by its short code'), 'SSO-7Q2F{Enter}');
    const [found] = await panel.findAllByText('This is our entity ID of another region.');
    await expect(found).toBeVisible();
  },
};

export const Impact: Story = {
  args: { start: 'on', hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await press(stage, 'Require SSO…');
    await expect(await stage.panel.findByText(/48 members/)).toBeVisible();
  },
};

const REQUIRE = 'Require SAML SSO for all members';

export const NoWayBackIn: Story = {
  args: { start: 'no-way-back', hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await pressSwitch(stage, REQUIRE);
    await expect(await stage.panel.findByRole('button', { name: 'Make recovery codes' })).toBeVisible();
  },
};

export const NameAnEmergencyAdmin: Story = {
  args: { start: 'no-way-back', hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await pressSwitch(stage, REQUIRE);
    await press(stage, 'Name an emergency admin…');
    await expect(await stage.panel.findByLabelText('Person to add')).toBeVisible();
  },
};

export const CannotBeAnEmergencyAdmin: Story = {
  args: { start: 'no-way-back', hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await pressSwitch(stage, REQUIRE);
    await press(stage, 'Name an emergency admin…');
    await userEvent.selectOptions(await stage.panel.findByLabelText('Person to add'), 'u-7');
    await press(stage, 'Add');
    await expect(await stage.panel.findByText(/Kim Berg may not change these settings/)).toBeVisible();
  },
};

export const CertificateEndsSoon: Story = {
  args: { start: 'certificate-ending', hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await pressSwitch(stage, REQUIRE);
    await press(stage, 'Add the next certificate…');
    await press(stage, 'Add it');
    await expect(
      await stage.panel.findAllByText('Paste the certificate or choose its file.'),
    ).not.toHaveLength(0);
  },
};

export const NextCertificateAdded: Story = {
  args: { start: 'certificate-ending', hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await pressSwitch(stage, REQUIRE);
    await press(stage, 'Add the next certificate…');
    await fill(stage, 'next-certificate', fakeCertificate('two'));
    await press(stage, 'Add it');
    await expect(await stage.panel.findByText('The current settings haven’t been tried')).toBeVisible();
  },
};

export const NewCodesInTheReview: Story = {
  args: { start: 'no-way-back', hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await pressSwitch(stage, REQUIRE);
    await press(stage, 'Make recovery codes');
    await expect(await stage.panel.findByText('00AB-CDEF-GHJK-MNP0')).toBeVisible();
  },
};

export const WaysBackInTheMenu: Story = {
  args: { start: 'on', hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await press(stage, 'More actions');
    await userEvent.click(
      await stage.panel.findByRole('menuitem', { name: 'Recovery codes and emergency admins…' }),
    );
    await expect(await stage.panel.findByRole('heading', { name: 'Ways back in' })).toBeVisible();
  },
};

export const RequiredWithWaysBack: Story = {
  args: {
    start: {
      ...fakeView('required'),
      recovery: {
        ...fakeRecovery(),
        unused: 9,
        lastUsedAt: '2026-11-14T08:00:00Z',
        lastUsedBy: 'u-2',
      },
    },
    hasEveryVerb: true,
  },
};

export const RequiredWithoutCodes: Story = { args: { start: 'required', hasEveryVerb: true } };

export const UseARecoveryCode: Story = {
  args: {
    start: 'required',
    hasEveryVerb: true,
    prepare: (client) =>
      client.failNext('readSettings', new SettingsProblem('sso_required', { loginUrl: '#sso' })),
  },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await press(stage, 'Use a recovery code');
    await userEvent.type(await stage.panel.findByLabelText('Recovery code'), 'wrong{Enter}');
    await expect(await stage.panel.findByText(/isn’t one of your unused recovery codes/)).toBeVisible();
  },
};
