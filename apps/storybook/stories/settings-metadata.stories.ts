// Metadata: brought by URL or file, one provider of several chosen, read again, its changes reviewed.

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { SettingsProblem } from '@team-sso/settings-element';
import {
  FAKE_CONNECTION,
  FAKE_GREAT_CHANGE,
  FAKE_METADATA_URL,
  FAKE_NEW_CERTIFICATE,
  fakeFederation,
  fakeMetadataAnswer,
  fakeUnreadable,
  fakeView,
} from '@team-sso/settings-element/fake';
import { expect, userEvent } from 'storybook/test';
import { fill, openForm, press, settingsPanel, stageOf, type Scene, type Stage } from './settings-stage.ts';

const meta: Meta<Scene> = { title: 'Settings/Metadata', render: settingsPanel };
export default meta;
type Story = StoryObj<Scene>;

const EVERY = { hasEveryVerb: true, provider: 'entra' } as const;

async function chooseSource(
  canvasElement: HTMLElement,
  name: 'Metadata URL' | 'Metadata file',
): Promise<Stage> {
  const stage = await stageOf(canvasElement);
  await openForm(stage);
  await userEvent.click(stage.panel.getByRole('radio', { name }));
  await stage.panel.findByRole('textbox', { name });
  return stage;
}

const readUrl = async (canvasElement: HTMLElement): Promise<Stage> => {
  const stage = await chooseSource(canvasElement, 'Metadata URL');
  await fill(stage, 'metadata-url', FAKE_METADATA_URL);
  await press(stage, 'Read');
  return stage;
};

export const ByUrl: Story = {
  args: EVERY,
  play: async ({ canvasElement }) => void (await chooseSource(canvasElement, 'Metadata URL')),
};

export const ByUrlRead: Story = {
  args: EVERY,
  play: async ({ canvasElement }) => {
    const { panel } = await readUrl(canvasElement);
    await expect(await panel.findByText('We read')).toBeVisible();
    await expect(panel.getByText(/2 · next expiry/)).toBeVisible();
  },
};

export const ByUrlSaved: Story = {
  args: EVERY,
  play: async ({ canvasElement }) => {
    const stage = await readUrl(canvasElement);
    await stage.panel.findByText('We read');
    await press(stage, 'Save');
    await expect(stage.client.view.live?.metadataUrl).toBe(FAKE_METADATA_URL);
    await expect(await stage.panel.findByRole('heading', { name: 'Metadata' })).toBeVisible();
  },
};

export const ByUrlReading: Story = {
  args: {
    ...EVERY,
    latency: (verb) => (verb === 'readMetadata' ? new Promise(() => {}) : Promise.resolve()),
  },
  play: async ({ canvasElement }) => {
    const { panel } = await readUrl(canvasElement);
    await expect((await panel.findAllByText('Reading the metadata…'))[0]).toBeVisible();
  },
};

export const ByUrlIsAWebPage: Story = {
  args: { ...EVERY, upkeep: { readMetadata: () => fakeUnreadable('web_page') } },
  play: async ({ canvasElement }) => {
    const { panel } = await readUrl(canvasElement);
    await expect((await panel.findAllByText(/We got a web page instead of metadata/))[0]).toBeVisible();
  },
};

export const ByUrlRefused: Story = {
  args: { ...EVERY, upkeep: { readMetadata: () => fakeUnreadable('http_status', '403') } },
  play: async ({ canvasElement }) => {
    const { panel } = await readUrl(canvasElement);
    await expect((await panel.findAllByText(/\(403\)/))[0]).toBeVisible();
  },
};

export const ByUrlEmpty: Story = {
  args: EVERY,
  play: async ({ canvasElement }) => {
    const stage = await chooseSource(canvasElement, 'Metadata URL');
    await press(stage, 'Read');
    await expect((await stage.panel.findAllByText('Enter the metadata URL.'))[0]).toBeVisible();
  },
};

export const SeveralProviders: Story = {
  args: { hasEveryVerb: true, upkeep: { readMetadata: fakeFederation } },
  play: async ({ canvasElement }) => {
    const stage = await readUrl(canvasElement);
    await expect(await stage.panel.findByText('Which of these is yours?')).toBeVisible();
    await userEvent.click(stage.panel.getByRole('radio', { name: /Acme/ }));
  },
};

