// A real Chromium, and how a person signs in at the identity provider with it.

import { browserLaunch } from '@team-sso/test-browser';
import { chromium } from 'playwright';
import type { Browser, Page } from 'playwright';
import type { ProviderUser } from './simplesamlphp.ts';

export async function openBrowser(): Promise<Browser> {
  return chromium.launch(await browserLaunch());
}

/** Fills in the form of SimpleSAMLphp that the page shows; its answer posts itself to the service provider. */
export async function signInAtSimpleSamlPhp(page: Page, user: ProviderUser): Promise<void> {
  await page.locator('input[name=username]').fill(user.username);
  await page.locator('input[name=password]').fill(user.password);
  await page.locator('#submit_button, button[type=submit], input[type=submit]').first().click();
}
