// Two admins edit the same settings in two browsers: whoever saves second sees both versions and chooses, field by field;
// nothing that either typed is lost.

import type { Browser, Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { someOtherCertificate } from '../src/break.ts';
import { openBrowser } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { openTeamSettings, readMockIdpValues, signInWithPassword } from '../src/demo-pages.ts';
import type { ProviderValues } from '../src/demo-pages.ts';
import { signInByPassword } from '../src/demo-session.ts';
import type { DemoSession } from '../src/demo-session.ts';
import { panelButton, typeValues } from '../src/panel.ts';

/** Names who saved, and when. */
const SAVED_MEANWHILE = /^Ana Ruiz saved changes at /;

describe('two admins at once', () => {
  let browser: Browser;
  let demo: Demo;
  let values: ProviderValues;
  let session: DemoSession;
  let first: Page;
  let second: Page;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
    const page = await browser.newPage();
    values = await readMockIdpValues(page, demo);
    await page.close();
    session = await signInByPassword(demo, 'admin@acme.example');
    await session.writeSettings('PUT', 'acme', '/settings', {
      mode: 'optional',
      connection: {
        idpEntityId: values.idpEntityId,
        signOnUrl: values.signOnUrl,
        signingCertificates: [values.certificate],
      },
    });
  });

  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  beforeEach(async () => {
    const { draft } = await session.readSettings('acme');
    if (draft) await session.writeSettings('DELETE', 'acme', '/settings/draft', undefined);
    first = await openForm('owner@acme.example');
    second = await openForm('admin@acme.example');
  });

  afterEach(async () => {
    for (const page of [first, second]) await page.context().close();
  });

  it('who changed different fields: saving keeps both, and says so first', async () => {
    await typeValues(first, { signOnUrl: `${values.signOnUrl}?by=owner` });
    await typeValues(second, { idpEntityId: `${values.idpEntityId}/by-admin` });
    await save(first);
    const dialog = await saveIntoConflict(second);
    await dialog.getByText('They changed other values than you. Saving keeps both.').waitFor();
    await dialog.getByRole('button', { name: 'Save merged draft' }).click();
    await second.getByText('Draft saved.').first().waitFor();
    expect((await session.readSettings('acme')).draft).toMatchObject({
      signOnUrl: `${values.signOnUrl}?by=owner`,
      idpEntityId: `${values.idpEntityId}/by-admin`,
    });
  });

  it('who changed the same fields: the second takes theirs or mine for each of them', async () => {
    const [theirs, mine] = [await someOtherCertificate(), await someOtherCertificate()];
    await typeValues(first, {
      signOnUrl: `${values.signOnUrl}?by=owner`,
      idpEntityId: `${values.idpEntityId}/by-owner`,
      certificate: theirs,
    });
    await typeValues(second, {
      signOnUrl: `${values.signOnUrl}?by=admin`,
      idpEntityId: `${values.idpEntityId}/by-admin`,
      certificate: mine,
    });
    await save(first);
    const dialog = await saveIntoConflict(second);
    await dialog.getByText('You both changed 3 values.').waitFor();
    await dialog.getByText(`${values.signOnUrl}?by=owner`).waitFor();
    await dialog.getByText(`${values.signOnUrl}?by=admin`).waitFor();
    await choose(dialog, 'Sign on URL', 'Ana Ruiz');
    await choose(dialog, 'Issuer', 'Yours');
    await choose(dialog, 'Public certificate', 'Ana Ruiz');
    await dialog.getByRole('button', { name: 'Save merged draft' }).click();
    await second.getByText('Draft saved.').first().waitFor();
    const { draft } = await session.readSettings('acme');
    expect(draft).toMatchObject({
      signOnUrl: `${values.signOnUrl}?by=owner`,
      idpEntityId: `${values.idpEntityId}/by-admin`,
    });
    expect(draft?.signingCertificates.map(withoutFrame)).toEqual([withoutFrame(theirs)]);
  });

  it('lose nothing by going back to the form, by a reload, or by a third save in between', async () => {
    await typeValues(first, { signOnUrl: `${values.signOnUrl}?by=owner` });
    await typeValues(second, { signOnUrl: `${values.signOnUrl}?by=admin` });
    await save(first);
    const dialog = await saveIntoConflict(second);
    await dialog.getByRole('button', { name: 'Back to my form' }).click();
    expect(await second.getByLabel('Sign on URL').inputValue()).toBe(`${values.signOnUrl}?by=admin`);

    await openTeamSettings(second, demo, 'acme');
    expect(await second.getByLabel('Sign on URL').inputValue()).toBe(`${values.signOnUrl}?by=admin`);

    const again = await saveIntoConflict(second);
    await choose(again, 'Sign on URL', 'Yours');
    await panelButton(first, 'Edit draft').click();
    await typeValues(first, { idpEntityId: `${values.idpEntityId}/by-owner` });
    await save(first);
    await again.getByRole('button', { name: 'Save merged draft' }).click();
    const third = second.getByRole('dialog', { name: SAVED_MEANWHILE });
    await third.getByText('They changed other values than you. Saving keeps both.').waitFor();
    await third.getByRole('button', { name: 'Save merged draft' }).click();
    await second.getByText('Draft saved.').first().waitFor();
    expect((await session.readSettings('acme')).draft).toMatchObject({
      signOnUrl: `${values.signOnUrl}?by=admin`,
      idpEntityId: `${values.idpEntityId}/by-owner`,
    });
  });

  async function openForm(email: string): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    await signInWithPassword(page, demo, email);
    await openTeamSettings(page, demo, 'acme');
    await panelButton(page, 'Change…').click();
    return page;
  }

  async function save(page: Page): Promise<void> {
    await panelButton(page, 'Save draft').click();
    await page.getByText('Draft saved.').first().waitFor();
  }

  async function saveIntoConflict(page: Page): Promise<Locator> {
    await panelButton(page, 'Save draft').click();
    const dialog = page.getByRole('dialog', { name: SAVED_MEANWHILE });
    await dialog.waitFor();
    return dialog;
  }
});

const choose = (dialog: Locator, field: string, side: 'Ana Ruiz' | 'Yours'): Promise<void> =>
  dialog.getByRole('group', { name: field }).getByRole('radio', { name: side }).check();

const withoutFrame = (pem: string): string => pem.replaceAll(/-----[^-]+-----|\s/g, '');
