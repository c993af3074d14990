// The pieces that a test of a broken connection is made of, whoever the provider is.

import { X509Certificate } from 'node:crypto';
import { createSelfSignedCertificate } from '@team-sso/saml';
import type { Locator, Page } from 'playwright';
import { panelButton, typeValues } from './panel.ts';
import { testResult } from './panel-test.ts';

/** A button of the result that is shown. */
export const resultButton = (page: Page, name: string): Locator =>
  testResult(page).getByRole('button', { name, exact: true });

/** Presses a repair that goes into a draft; with it, the result of the test before leaves the page. */
export async function repairByDraft(page: Page, name: string): Promise<void> {
  await resultButton(page, name).click();
  await testResult(page).waitFor({ state: 'detached' });
}

/** Compared with what the provider shows, then pasted below the one that is there, and saved as a draft. */
export async function pasteBeside(page: Page, providerName: string, certificate: string): Promise<void> {
  await testResult(page).getByLabel(`It matches what ${providerName} shows.`).check();
  await resultButton(page, 'Add it as the next certificate').click();
  const field = page.getByLabel('Public certificate');
  await typeValues(page, { certificate: `${await field.inputValue()}\n${certificate}` });
  await field.blur();
  await page.getByText('The one that signed the test is among them.').waitFor();
  await panelButton(page, 'Save draft').click();
  await page.getByText('Draft saved.').first().waitFor();
}

/** The fingerprint as it is shown. */
export const fingerprintOf = (certificatePem: string): string =>
  new X509Certificate(certificatePem).fingerprint256;

/** A good certificate that signs nothing here. */
export async function someOtherCertificate(): Promise<string> {
  const day = 86_400_000;
  const { certificatePem } = await createSelfSignedCertificate({
    commonName: 'Another application',
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + 365 * day),
  });
  return certificatePem;
}
