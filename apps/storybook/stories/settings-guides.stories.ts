// The guide of each provider beside the form.

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect } from 'storybook/test';
import { fillAll, openForm, settingsPanel, stageOf, type Scene } from './settings-stage.ts';

const meta: Meta<Scene> = { title: 'Settings/Guides', render: settingsPanel };
export default meta;
type Story = StoryObj<Scene>;

const guideOf = (provider: NonNullable<Scene['provider']>, heading: string): Story => ({
  args: { provider },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await openForm(stage);
    await expect(await stage.panel.findByRole('heading', { name: heading })).toBeVisible();
  },
});

export const EntraId: Story = guideOf('entra', 'Guide · Entra ID');
export const Okta: Story = guideOf('okta', 'Guide · Okta');
export const OneLogin: Story = guideOf('onelogin', 'Guide · OneLogin');
export const PingOne: Story = guideOf('pingone', 'Guide · PingOne');
export const GoogleWorkspace: Story = guideOf('google', 'Guide · Google');
export const PingFederate: Story = guideOf('pingfederate', 'Guide · PingFederate');
export const JumpCloud: Story = guideOf('jumpcloud', 'Guide · JumpCloud');
export const AdFs: Story = guideOf('adfs', 'Guide · AD FS');
export const Keycloak: Story = guideOf('keycloak', 'Guide · Keycloak');
export const Auth0: Story = guideOf('auth0', 'Guide · Auth0');
export const Duo: Story = guideOf('duo', 'Guide · Duo');
export const CyberArk: Story = guideOf('cyberark', 'Guide · CyberArk');
export const Rippling: Story = guideOf('rippling', 'Guide · Rippling');
export const Shibboleth: Story = guideOf('shibboleth', 'Guide · Shibboleth');
export const SimpleSamlPhp: Story = guideOf('simplesamlphp', 'Guide · SimpleSAMLphp');
export const AnotherProvider: Story = guideOf('generic', 'Guide');

export const HalfWay: Story = {
  args: { provider: 'entra' },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await openForm(stage);
    await fillAll(stage);
    await expect(await stage.panel.findByText('4 of 7 done')).toBeVisible();
  },
};
