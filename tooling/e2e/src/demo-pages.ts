// What people do by hand on the demo's pages and on those of its mock identity provider.

import type { Page } from 'playwright';
import type { Demo } from './demo.ts';
import { DEMO_PASSWORD } from './demo-session.ts';

/** The three values that an admin carries from the provider to the settings. */
export interface ProviderValues {
  readonly signOnUrl: string;
  readonly idpEntityId: string;
  readonly certificate: string;
}

/** E-mail first, then the password; ends on a page of a team. */
export async function signInWithPassword(page: Page, demo: Demo, email: string): Promise<void> {
  await page.goto(demo.url);
  await enterEmail(page, email);
  const usePassword = page.getByRole('button', { name: 'Use a password instead' });
  const password = page.getByLabel('Password', { exact: true });
  await usePassword.or(password).first().waitFor();
  if (await usePassword.isVisible()) await usePassword.click();
  await password.fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(/\/teams\//);
}

/** The first step of the sign-in page. */
export async function enterEmail(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
}

/** Reads the values from the provider's own page, as an admin would. */
export async function readMockIdpValues(page: Page, demo: Demo): Promise<ProviderValues> {
  await page.goto(demo.mockIdpUrl);
  const values = page.getByRole('region', { name: 'Values for the application' });
  return {
    signOnUrl: await values.getByText(/\/sso$/).innerText(),
    idpEntityId: await values
      .getByText(/\/metadata$/)
      .first()
      .innerText(),
    certificate: await values.getByText('BEGIN CERTIFICATE').innerText(),
  };
}

/** On the provider's sign-in page: chooses who to be. */
export async function pickPerson(page: Page, email: string): Promise<void> {
  await page.getByRole('radio', { name: email }).check();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Opens Settings › Team and waits until the panel has loaded. */
export async function openTeamSettings(page: Page, demo: Demo, team: string): Promise<void> {
  await page.goto(`${demo.url}/teams/${team}/settings/team`);
  await page.getByRole('switch', { name: 'Enable SAML authentication' }).waitFor();
}

/** Toggle on, three values in. Saving is left to the caller. */
export async function fillInProvider(page: Page, values: ProviderValues): Promise<void> {
  // The switch moves when the form is there, not at once.
  await page.getByRole('switch', { name: 'Enable SAML authentication', checked: false }).click();
  await page.getByLabel('Sign on URL').fill(values.signOnUrl);
  await page.getByLabel('Issuer').fill(values.idpEntityId);
  await page.getByLabel('Public certificate').fill(values.certificate);
}
