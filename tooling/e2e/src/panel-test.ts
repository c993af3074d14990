// A test sign-in as an admin runs it: pressed in the panel, done in the provider's tab, read in the panel again.

import type { Locator, Page } from 'playwright';

/** What the panel says about a refused sign-in; bold words are between `**`. */
export interface ShownDiagnosis {
  readonly title: string;
  readonly cause: string;
  readonly expected: string;
  readonly received: string;
  readonly nearMiss: string;
  readonly side: string;
  readonly steps: readonly string[];
  readonly buttons: readonly string[];
}

/** Long enough for the panel's slowest look at a run. */
const NEXT_LOOK_MILLIS = 15_000;
/** From here on the panel asks what the provider showed. */
const QUIET_MILLIS = 61_000;

/** The panel's timers and its clock are in our hands from here on; both run on by themselves. */
export async function takeClock(
  page: Page,
  ahead: { readonly minutes: number } = { minutes: 0 },
): Promise<void> {
  await page.clock.install({ time: Date.now() + ahead.minutes * 60_000 });
}

/** Presses `button` and returns the tab that the panel opens at the provider. */
export async function pressTest(button: Locator): Promise<Page> {
  const page = button.page();
  const [tab] = await Promise.all([page.context().waitForEvent('page'), button.click()]);
  await tab.waitForURL((url) => url.protocol !== 'about:');
  return tab;
}

/** The part of the panel that shows the test. */
export const testResult = (page: Page): Locator => page.locator('[part="test-result"]');

/** Waits for the result page in the tab, closes it, and lets the panel look. */
export async function takeResult(tab: Page, page: Page): Promise<Locator> {
  await tab.waitForURL(/\/test\/[^/]+\/result/);
  await tab.close();
  const result = testResult(page);
  const ended = result.locator('.cure').or(result.getByText(/^Signed in as/));
  await lookAgain(page, NEXT_LOOK_MILLIS, ended);
  return result;
}

/** The provider answers nothing: the panel asks what its page showed, and explains the answer. */
export async function tellWhatItShowed(tab: Page, page: Page, says: string): Promise<string> {
  await tab.close();
  const result = testResult(page);
  const answer = result.getByRole('button', { name: says, exact: true });
  await lookAgain(page, QUIET_MILLIS, answer);
  await answer.click();
  return withBold(result.locator('.quiet-help [role=status] p'));
}

/** Runs one whole test; `atProvider` signs in where the provider asks for it. */
export async function runTest(button: Locator, atProvider: (tab: Page) => Promise<void>): Promise<Locator> {
  const page = button.page();
  const tab = await pressTest(button);
  await atProvider(tab);
  return takeResult(tab, page);
}

/** Reads what is on that one screen. */
export async function readDiagnosis(result: Locator): Promise<ShownDiagnosis> {
  const textOf = async (locator: Locator): Promise<string> =>
    (await locator.count()) === 0 ? '' : (await locator.first().innerText()).trim();
  const side = (name: string): Locator =>
    result
      .locator('.diff > div')
      .filter({ has: result.page().getByText(name, { exact: true }) })
      .locator(':scope > div');
  const cure = result.locator('.cure');
  const listed = await cure.locator('ol > li').all();
  const steps = listed.length > 0 ? listed : [cure.locator(':scope > p').first()];
  return {
    title: await textOf(result.locator('.result-title')),
    cause: await textOf(result.locator('header > p')),
    expected: await textOf(side('Expected')),
    received: await textOf(side('Received')),
    nearMiss: await textOf(result.locator('.near')),
    side: await textOf(cure.locator('h1, h2, h3, h4, h5, h6').first().locator('.badge')),
    steps: await Promise.all(steps.map(withBold)),
    buttons: await Promise.all(
      (await cure.locator('.row > .btn').all()).map(async (each) => (await each.innerText()).trim()),
    ),
  };
}

function withBold(locator: Locator): Promise<string> {
  return locator.evaluate((element) => {
    const copy = element.cloneNode(true) as Element;
    for (const bold of copy.querySelectorAll('b')) bold.textContent = `**${bold.textContent}**`;
    return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
  });
}

/** Time passes until `shown` is there: each look of the panel may still find the test running. */
async function lookAgain(page: Page, millis: number, shown: Locator): Promise<void> {
  for (let looks = 0; looks < 10; looks += 1) {
    await page.clock.fastForward(millis);
    const isThere = await shown
      .first()
      .waitFor({ timeout: 2_000 })
      .then(
        () => true,
        () => false,
      );
    if (isThere) return;
  }
  throw new Error(`the panel never showed a result:\n${await page.locator('team-sso-settings').innerText()}`);
}
