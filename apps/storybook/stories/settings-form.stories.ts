// The form of a first set-up and of a change: empty, filled, with every mistake.

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { SettingsProblem } from '@team-sso/settings-element';
import { fakeCertificate } from '@team-sso/settings-element/fake';
import { expect, userEvent } from 'storybook/test';
import {
  ENTRA,
  fill,
  fillAll,
  openForm,
  press,
  settingsPanel,
  stageOf,
  type Scene,
} from './settings-stage.ts';

const meta: Meta<Scene> = { title: 'Settings/Form', render: settingsPanel, args: { provider: 'entra' } };
export default meta;
type Story = StoryObj<Scene>;

export const NoProviderChosen: Story = {
  args: { provider: '' },
  play: async ({ canvasElement }) => openForm(await stageOf(canvasElement)),
};

export const Empty: Story = { play: async ({ canvasElement }) => openForm(await stageOf(canvasElement)) };

export const Filled: Story = {
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await openForm(stage);
    await fillAll(stage);
    await expect(await stage.panel.findAllByText('Certificate read')).not.toHaveLength(0);
  },
};

export const MoreValues: Story = {
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await openForm(stage);
    await press(stage, /^More values/);
  },
};

export const WithoutGuide: Story = {
  args: { guide: 'off' },
  play: async ({ canvasElement }) => openForm(await stageOf(canvasElement)),
};

export const GuideBelow: Story = {
  args: { guide: 'below' },
  play: async ({ canvasElement }) => openForm(await stageOf(canvasElement)),
};

export const SeveralMistakes: Story = {
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await openForm(stage);
    await fillAll(stage, { signOnUrl: 'https://myapps.microsoft.com/' });
    await press(stage, 'Save');
    await expect(await stage.panel.findByRole('heading', { name: '3 things need attention' })).toBeVisible();
  },
};

export const OurOwnAddress: Story = mistake(
  'signOnUrl',
  'https://app.acmebots.example/sso/acme/acs',
  /You need your provider’s/,
);
export const AddressWithoutHttps: Story = mistake('signOnUrl', 'login.example/saml', /Start with https/);
export const UnusualIssuer: Story = mistake('idpEntityId', 'urn:example:idp', /usually look like/);

// A label in pieces: no file of the project holds what looks like a key.
export const PrivateKeyPasted: Story = mistake(
  'certificates',
  ['-----BEGIN', ' PRIVATE KEY-----\nMC4CAQ\n-----END', ' PRIVATE KEY-----'].join(''),
  /We didn’t send it/,
);
export const CertificateRequestPasted: Story = mistake(
  'certificates',
  '-----BEGIN CERTIFICATE REQUEST-----\nMIIC\n-----END CERTIFICATE REQUEST-----',
  /certificate request, not a certificate/,
);
export const MetadataPasted: Story = mistake(
  'certificates',
  '<EntityDescriptor entityID="x">',
  /That’s metadata/,
);
export const AddressPasted: Story = mistake('certificates', 'https://idp.example/cert', /That’s an address/);
export const NonsensePasted: Story = mistake('certificates', 'hello', /can’t read a certificate/);

export const TwoCertificates: Story = {
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await openForm(stage);
    await fill(stage, 'certificates', `${fakeCertificate('one')}\n${fakeCertificate('two')}`);
    await expect(await stage.panel.findAllByText('2 certificates read')).not.toHaveLength(0);
  },
};

export const RefusedByTheServer: Story = {
  args: {
    prepare: (client) =>
      client.failNext(
        'save',
        new SettingsProblem('validation_failed', {
          issues: [{ path: 'connection.signOnUrl', code: 'loopback_refused' }],
        }),
      ),
  },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await openForm(stage);
    await fillAll(stage);
    await press(stage, 'Save');
    await expect(await stage.panel.findByRole('heading', { name: '1 thing needs attention' })).toBeVisible();
  },
};

export const Saving: Story = {
  args: { latency: (verb) => (verb === 'save' ? new Promise(() => {}) : Promise.resolve()) },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await openForm(stage);
    await fillAll(stage);
    await press(stage, 'Save');
    await expect(await stage.panel.findByRole('button', { name: 'Saving…' })).toBeVisible();
  },
};

export const SaveFailed: Story = {
  args: { prepare: (client) => client.failNext('save', new SettingsProblem('offline')) },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await openForm(stage);
    await fillAll(stage);
    await press(stage, 'Save');
    await expect(await stage.panel.findAllByText(/The server doesn’t answer/)).not.toHaveLength(0);
  },
};

export const FreshSignInNeeded: Story = {
  args: {
    prepare: (client) =>
      client.failNext(
        'save',
        new SettingsProblem('reauthentication_needed', { reauthenticateUrl: '#sign-in' }),
      ),
  },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await openForm(stage);
    await fillAll(stage);
    await press(stage, 'Save');
    await expect(await stage.panel.findByRole('link', { name: 'Sign in again' })).toBeVisible();
  },
};

export const ChangeOfALiveConnection: Story = {
  args: { start: 'on' },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await press(stage, 'Change…');
    await fill(stage, 'signOnUrl', `${ENTRA.signOnUrl}?whr=acme.example`);
    await expect(stage.panel.getByText('Unsaved changes')).toBeVisible();
  },
};

export const EntityIdOfTheRegion: Story = {
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await openForm(stage);
    await userEvent.click(stage.panel.getByRole('radio', { name: 'Your region’s' }));
    await expect(stage.panel.getByRole('textbox', { name: 'Entity ID (audience)' })).toHaveValue(
      'https://auth.acmebots.example/sso/eu',
    );
  },
};

function mistake(field: keyof typeof ENTRA, text: string, words: RegExp): Story {
  return {
    play: async ({ canvasElement }) => {
      const stage = await stageOf(canvasElement);
      await openForm(stage);
      await fill(stage, field, text);
      await expect((await stage.panel.findAllByText(words))[0]).toBeInTheDocument();
    },
  };
}
