// Mistakes in the fields: found on Save or when a field is left, named with their cure, and private keys kept out.

import { expect, test } from 'vitest';
import { fakeCertificate } from '../src/fake.ts';
import { SettingsProblem } from '../src/settings-problem.ts';
import { button, ENTRA, field, fillIn, focused, mountPanel, page, text } from './panel.ts';

// A label in two pieces: no file of the project holds what looks like a key.
const PRIVATE_KEY = [
  '-----BEGIN',
  ' PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA\n-----END',
  ' PRIVATE KEY-----',
].join('');

test('Save with errors focuses a summary that leads to each field', async () => {
  const panel = await mountPanel();
  await fillIn(panel, { signOnUrl: 'idp.example/sso' });
  await button('Save').click();
  await panel.settled();
  expect(panel.element.shadowRoot?.activeElement?.id).toBe('summary');
  await expect.element(page.getByRole('heading', { name: '3 things need attention' })).toBeVisible();
  await button('Issuer: Enter the issuer').click();
  await panel.settled();
  expect(focused(panel)?.id).toBe('idpEntityId');
  await expect.element(field('Sign on URL')).toHaveAttribute('aria-invalid', 'true');
  await expect.element(field('Sign on URL')).toHaveAccessibleDescription(/Start with https:\/\//);
  expect(panel.client.calls.some(({ verb }) => verb === 'save')).toBe(false);
});

test('an empty field is no mistake until Save', async () => {
  const panel = await mountPanel();
  await fillIn(panel, {});
  panel.query('#idpEntityId').focus();
  panel.query('#signOnUrl').focus();
  await panel.settled();
  expect(panel.element.shadowRoot?.querySelectorAll('[part~="error"]')).toHaveLength(0);
});

test('a field with an error is looked at again while it is typed into', async () => {
  const panel = await mountPanel();
  await fillIn(panel, { signOnUrl: 'idp.example' });
  panel.query('#signOnUrl').blur();
  await expect.element(text('Start with https://')).toBeVisible();
  await field('Sign on URL').fill('https://idp.example/sso');
  await panel.settled();
  expect(panel.element.shadowRoot?.querySelector('[part~="error"]')).toBeNull();
});

test('the address of a dashboard is recognised with what it should look like', async () => {
  const panel = await mountPanel({}, { provider: 'entra' });
  await fillIn(panel, { signOnUrl: 'https://myapps.microsoft.com/' });
  panel.query('#signOnUrl').blur();
  await expect.element(text('That’s your dashboard’s address, not the app’s sign-on URL.')).toBeVisible();
  await expect.element(text('https://login.microsoftonline.com/…/saml2')).toBeVisible();
});

test('our own address is not the provider’s', async () => {
  const panel = await mountPanel();
  await fillIn(panel, { signOnUrl: 'https://app.acmebots.example/sso/acme/acs' });
  panel.query('#signOnUrl').blur();
  await expect.element(text('address. You need your provider’s.')).toBeVisible();
});

test('an unusual issuer is a warning and can be saved', async () => {
  const panel = await mountPanel({}, { provider: 'entra' });
  await fillIn(panel, { ...ENTRA, idpEntityId: 'urn:example:idp', certificates: fakeCertificate('one') });
  panel.query('#idpEntityId').blur();
  await expect.element(text('Issuers of Entra ID usually look like')).toBeVisible();
  expect(await panel.element.save()).toBe(true);
});

test('a private key is refused, removed and never sent nor kept', async () => {
  const panel = await mountPanel();
  await fillIn(panel, { idpEntityId: 'urn:typed', certificates: PRIVATE_KEY });
  expect(keptInSession()).toContain('urn:typed');
  await expect.element(field('Public certificate')).toHaveValue('');
  await expect.element(text('private key')).toBeVisible();
  await button('Save').click();
  await panel.settled();
  expect(JSON.stringify(panel.client.calls)).not.toContain('PRIVATE');
  expect(keptInSession()).not.toContain('PRIVATE');
});

test('a private key is refused in any field', async () => {
  const panel = await mountPanel();
  await fillIn(panel, { idpEntityId: PRIVATE_KEY });
  await expect.element(field('Issuer')).toHaveValue('');
  expect(keptInSession()).not.toContain('MC4CAQ');
});

test('a certificate with its private key is refused as a whole', async () => {
  const panel = await mountPanel();
  await fillIn(panel, { certificates: `${fakeCertificate('one')}\n${PRIVATE_KEY}` });
  await expect.element(field('Public certificate')).toHaveValue('');
  expect(panel.client.calls.some(({ verb }) => verb === 'parse')).toBe(false);
});

test('a private key in a file is refused before it is sent', async () => {
  const panel = await mountPanel();
  await fillIn(panel, {});
  // PKCS#8: SEQUENCE { INTEGER 0, SEQUENCE { OID …
  const der = Uint8Array.from([
    0x30,
    0x82,
    0x01,
    0x00,
    0x02,
    0x01,
    0x00,
    0x30,
    0x0d,
    0x06,
    0x09,
    ...Array.from({ length: 249 }, () => 7),
  ]);
  chooseFile(panel.query('input[type="file"]'), new File([der], 'key.der'));
  await expect.element(text('private key')).toBeVisible();
  expect(panel.client.calls.some(({ verb }) => verb === 'parse')).toBe(false);
});

test('a binary certificate file is taken as base64', async () => {
  const panel = await mountPanel();
  await fillIn(panel, {});
  chooseFile(panel.query('input[type="file"]'), new File([certificateShapedDer()], 'idp.cer'));
  await expect
    .poll(() => (panel.query('#certificates') as HTMLTextAreaElement).value)
    .toMatch(/^-----BEGIN CERTIFICATE-----\nMII[\s\S]+-----END CERTIFICATE-----$/);
  await expect.element(text('Certificate read')).toBeVisible();
});

test('a dropped file is taken', async () => {
  const panel = await mountPanel();
  await fillIn(panel, {});
  const data = new DataTransfer();
  data.items.add(new File([fakeCertificate('one')], 'idp.pem'));
  panel
    .query('.drop')
    .dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  await expect.element(field('Public certificate')).toHaveValue(fakeCertificate('one'));
});

test('a second certificate joins the first, and one can be removed again', async () => {
  const panel = await mountPanel();
  await fillIn(panel, { certificates: fakeCertificate('one') });
  chooseFile(panel.query('input[type="file"]'), new File([fakeCertificate('two')], 'next.pem'));
  await expect.element(text('2 certificates read')).toBeVisible();
  await page
    .getByRole('button', { name: /^Remove the certificate/ })
    .first()
    .click();
  await panel.settled();
  await expect.element(field('Public certificate')).toHaveValue(fakeCertificate('two'));
});

test('something else than a certificate is named for what it is', async () => {
  const panel = await mountPanel();
  await fillIn(panel, { certificates: 'https://idp.example/metadata' });
  await expect.element(text('That’s an address, not a certificate.')).toBeVisible();
});

test('the server’s issues stand at their fields', async () => {
  const panel = await mountPanel();
  await fillIn(panel, { ...ENTRA, certificates: fakeCertificate('one') });
  panel.client.failNext(
    'save',
    new SettingsProblem('validation_failed', {
      status: 422,
      issues: [
        { path: 'connection.signOnUrl', code: 'loopback_refused' },
        { path: 'connection.signingCertificates.0', code: 'weak_key' },
      ],
    }),
  );
  await button('Save').click();
  await expect.element(page.getByRole('heading', { name: '2 things need attention' })).toBeVisible();
  await expect.element(field('Sign on URL')).toHaveAccessibleDescription(/private network/);
  await expect.element(field('Public certificate')).toHaveAccessibleDescription(/too short/);
});

test('when certificates can’t be read just now, Save sends them as they are', async () => {
  const panel = await mountPanel();
  panel.client.failNext('parse', new SettingsProblem('unavailable'));
  await fillIn(panel, { ...ENTRA, certificates: fakeCertificate('one') });
  panel.client.failNext('parse', new SettingsProblem('unavailable'));
  expect(await panel.element.save()).toBe(true);
  expect(panel.client.view.live?.signingCertificates).toEqual([fakeCertificate('one')]);
});

test('text from the server is shown as text', async () => {
  const panel = await mountPanel({ start: 'on' });
  const { live } = panel.client.view;
  if (live) panel.client.change({ live: { ...live, idpEntityId: '<img src=x onerror=alert(1)>' } });
  await panel.element.reload();
  await expect.element(text('<img src=x onerror=alert(1)>')).toBeVisible();
  expect(panel.element.shadowRoot?.querySelector('img')).toBeNull();
});

/** Everything the tab keeps; the check for a typed value shows that it is looked at. */
function keptInSession(): string {
  return Object.keys(sessionStorage)
    .map((key) => sessionStorage.getItem(key))
    .join();
}

function chooseFile(input: HTMLElement, file: File): void {
  const data = new DataTransfer();
  data.items.add(file);
  (input as HTMLInputElement).files = data.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** SEQUENCE { SEQUENCE { [0] version, INTEGER serial, … : the beginning of every X.509 certificate. */
function certificateShapedDer(): Uint8Array<ArrayBuffer> {
  const head = [
    0x30, 0x82, 0x01, 0x2c, 0x30, 0x82, 0x01, 0x00, 0xa0, 0x03, 0x02, 0x01, 0x02, 0x02, 0x01, 0x05,
  ];
  return Uint8Array.from([...head, ...Array.from({ length: 288 }, (_, index) => (index * 37 + 101) % 251)]);
}
