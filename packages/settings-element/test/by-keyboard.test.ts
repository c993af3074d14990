// The flows of change without fear by keyboard alone, and where they are narrow or from right to left.

import { afterEach, expect, test, vi } from 'vitest';
import { FAKE_NOW, fakeCertificate, fakeTestRun, fakeView, type FakeClientOptions } from '../src/fake.ts';
import {
  button,
  focused,
  missingTexts,
  mountPanel,
  page,
  paste,
  strays,
  text,
  userEvent,
  type Panel,
} from './panel.ts';

afterEach(() => {
  vi.restoreAllMocks();
  document.documentElement.dir = 'ltr';
});

/** Tabs until the control of this name has the focus, as somebody does who can't see a shorter way. */
async function tabTo(panel: Panel, name: RegExp): Promise<void> {
  const nameOf = (element: Element | null): string =>
    `${element?.getAttribute('aria-label') ?? ''} ${element?.textContent ?? ''}`;
  for (let presses = 0; presses < 60; presses += 1) {
    const element = focused(panel);
    if (element && name.test(nameOf(element))) return;
    await userEvent.keyboard('{Tab}');
  }
  throw new Error(`Tab never reaches ${name}`);
}

async function conflict(options: FakeClientOptions = {}): Promise<Panel> {
  const panel = await mountPanel({ start: 'on', hasEveryVerb: true, ...options });
  await button('Change…').click();
  await paste(panel, '#signOnUrl', 'https://idp.example/mine');
  const { live } = panel.client.view;
  if (!live) throw new TypeError('nothing is live');
  panel.client.change(
    { draft: { ...live, basedOn: live.connectionId, signOnUrl: 'https://idp.example/theirs' } },
    { savedBy: { userId: 'u-2', name: 'Jon Bell' }, savedAt: FAKE_NOW.toISOString() },
  );
  await button('Save draft').click();
  await expect.element(page.getByRole('dialog', { name: /^Jon Bell saved changes/ })).toBeVisible();
  await panel.settled();
  return panel;
}

async function wrongKey(): Promise<Panel> {
  const view = fakeView('changing');
  const run = fakeTestRun('signature_wrong_key', view);
  const panel = await mountPanel({ start: { ...view, lastTest: run }, testRuns: [run], hasEveryVerb: true });
  await expect.element(text('Anybody can put a certificate into a response')).toBeVisible();
  await panel.settled();
  return panel;
}

test('in a conflict the arrow keys choose a side, and Enter saves', async () => {
  const panel = await conflict();
  expect(focused(panel)?.id).toBe('dialog-h');
  await userEvent.keyboard('{Tab}{ArrowLeft}');
  await expect.element(page.getByRole('radio', { name: /^Jon Bell/ })).toBeChecked();
  await tabTo(panel, /Save merged draft/);
  await userEvent.keyboard('{Enter}');
  await panel.settled();
  expect(panel.client.view.draft?.signOnUrl).toBe('https://idp.example/theirs');
});

test('a conflict that was put off is gone back to from its banner', async () => {
  const panel = await conflict();
  await userEvent.keyboard('{Escape}');
  await panel.settled();
  expect(focused(panel)?.id).toBe('save');
  panel.query('#enable').focus();
  panel.query('#sso-h').focus();
  await tabTo(panel, /^\s*Compare/);
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('dialog', { name: /^Jon Bell saved changes/ })).toBeVisible();
});

test('the next certificate is added to the review', async () => {
  const panel = await mountPanel({ start: 'certificate-ending', hasEveryVerb: true });
  panel.query('#require').focus();
  await userEvent.keyboard(' ');
  await expect.element(text('The certificate expires within 7 days')).toBeVisible();
  await panel.settled();
  await tabTo(panel, /Add the next certificate/);
  await userEvent.keyboard('{Enter}');
  await panel.settled();
  expect(focused(panel)?.id).toBe('next-certificate');
  await paste(panel, '#next-certificate', fakeCertificate('two'));
  await tabTo(panel, /^\s*Add it/);
  await userEvent.keyboard('{Enter}');
  await panel.settled();
  expect(focused(panel)?.id).toBe('needed');
  expect(panel.client.view.live?.signingCertificates).toHaveLength(2);
});

test('a fingerprint is compared, ticked, and the certificate brought', async () => {
  const panel = await wrongKey();
  panel.query('#result-h').focus();
  await tabTo(panel, /Copy these steps/);
  await userEvent.keyboard('{Tab} ');
  await expect.element(page.getByRole('checkbox', { name: /It matches/ })).toBeChecked();
  await tabTo(panel, /Add it as the next certificate/);
  await userEvent.keyboard('{Enter}');
  await panel.settled();
  expect(focused(panel)?.id).toBe('certificates');
});

test('codes are made, typed back, and the review goes on', async () => {
  const panel = await mountPanel({ start: 'no-way-back', hasEveryVerb: true });
  panel.query('#require').focus();
  await userEvent.keyboard(' ');
  await panel.settled();
  await tabTo(panel, /Make recovery codes/);
  await userEvent.keyboard('{Enter}');
  await expect.element(text('00AB-CDEF-GHJK-MNP0')).toBeVisible();
  await panel.settled();
  expect(focused(panel)?.id).toBe('codes');
  await userEvent.keyboard('{Tab}{Tab}{Tab}{Tab}00AB-CDEF-GHJK-MNP0{Enter}');
  await panel.settled();
  expect(focused(panel)?.id).toBe('needed');
  expect(panel.client.view.requirement.refusals).toEqual([]);
});

const MOMENTS: Readonly<Record<string, () => Promise<Panel>>> = {
  'a conflict': () => conflict(),
  'a conflict that waits': async () => {
    const panel = await conflict();
    await userEvent.keyboard('{Escape}');
    return panel;
  },
  'two certificates compared': wrongKey,
  'a plan that ends': () => mountPanel({ start: 'grace', hasEveryVerb: true }),
  'a provider that fails': () =>
    mountPanel({
      start: { ...fakeView('on'), health: [{ code: 'idp_failing', since: FAKE_NOW.toISOString() }] },
      hasEveryVerb: true,
    }),
};

for (const dir of ['ltr', 'rtl'] as const)
  test.each(Object.entries(MOMENTS))(`%s fits into 320 px with every word, ${dir}`, async (_, reach) => {
    await page.viewport(320, 800);
    document.documentElement.dir = dir;
    const panel = await reach();
    await panel.settled();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    expect(strays(panel)).toEqual([]);
    expect(missingTexts(panel)).toEqual([]);
  });
