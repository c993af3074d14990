// What an admin does in the panel on Settings › Team.

import type { Locator, Page } from 'playwright';
import type { ProviderValues } from './demo-pages.ts';
import { readDiagnosis } from './panel-test.ts';
import type { ShownDiagnosis } from './panel-test.ts';

const FIELDS = {
  signOnUrl: 'Sign on URL',
  idpEntityId: 'Issuer',
  certificate: 'Public certificate',
} as const;

export const panelButton = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) });

/** Opens the form on the draft or on what is live, types, and saves it as a draft. */
export async function saveDraft(page: Page, values: Partial<ProviderValues>): Promise<void> {
  await panelButton(page, /^(Change…|Edit draft)$/).click();
  await typeValues(page, values);
  await panelButton(page, 'Save draft').click();
  await page.getByText('Draft saved.').first().waitFor();
}

/** Types into the form that is open. */
export async function typeValues(page: Page, values: Partial<ProviderValues>): Promise<void> {
  for (const [field, label] of Object.entries(FIELDS)) {
    const value = values[field as keyof typeof FIELDS];
    if (value !== undefined) await page.getByLabel(label, { exact: true }).fill(value);
  }
}

/** Starts a test of the draft, else of what is live. */
export const testButton = (page: Page): Locator =>
  panelButton(page, /^(Test sign-in|Test the change|Test again)$/).first();

/** The code on the page that a member is shown after a refused sign-in. */
export async function readShortCode(page: Page): Promise<string> {
  const shown = page.getByText(/SSO-[0-9A-Z]{4}/).first();
  return /SSO-[0-9A-Z]{4}/.exec(await shown.innerText())?.[0] ?? '';
}

/** What the admin is told about the sign-in behind a member's code. */
export async function findByShortCode(page: Page, code: string): Promise<ShownDiagnosis> {
  await page.getByText('Recent activity').click();
  await page.getByLabel('Short code').fill(code);
  await panelButton(page, 'Find').click();
  const found = page.locator('.found');
  await found.locator('.cure').waitFor();
  return readDiagnosis(found);
}
