// A connection over the years: metadata brought and reviewed, certificates taken out, options, a move.

import axe from 'axe-core';
import { expect, test } from 'vitest';
import {
  FAKE_CONNECTION,
  FAKE_GREAT_CHANGE,
  FAKE_METADATA_URL,
  FAKE_NEW_CERTIFICATE,
  FAKE_NOW,
  fakeCertificate,
  fakeCertificateView,
  fakeFederation,
  fakeUnreadable,
  fakeView,
  type FakeClientOptions,
} from '../src/fake.ts';
import { SettingsProblem } from '../src/settings-problem.ts';
import {
  button,
  field,
  focused,
  missingTexts,
  mountPanel,
  page,
  paste,
  strays,
  text,
  theSwitch,
  userEvent,
  type Panel,
} from './panel.ts';

const mount = (options: FakeClientOptions = {}): Promise<Panel> =>
  mountPanel({ hasEveryVerb: true, ...options });
const verbs = (panel: Panel): readonly string[] => panel.client.calls.map(({ verb }) => verb);

async function byMetadata(
  name: 'Metadata URL' | 'Metadata file',
  options: FakeClientOptions = {},
): Promise<Panel> {
  const panel = await mount(options);
  await theSwitch('Enable SAML authentication').click();
  await page.getByRole('radio', { name, exact: true }).click({ force: true });
  await expect.element(field(name)).toBeVisible();
  return panel;
}

test('metadata is brought by its URL with the keyboard alone, and kept with the connection', async () => {
  const panel = await mount();
  await theSwitch('Enable SAML authentication').click();
  await expect.element(page.getByRole('radio', { name: 'By hand' })).toBeChecked();
  panel.query('input[name="source"][value="hand"]').focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  await expect.element(field('Metadata URL')).toBeVisible();
  panel.query('#metadata-url').focus();
  await userEvent.keyboard(`${FAKE_METADATA_URL}{Enter}`);
  await expect.element(text('We read')).toBeVisible();
  expect(panel.client.calls.at(-1)?.sent).toEqual([{ url: FAKE_METADATA_URL }]);
  expect(focused(panel)?.id).toBe('read-h');
  await button('Save').click();
  await expect.poll(() => panel.client.view.live?.metadataUrl).toBe(FAKE_METADATA_URL);
  expect(panel.client.view.live).toMatchObject({
    idpEntityId: FAKE_CONNECTION.idpEntityId,
    signOnUrl: FAKE_CONNECTION.signOnUrl,
    metadataPolicy: 'notify',
    logoutBinding: 'redirect',
    provider: 'entra',
  });
  expect(panel.client.view.live?.signingCertificates).toHaveLength(2);
});

test('what stands in the way of a URL is said with its cure, and by hand still works', async () => {
  const panel = await byMetadata('Metadata URL', {
    upkeep: { readMetadata: () => fakeUnreadable('http_status', '403') },
  });
  await button('Read').click();
  await expect.element(text('Enter the metadata URL.')).toBeVisible();
  await paste(panel, '#metadata-url', 'https://idp.example/metadata');
  await button('Read').click();
  await expect.element(text('The server refused to give the metadata out. (403)')).toBeVisible();
  expect(panel.query('#metadata-url').getAttribute('aria-invalid')).toBe('true');
  await button('Save').click();
  await expect.element(field('Sign on URL')).toBeVisible();
  await expect.element(text('3 things need attention')).toBeVisible();
});

test('of several providers one is chosen, whose names are text', async () => {
  const panel = await byMetadata('Metadata URL', { upkeep: { readMetadata: fakeFederation } });
  await paste(panel, '#metadata-url', 'https://federation.example/metadata');
  await button('Read').click();
  await expect.element(text('Which of these is yours?')).toBeVisible();
  await button('Use this one').click();
  expect(verbs(panel).filter((verb) => verb === 'readMetadata')).toHaveLength(1);
  await page.getByRole('radio', { name: /Acme/ }).click();
  await button('Use this one').click();
  await expect.element(text('We read')).toBeVisible();
  expect(panel.client.calls.at(-1)?.sent).toEqual([
    {
      url: 'https://federation.example/metadata',
      idpEntityId: 'https://idp-2.federation.example/simplesaml/saml2/idp/metadata.php',
    },
  ]);
});

