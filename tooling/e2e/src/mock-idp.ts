// The mock identity provider as its admin sees it: its start page, and cures that are followed there word by word.

import type { Page } from 'playwright';
import type { Demo } from './demo.ts';

/** The standing answer, by its id in `GET /control`, and everything else as at the start. */
export async function resetMockIdp(demo: Demo, fault = 'none', person: string | null = null): Promise<void> {
  const answers = [
    await fetch(`${demo.mockIdpUrl}/control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fault, person }),
    }),
    await fetch(`${demo.mockIdpUrl}/application`, {
      method: 'POST',
      body: new URLSearchParams(),
      redirect: 'manual',
    }),
  ];
  if (answers.some(({ status }) => status >= 400)) throw new Error(`the mock provider knows no ${fault}`);
}

/** Tells it what it knows of the application. */
export async function tellMockIdp(
  demo: Demo,
  application: { spEntityId: string } | { acsUrl: string },
): Promise<void> {
  const body = new URLSearchParams(application);
  await fetch(`${demo.mockIdpUrl}/application`, { method: 'POST', body, redirect: 'manual' });
}

/**
 * Does on its start page what the steps of a cure say, and nothing else: "Under **heading**, choose **option** and press
 * **button**", "Under **heading**, put our … into **field** and press **button**". `ours` is what the panel copied.
 * @throws Error at a step that says nothing that could be done.
 */
export async function followMockSteps(
  page: Page,
  demo: Demo,
  steps: readonly string[],
  ours = '',
): Promise<void> {
  for (const step of steps) {
    const [heading = '', what = '', button = ''] = [...step.matchAll(/\*\*(.+?)\*\*/g)].map(
      ([, bold = '']) => bold,
    );
    const section = page.getByRole('region', { name: heading, exact: true });
    if (step === 'Open the start page of the mock provider.') await page.goto(demo.mockIdpUrl);
    else if (/^Under \*\*.+\*\*, choose /.test(step))
      await section.getByRole('combobox').selectOption({ label: what });
    else if (/^Under \*\*.+\*\*, put our /.test(step)) await section.getByLabel(what).fill(ours);
    else throw new Error(`nobody can follow this: ${step}`);
    if (button) await section.getByRole('button', { name: button }).click();
  }
}

/** The certificates that its metadata holds, PEM. */
export async function readMockCertificates(demo: Demo): Promise<readonly string[]> {
  const metadata = await (await fetch(`${demo.mockIdpUrl}/metadata`)).text();
  return [...metadata.matchAll(/X509Certificate>([^<]+)</g)].map(
    ([, base64 = '']) => `-----BEGIN CERTIFICATE-----\n${base64.trim()}\n-----END CERTIFICATE-----\n`,
  );
}
