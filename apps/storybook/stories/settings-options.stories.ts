// "Advanced": requests, answers, logout, and what each risks.

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { FAKE_CONNECTION, FAKE_METADATA_URL, fakeView } from '@team-sso/settings-element/fake';
import { expect, userEvent } from 'storybook/test';
import { fill, press, settingsPanel, stageOf, type Scene, type Stage } from './settings-stage.ts';

const meta: Meta<Scene> = { title: 'Settings/Options', render: settingsPanel };
export default meta;
type Story = StoryObj<Scene>;

async function unfold(canvasElement: HTMLElement): Promise<Stage> {
  const stage = await stageOf(canvasElement);
  await press(stage, 'Change…');
  await userEvent.click(await stage.panel.findByText('Advanced'));
  await stage.panel.findByText('Requests to your provider');
  return stage;
}

export const AtFirst: Story = {
  args: { start: 'on', hasEveryVerb: true },
  play: async ({ canvasElement }) => void (await unfold(canvasElement)),
};

export const Risky: Story = {
  args: {
    start: {
      ...fakeView('on'),
      live: {
        ...FAKE_CONNECTION,
        metadataUrl: FAKE_METADATA_URL,
        signRequests: true,
        signOnBinding: 'post',
        forceAuthn: true,
        allowUnsolicited: true,
        allowCbcEncryption: true,
        nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
        logoutUrl: 'https://login.microsoftonline.com/8f4c2a61-3d0e-4b7a-9c15-e2a7d96b10f3/saml2',
        logoutBinding: 'redirect',
      },
    },
    hasEveryVerb: true,
  },
  play: async ({ canvasElement }) => void (await unfold(canvasElement)),
};

export const Saved: Story = {
  args: { start: 'on', hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await unfold(canvasElement);
    await userEvent.click(stage.panel.getByRole('checkbox', { name: 'Sign requests' }));
    await press(stage, 'Save draft');
    await expect(stage.client.view.draft?.signRequests).toBe(true);
    await expect(await stage.panel.findByText('Sign requests')).toBeVisible();
  },
};

export const WrongLogoutUrl: Story = {
  args: { start: 'on', hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await unfold(canvasElement);
    await fill(stage, 'option-logoutUrl', 'not an address');
    await press(stage, 'Save draft');
    await expect((await stage.panel.findAllByText(/complete web address/))[0]).toBeVisible();
  },
};
