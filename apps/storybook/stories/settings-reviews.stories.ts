// Dialogs: what is reviewed before it happens.

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { SettingsProblem, type SavedElsewhere } from '@team-sso/settings-element';
import { fakeCertificate, fakeView } from '@team-sso/settings-element/fake';
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

const meta: Meta<Scene> = { title: 'Settings/Reviews', render: settingsPanel };
export default meta;
type Story = StoryObj<Scene>;

export const RequireReady: Story = {
  args: { start: 'on' },
  play: async ({ canvasElement }) => press(await stageOf(canvasElement), 'Require SSO…'),
};

export const RequireNotTested: Story = {
  args: { start: 'on-untested' },
  play: async ({ canvasElement }) =>
    pressSwitch(await stageOf(canvasElement), 'Require SAML SSO for all members'),
};

export const RequireEveryRefusal: Story = {
  args: {
    start: {
      ...fakeView('on'),
      requirement: {
        refusals: [
          'not_entitled',
          'live_connection_not_tested',
          'admin_not_signed_in_by_sso',
          'no_recovery_route',
          'certificate_expires_soon',
        ],
      },
    },
    hasEveryVerb: true,
  },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await press(stage, 'Require SSO…');
    await press(stage, 'Require SSO');
    await expect(stage.panel.getByRole('alert')).toHaveTextContent('5 things needed first');
  },
};

export const StopRequiring: Story = {
  args: { start: 'required' },
  play: async ({ canvasElement }) =>
    pressSwitch(await stageOf(canvasElement), 'Require SAML SSO for all members'),
};

export const SwitchOff: Story = {
  args: { start: 'on' },
  play: async ({ canvasElement }) => pressSwitch(await stageOf(canvasElement), 'Enable SAML authentication'),
};

export const SwitchOffLeavesMembersOut: Story = {
  args: {
    start: 'on',
    prepare: (client) =>
      client.failNext(
        'save',
        new SettingsProblem('confirmation_needed', { confirmations: ['members_without_password'] }),
      ),
  },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await pressSwitch(stage, 'Enable SAML authentication');
    await press(stage, 'Switch off');
    await expect(await stage.panel.findByText(/Some members have no password/)).toBeVisible();
  },
};

export const Delete: Story = {
  args: { start: 'on' },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await press(stage, 'More actions');
    await userEvent.click(stage.panel.getByRole('menuitem', { name: 'Delete this configuration…' }));
    await userEvent.type(await stage.panel.findByRole('textbox', { name: 'Type Acme to confirm' }), 'Globex');
    await press(stage, 'Delete');
    await expect(await stage.panel.findByText('That isn’t Acme.')).toBeVisible();
  },
};

export const Menu: Story = {
  args: { start: 'on' },
  play: async ({ canvasElement }) => press(await stageOf(canvasElement), 'More actions'),
};

export const ConflictOneField: Story = {
  args: { start: 'on' },
  play: async ({ canvasElement }) =>
    conflict(await stageOf(canvasElement), { signOnUrl: 'https://idp.example/theirs' }),
};

export const ConflictThreeFields: Story = {
  args: { start: 'on' },
  play: async ({ canvasElement }) =>
    conflict(await stageOf(canvasElement), {
      signOnUrl: 'https://idp.example/theirs',
      idpEntityId: 'urn:idp:theirs',
      signingCertificates: [fakeCertificate('theirs')],
    }),
};

export const ConflictNothingInCommon: Story = {
  args: { start: 'on' },
  play: async ({ canvasElement }) => conflict(await stageOf(canvasElement), { provider: 'okta' }),
};

export const ConflictSaysWho: Story = {
  args: { start: 'on' },
  play: async ({ canvasElement }) =>
    conflict(
      await stageOf(canvasElement),
      { signOnUrl: 'https://idp.example/theirs' },
      { savedBy: { userId: 'u-2', name: 'Jon Bell' }, savedAt: '2026-11-23T10:01:00Z' },
    ),
};

export const ConflictDeletedElsewhere: Story = {
  args: { start: 'on' },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await press(stage, 'Change…');
    await fill(stage, 'signOnUrl', 'https://idp.example/mine');
    stage.client.change({ mode: 'off', effectiveMode: 'off', live: null, certificates: [] });
    await press(stage, 'Save draft');
    await expect(await stage.panel.findByText(/The configuration was deleted meanwhile/)).toBeVisible();
  },
};

async function conflict(stage: Stage, theirs: object, saved: SavedElsewhere = {}): Promise<void> {
  await press(stage, 'Change…');
  await fill(stage, 'signOnUrl', 'https://idp.example/mine');
  await fill(stage, 'idpEntityId', 'urn:idp:mine');
  await fill(stage, 'certificates', fakeCertificate('mine'));
  const { live } = stage.client.view;
  if (!live) throw new TypeError('nothing is live');
  stage.client.change({ draft: { ...live, basedOn: live.connectionId, ...theirs } }, saved);
  await press(stage, 'Save draft');
  await expect(await stage.panel.findByRole('heading', { name: /saved changes/ })).toBeVisible();
}