export const ReadWithNotes: Story = {
  args: {
    ...EVERY,
    upkeep: {
      readMetadata: (body) => ({
        ...fakeMetadataAnswer(body),
        warnings: [{ code: 'certificate_unreadable' }, { code: 'not_yet_valid' }],
        signature: 'unverified',
      }),
    },
  },
  play: async ({ canvasElement }) => {
    const { panel } = await readUrl(canvasElement);
    await expect(await panel.findByText(/can't be read and was left out/)).toBeVisible();
  },
};

export const ByFile: Story = {
  args: EVERY,
  play: async ({ canvasElement }) => void (await chooseSource(canvasElement, 'Metadata file')),
};

export const ByFileIsAKey: Story = {
  args: EVERY,
  play: async ({ canvasElement }) => {
    const stage = await chooseSource(canvasElement, 'Metadata file');
    await fill(stage, 'metadata-file', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----');
    await expect((await stage.panel.findAllByText(/That’s a private key/))[0]).toBeVisible();
    await expect(stage.client.calls.some(({ verb }) => verb === 'readMetadata')).toBe(false);
  },
};

export const PastedIntoAnotherField: Story = {
  args: EVERY,
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await openForm(stage);
    await fill(stage, 'signOnUrl', FAKE_METADATA_URL);
    await expect(await stage.panel.findByText(/This looks like a metadata URL/)).toBeVisible();
  },
};

const WITH_URL = { ...FAKE_CONNECTION, metadataUrl: FAKE_METADATA_URL };
const on = { ...fakeView('on'), live: WITH_URL };
const changed = { ...on, health: [{ code: 'metadata_changed' as const, since: '2026-11-20T06:00:00Z' }] };

export const Same: Story = {
  args: { start: on, hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const { panel } = await stageOf(canvasElement);
    await expect(await panel.findByText('It says the same as your settings.')).toBeVisible();
  },
};

export const ReviewLoading: Story = {
  args: {
    start: on,
    hasEveryVerb: true,
    latency: (verb) => (verb === 'readMetadataReview' ? new Promise(() => {}) : Promise.resolve()),
  },
};

export const ReviewFailed: Story = {
  args: {
    start: on,
    hasEveryVerb: true,
    prepare: (client) => client.failNext('readMetadataReview', new SettingsProblem('offline')),
  },
  play: async ({ canvasElement }) => {
    const { panel } = await stageOf(canvasElement);
    await expect(await panel.findByText('The comparison couldn’t be loaded.')).toBeVisible();
  },
};

export const NewCertificate: Story = {
  args: { start: changed, hasEveryVerb: true, upkeep: { review: { change: FAKE_NEW_CERTIFICATE } } },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await expect(await stage.panel.findByText(/A sign-in that this key signed was refused/)).toBeVisible();
  },
};

export const NewCertificateAdded: Story = {
  args: NewCertificate.args ?? {},
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    await press(stage, 'Add the certificate');
    await expect(await stage.panel.findByText('It says the same as your settings.')).toBeVisible();
    await expect(stage.client.view.live?.signingCertificates).toHaveLength(2);
  },
};

export const GreatChange: Story = {
  args: { start: changed, hasEveryVerb: true, upkeep: { review: { change: FAKE_GREAT_CHANGE } } },
  play: async ({ canvasElement }) => {
    const stage = await stageOf(canvasElement);
    const [first] = await stage.panel.findAllByRole('checkbox', { name: /Choose the certificate/ });
    if (first) await userEvent.click(first);
    await expect(await stage.panel.findByRole('button', { name: 'Add 1 certificate only' })).toBeVisible();
  },
};

export const Ignored: Story = {
  args: {
    start: on,
    hasEveryVerb: true,
    upkeep: { review: { change: { ...FAKE_NEW_CERTIFICATE, isIgnored: true } } },
  },
};

export const Unreachable: Story = {
  args: {
    start: { ...on, health: [{ code: 'idp_unreachable', since: '2026-11-21T06:00:00Z' }] },
    hasEveryVerb: true,
    upkeep: {
      review: { failing: { code: 'http_status', detail: '403', since: '2026-11-21T06:00:00Z', times: 3 } },
    },
  },
};

export const ReplacedMeanwhile: Story = {
  args: {
    ...NewCertificate.args,
    prepare: (client) => client.failNext('reviewMetadata', new SettingsProblem('metadata_review_outdated')),
  },
  play: async ({ canvasElement }) => press(await stageOf(canvasElement), 'Leave it as it is'),
};