test('a private key in place of a metadata file is taken out and never sent', async () => {
  const panel = await byMetadata('Metadata file');
  await paste(panel, '#metadata-file', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----');
  await expect.element(text('That’s a private key')).toBeVisible();
  expect((panel.query('#metadata-file') as HTMLTextAreaElement).value).toBe('');
  expect(verbs(panel)).not.toContain('readMetadata');
  await paste(panel, '#metadata-file', '<EntityDescriptor entityID="x"></EntityDescriptor>');
  await expect.element(text('We read')).toBeVisible();
});

test('metadata is read under the certificate it must be signed with, which is saved too', async () => {
  const panel = await byMetadata('Metadata URL');
  await page.getByText('Advanced', { exact: true }).click();
  await expect.element(field('Certificate that signs the metadata')).toBeVisible();
  await paste(panel, '#option-metadataCertificates', '-----BEGIN PRIVATE KEY-----\nMIIE');
  await expect.element(text('That’s a private key')).toBeVisible();
  const pinned = fakeCertificate('metadata');
  await paste(panel, '#option-metadataCertificates', pinned);
  await paste(panel, '#metadata-url', FAKE_METADATA_URL);
  await button('Read').click();
  await expect.element(text('We read')).toBeVisible();
  expect(panel.client.calls.find(({ verb }) => verb === 'readMetadata')?.sent).toEqual([
    { url: FAKE_METADATA_URL, metadataSigningCertificates: [pinned] },
  ]);
  await button('Save').click();
  await expect.poll(() => panel.client.view.live?.metadataSigningCertificates).toEqual([pinned]);
});

test('metadata in a field of one value is offered for all of them', async () => {
  const panel = await mount();
  await theSwitch('Enable SAML authentication').click();
  await expect.element(field('Sign on URL')).toBeVisible();
  await paste(panel, '#signOnUrl', FAKE_METADATA_URL);
  await expect.element(text('This looks like a metadata URL')).toBeVisible();
  await button('Fill in all fields').click();
  await expect.element(text('We read')).toBeVisible();
  await button('Edit these values by hand').click();
  await expect.element(field('Sign on URL')).toHaveValue(FAKE_CONNECTION.signOnUrl);
});

const WITH_URL = { ...fakeView('on'), live: { ...FAKE_CONNECTION, metadataUrl: FAKE_METADATA_URL } };
const CHANGED = { ...WITH_URL, health: [{ code: 'metadata_changed' as const }] };

test('a change of the metadata is led to, shown, and taken over at once when it only adds certificates', async () => {
  const panel = await mount({ start: CHANGED, upkeep: { review: { change: FAKE_NEW_CERTIFICATE } } });
  await expect.element(text('A sign-in that this key signed was refused (SSO-7Q2F')).toBeVisible();
  await button('Review change').click();
  await expect.poll(() => focused(panel)?.id).toBe('metadata-h');
  await button('Add the certificate').click();
  await expect.element(text('It says the same as your settings.')).toBeVisible();
  expect(panel.client.view.live?.signingCertificates).toHaveLength(2);
  expect(panel.client.view.draft).toBeNull();
  expect(panel.fired('sso-certificate-change')).toHaveLength(1);
});

test('one certificate of a greater change is taken alone, or all of it into a draft', async () => {
  const panel = await mount({ start: CHANGED, upkeep: { review: { change: FAKE_GREAT_CHANGE } } });
  await expect.element(text('The issuer is another one')).toBeVisible();
  await page
    .getByRole('checkbox', { name: /Choose the certificate/ })
    .first()
    .click();
  await expect.element(button('Add 1 certificate only')).toBeVisible();
  await button('Prepare as a draft').click();
  await expect.poll(() => panel.client.view.draft?.idpEntityId).toBe('https://sts.windows.net/another/');
  await expect.element(page.getByRole('heading', { name: 'Move to another provider' })).toBeVisible();
});

test('a change that was replaced meanwhile is shown anew, and nothing was decided', async () => {
  const panel = await mount({ start: CHANGED, upkeep: { review: { change: FAKE_NEW_CERTIFICATE } } });
  await expect.element(button('Leave it as it is')).toBeVisible();
  panel.client.failNext('reviewMetadata', new SettingsProblem('metadata_review_outdated', { status: 409 }));
  await button('Leave it as it is').click();
  await expect.poll(() => panel.query('[role="alert"].sr').textContent).toMatch(/changed again meanwhile/);
  await button('Leave it as it is').click();
  await expect.element(text('It says the same as your settings.')).toBeVisible();
});

const PEMS = [FAKE_CONNECTION.signingCertificates[0] ?? '', fakeCertificate('two')];
const TWO = {
  ...fakeView('on'),
  live: { ...FAKE_CONNECTION, signingCertificates: PEMS },
  certificates: PEMS.map((pem, index) =>
    fakeCertificateView(
      pem,
      FAKE_NOW,
      index === 0 ? { role: 'in_use', lastSeenAt: '2026-11-23T10:01:00Z' } : {},
    ),
  ),
};
const remove = () => page.getByRole('button', { name: /^Remove the certificate/ });

test('the last certificate has no button to remove it', async () => {
  await mount({ start: 'on' });
  await expect.element(button('Add a certificate')).toBeVisible();
  await expect.element(remove()).not.toBeInTheDocument();
});

test('removing the certificate in use says what that means, then offers to end the sessions', async () => {
  const panel = await mount({ start: TWO });
  await remove().first().click();
  await expect.element(text('The last sign-in it signed was 4 min. ago.')).toBeVisible();
  await button('Remove it').click();
  await expect.element(page.getByRole('heading', { name: 'End the SSO sessions too?' })).toBeVisible();
  expect(panel.client.view.live?.signingCertificates).toEqual(PEMS.slice(1));
  expect(panel.client.calls.find(({ verb }) => verb === 'promote')?.sent[1]).toContain('certificate_in_use');
  await button('End sessions').click();
  await expect.poll(() => verbs(panel)).toContain('endSessions');
});

test('while SSO is required a certificate leaves by a draft that is tested first', async () => {
  const panel = await mount({ start: { ...TWO, mode: 'required', effectiveMode: 'required' } });
  await remove().last().click();
  await expect.element(text('this goes into a draft')).toBeVisible();
  await button('Put into a draft').click();
  await expect.poll(() => panel.client.view.draft?.signingCertificates).toEqual(PEMS.slice(0, 1));
  expect(verbs(panel)).not.toContain('promote');
  await expect.element(page.getByRole('heading', { name: 'Draft', exact: true })).toBeVisible();
});

test('an option goes into the draft, and a wrong one is found in its fold', async () => {
  const panel = await mount({ start: 'on' });
  await button('Change…').click();
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByRole('checkbox', { name: 'Allow sign-ins that begin at the provider' }).click();
  await expect.element(text('Such a sign-in answers no question of ours.')).toBeVisible();
  await paste(panel, '#option-logoutUrl', 'nowhere');
  await page.getByText('Advanced', { exact: true }).click();
  await button('Save draft').click();
  await expect.element(button(/^Logout URL:/)).toBeVisible();
  await button(/^Logout URL:/).click();
  await expect.poll(() => focused(panel)?.id).toBe('option-logoutUrl');
  await paste(panel, '#option-logoutUrl', 'https://idp.example/slo');
  await button('Save draft').click();
  await expect
    .poll(() => panel.client.view.draft)
    .toMatchObject({
      allowUnsolicited: true,
      logoutUrl: 'https://idp.example/slo',
    });
});

test('an option that two people changed is theirs or mine to choose, in words', async () => {
  const live = { ...FAKE_CONNECTION, metadataPolicy: 'notify' as const };
  const panel = await mount({ start: { ...fakeView('on'), live } });
  await button('Change…').click();
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByLabelText('Name ID format to ask for').fill('urn:mine');
  panel.client.change({ draft: { ...live, basedOn: live.connectionId, nameIdFormat: 'urn:theirs' } });
  await button('Save draft').click();
  await expect.element(page.getByRole('group', { name: 'Name ID format to ask for' })).toBeVisible();
  await expect.element(page.getByRole('radio', { name: /urn:theirs/ })).toBeVisible();
  await button('Save merged draft').click();
  await expect.poll(() => panel.client.view.draft?.nameIdFormat).toBe('urn:mine');
});

test('a draft of another provider is a move, is asked about as one, and its progress is told', async () => {
  const panel = await mount({ start: 'on' });
  await button('Change…').click();
  await expect.element(field('Issuer')).toBeVisible();
  await paste(panel, '#idpEntityId', 'https://okta.example/exk1');
  await button('Save draft').click();
  await expect.element(page.getByRole('heading', { name: 'Move to another provider' })).toBeVisible();
  await button('Use the new settings').click();
  await expect.element(text('From then on everybody signs in at the new provider.')).toBeVisible();
  await button('Use them').click();
  await expect.element(text('0 people have signed in at the new provider.')).toBeVisible();
  await expect.element(button('Go back to the old provider…')).toBeVisible();
});

const LOOKS: Readonly<Record<string, () => Promise<Panel>>> = {
  'metadata that was read': async () => {
    const panel = await byMetadata('Metadata URL');
    await paste(panel, '#metadata-url', FAKE_METADATA_URL);
    await button('Read').click();
    await expect.element(text('We read')).toBeVisible();
    return panel;
  },
  'a great change of metadata': async () => {
    const panel = await mount({ start: CHANGED, upkeep: { review: { change: FAKE_GREAT_CHANGE } } });
    await expect.element(button('Prepare as a draft')).toBeVisible();
    return panel;
  },
  options: async () => {
    const live = { ...FAKE_CONNECTION, allowUnsolicited: true, allowCbcEncryption: true };
    const panel = await mount({ start: { ...fakeView('on'), live } });
    await button('Change…').click();
    await page.getByText('Advanced', { exact: true }).click();
    await page.getByText('What we read about people', { exact: true }).click();
    await expect.element(text('Requests to your provider')).toBeVisible();
    return panel;
  },
};

for (const [name, reach] of Object.entries(LOOKS))
  test(`${name} passes axe in light and dark, has every text, and fits 320 px`, async () => {
    const panel = await reach();
    // Colours on their way from one scheme to the other have no contrast to speak of.
    panel.element.style.setProperty('--sso-motion', '0s');
    await panel.settled();
    for (const scheme of ['light', 'dark']) {
      document.documentElement.style.colorScheme = scheme;
      document.body.style.background = scheme === 'dark' ? '#0e1014' : '#ffffff';
      const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
    }
    document.documentElement.style.colorScheme = 'light';
    expect(missingTexts(panel)).toEqual([]);
    panel.element.style.inlineSize = '320px';
    await panel.settled();
    expect(strays(panel)).toEqual([]);
  });

test('a certificate is added by hand, also where metadata brought the others', async () => {
  const panel = await mount({ start: WITH_URL });
  await button('Add a certificate').click();
  await expect.poll(() => focused(panel)?.id).toBe('certificates');
  await expect.element(text('Compared every day with the metadata at')).toBeVisible();
  await paste(panel, '#idpEntityId', 'https://another.example/');
  await expect.element(text('The issuer is another one now.')).toBeVisible();
  await button('Forget this URL').click();
  await button('Save draft').click();
  await expect.poll(() => panel.client.view.draft?.idpEntityId).toBe('https://another.example/');
  expect(panel.client.view.draft).not.toHaveProperty('metadataUrl');
});

test('what is changed of a connection with a metadata URL begins at that URL', async () => {
  const panel = await mount({ start: WITH_URL });
  await button('Change…').click();
  await expect.poll(() => focused(panel)?.id).toBe('metadata-url');
});

test('no two things in the form have one name for labels', async () => {
  const panel = await mount({ start: WITH_URL });
  await button('Change…').click();
  await page.getByText('Advanced', { exact: true }).click();
  await page.getByText('What we read about people', { exact: true }).click();
  await button(/^More values/).click();
  await panel.settled();
  const ids = [...(panel.element.shadowRoot?.querySelectorAll('[id]') ?? [])].map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});
