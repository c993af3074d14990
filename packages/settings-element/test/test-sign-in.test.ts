// Test sign-in: the tab, the waiting, the result and its cure; then the draft goes into use, or back.

import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  FAKE_NOW,
  FAKE_OTHER_CERTIFICATE,
  fakeTestRun,
  fakeView,
  type FakeClientOptions,
  type FakeTest,
} from '../src/fake.ts';
import { SettingsProblem } from '../src/settings-problem.ts';
import { button, missingTexts, mountPanel, page, paste, strays, text, type Panel } from './panel.ts';

/** A tab that goes nowhere, and what was done with it. */
function fakeTab() {
  const tab = {
    opener: {} as unknown,
    location: { replace: vi.fn<(url: string) => void>() },
    close: vi.fn<() => void>(),
  };
  return { tab, open: vi.spyOn(globalThis, 'open').mockReturnValue(tab as unknown as Window) };
}

/** Timers that run when the test says so. */
class Timers {
  readonly waits: number[] = [];
  #runs: (() => void)[] = [];
  readonly schedule = (run: () => void, millis: number): (() => void) => {
    this.waits.push(millis);
    this.#runs.push(run);
    return () => (this.#runs = this.#runs.filter((other) => other !== run));
  };
  async next(panel: Panel): Promise<void> {
    const due = this.#runs;
    this.#runs = [];
    for (const run of due) run();
    await panel.settled();
  }
}

let timers = new Timers();
beforeEach(() => (timers = new Timers()));
afterEach(() => {
  vi.restoreAllMocks();
  document.documentElement.style.colorScheme = 'light';
  document.documentElement.dir = 'ltr';
});

async function mount(options: FakeClientOptions = {}, clock = () => FAKE_NOW): Promise<Panel> {
  return mountPanel(
    { start: 'changing', hasEveryVerb: true, ...options },
    { schedule: timers.schedule, clock },
  );
}

/** A panel that finds the result of a test again, as after a reload. */
async function mountResult(
  kind: FakeTest,
  start: 'changing' | 'on' = 'changing',
  run = fakeTestRun(kind, fakeView(start)),
): Promise<Panel> {
  const view = fakeView(start);
  const { id, connectionId, target, outcome, at, by } = run;
  const lastTest = { id, connectionId, target, outcome, at, by };
  const panel = await mount({ start: { ...view, lastTest }, testRuns: [run] });
  await expect.element(page.getByText('Checks', { exact: true })).toBeInTheDocument();
  return panel;
}

const status = (panel: Panel) => panel.query('[role=status].sr').textContent;

test('the press itself opens the tab, which then goes to the test', async () => {
  const { tab, open } = fakeTab();
  const panel = await mount({ testRuns: [fakeTestRun('running')] });
  await button('Test the change').click();
  expect(open).toHaveBeenCalledWith('about:blank', '_blank');
  expect(tab.opener).toBeNull();
  await expect.poll(() => tab.location.replace.mock.calls.length).toBe(1);
  expect(String(tab.location.replace.mock.calls[0]?.[0])).toMatch(/#test-1$/);
  expect(panel.client.calls.at(-1)).toEqual({ verb: 'startTest', sent: ['draft'] });
  await expect.element(text('Testing in the other tab')).toBeVisible();
});

test('a blocked tab leaves a link to open it', async () => {
  vi.spyOn(globalThis, 'open').mockReturnValue(null);
  await mount({ testRuns: [fakeTestRun('running')] });
  await button('Test the change').click();
  await expect.element(page.getByRole('link', { name: 'Open the test' })).toHaveAttribute('href', '#test-1');
});

test('a test that can’t begin closes its tab and says why', async () => {
  const { tab } = fakeTab();
  const panel = await mount();
  panel.client.failNext('startTest', new SettingsProblem('no_draft', { status: 409 }));
  await button('Test the change').click();
  await expect.element(text('There is no draft any more.')).toBeVisible();
  expect(tab.close).toHaveBeenCalled();
});

test('a page begins a test and hears how it ended', async () => {
  fakeTab();
  const panel = await mount({ testRuns: [fakeTestRun('issuer_mismatch')] });
  await panel.element.startTest();
  await timers.next(panel);
  expect(panel.fired('sso-test-start')[0]?.detail).toEqual({ id: 'test-1', target: 'draft' });
  expect(panel.fired('sso-test-result')[0]?.detail).toEqual({
    id: 'test-1',
    target: 'draft',
    outcome: 'failed',
    reason: 'issuer_mismatch',
  });
});

test('it looks every two seconds and then less often, and tells how it ended', async () => {
  fakeTab();
  const panel = await mount({
    testRuns: [fakeTestRun('running'), fakeTestRun('running'), fakeTestRun('passed')],
  });
  await button('Test the change').click();
  await panel.settled();
  for (let look = 0; look < 3; look += 1) await timers.next(panel);
  expect(timers.waits).toEqual([2_000, 3_000, 4_500]);
  await expect.element(page.getByRole('heading', { name: 'Signed in as ana@acme.example' })).toBeVisible();
  expect(status(panel)).toMatch(/The test passed\./);
  expect(panel.element.state).toBe('draft-tested');
  await timers.next(panel);
  expect(timers.waits).toHaveLength(3);
});

test('a refused answer is shown, and the other tab may still try again', async () => {
  fakeTab();
  const panel = await mount({ testRuns: [fakeTestRun('issuer_mismatch'), fakeTestRun('passed')] });
  await button('Test the change').click();
  await panel.settled();
  await timers.next(panel);
  expect(panel.element.state).toBe('test-failed');
  expect(panel.query('[role=alert]').textContent).toMatch(/The test failed\./);
  await timers.next(panel);
  expect(panel.element.state).toBe('draft-tested');
});

test('a provider that never answers is asked about after a minute, in its own words', async () => {
  fakeTab();
  let now = FAKE_NOW;
  const panel = await mount({ testRuns: [fakeTestRun('running')] }, () => now);
  await button('Test the change').click();
  await panel.settled();
  now = new Date(FAKE_NOW.getTime() + 61_000);
  await timers.next(panel);
  await expect.element(text('Did Entra ID show an error?')).toBeVisible();
  await button('AADSTS50105 · not assigned').click();
  await expect.element(text('You aren’t assigned to the application.')).toBeVisible();
});

test('leaving the page stops the looking', async () => {
  fakeTab();
  const panel = await mount({ testRuns: [fakeTestRun('running')] });
  await button('Test the change').click();
  await panel.settled();
  panel.element.remove();
  await timers.next(panel);
  expect(panel.client.calls.some(({ verb }) => verb === 'readTest')).toBe(false);
});

test('the difference is marked, said in words, and one press puts it into the draft', async () => {
  const panel = await mountResult('issuer_mismatch');
  expect(panel.query('.diff mark').textContent).toBe('/');
  await expect.element(text('Only the last slash differs.')).toBeVisible();
  await expect.element(text('Change it here, not in Entra ID')).toBeVisible();
  await button('Use the received issuer').click();
  await panel.settled();
  expect(panel.client.view.draft?.idpEntityId).not.toMatch(/\/$/);
  expect(panel.client.view.live?.idpEntityId).toMatch(/\/$/);
});

test('a mixed-up entity ID can be taken over here or copied there', async () => {
  const panel = await mountResult('audience_mismatch');
  await expect.element(button('Copy Entity ID (audience)')).toBeVisible();
  await button('Use the region’s entity ID here').click();
  await panel.settled();
  expect(panel.client.view.draft?.spEntityIdScope).toBe('region');
});

test('the received value for the e-mail is chosen and mapped', async () => {
  const panel = await mountResult('email_missing');
  await expect
    .element(page.getByRole('combobox', { name: 'Which value is the e-mail address?' }))
    .toBeVisible();
  (panel.query('#email-choice') as HTMLSelectElement).value = 'upn';
  await button('Use it as e-mail').click();
  await panel.settled();
  expect(panel.client.view.draft?.attributeMapping?.email).toEqual(['upn']);
});

test('another certificate is compared first, and is never taken out of the response', async () => {
  const panel = await mountResult('signature_wrong_key');
  await button('Add it as the next certificate').click();
  await panel.settled();
  expect(panel.query('[role=alert]').textContent).toMatch(/Compare the fingerprint with Entra ID first/);
  await page.getByRole('checkbox', { name: 'It matches what Entra ID shows.' }).click();
  await button('Add it as the next certificate').click();
  await panel.settled();
  expect(panel.element.shadowRoot?.activeElement?.id).toBe('certificates');
  await expect.element(text('The one that signed the test isn’t here yet')).toBeVisible();
  const before = (panel.query('#certificates') as HTMLTextAreaElement).value;
  expect(before).not.toBe('');
  expect(panel.client.calls.some(({ verb }) => verb === 'saveDraft' || verb === 'save')).toBe(false);
});

test('the certificate in the response stands as a fact beside the saved ones', async () => {
  const panel = await mountResult('signature_wrong_key');
  await expect.element(text('Anybody can put a certificate into a response')).toBeVisible();
  await expect.poll(() => panel.element.shadowRoot?.querySelectorAll('.certs .fp').length).toBe(3);
  const received = panel.query('.diff > div:last-child').textContent ?? '';
  expect(received).toContain('Nov 20, 2029');
  expect(received).toContain('Microsoft Azure Federated SSO Certificate');
  await expect.element(text('The response was signed with a different certificate. Members')).toBeVisible();
});

test('a certificate that the metadata URL publishes goes into the draft with one press', async () => {
  const run = fakeTestRun('signature_wrong_key', fakeView('changing'), FAKE_NOW, [FAKE_OTHER_CERTIFICATE]);
  const panel = await mountResult('signature_wrong_key', 'changing', run);
  await expect.element(text('Confirmed by your metadata URL')).toBeVisible();
  expect(page.getByRole('checkbox', { name: /It matches/ }).elements()).toHaveLength(0);
  await button('Add it as the next certificate').click();
  await panel.settled();
  expect(panel.client.view.draft?.signingCertificates.at(-1)).toBe(FAKE_OTHER_CERTIFICATE.pem);
  expect(panel.client.view.draft?.signingCertificates).toHaveLength(3);
  expect(panel.client.view.live?.signingCertificates).toHaveLength(1);
});

test('without a certificate in the response nothing is offered to be added', async () => {
  const run = fakeTestRun('signature_wrong_key');
  const { certificate: _, ...diagnosis } = run.diagnosis ?? {
    reason: 'signature_wrong_key',
    side: 'settings',
  };
  const panel = await mountResult('signature_wrong_key', 'changing', {
    ...run,
    diagnosis: { ...diagnosis, repairs: [{ kind: 'test_again' }] },
  });
  await expect.element(text('The response shows no certificate')).toBeVisible();
  expect(button('Add it as the next certificate').elements()).toHaveLength(0);
  expect(panel.element.shadowRoot?.querySelectorAll('.btn.primary')).toHaveLength(1);
});

test('a pass shows what was expected and found, who it was and how they were found', async () => {
  await mountResult('passed');
  await expect.element(text('https://app.acmebots.example/sso/acme/acs')).toBeVisible();
  await expect.element(text('Matches the member Ana Ruiz. No new account.')).toBeVisible();
  await expect.element(text('Found by the e-mail address.')).toBeVisible();
  await expect.element(text('(e-mail address)')).toBeVisible();
  await button(/^All 1 value sent/).click();
  await expect.element(text('Personal values are masked.')).toBeVisible();
});

test('AES-CBC is accepted by one press, in the draft and nowhere else', async () => {
  const panel = await mountResult('encryption_weak');
  await expect.element(text('http://www.w3.org/2001/04/xmlenc#aes128-cbc')).toBeVisible();
  await button('Accept AES-CBC from it').click();
  await panel.settled();
  expect(panel.client.view.draft?.allowCbcEncryption).toBe(true);
  expect(panel.client.view.live?.allowCbcEncryption).toBe(false);
});

test('a person whom nobody matches is shown with what that means', async () => {
  await mountResult('member_unknown');
  await expect.element(text('Matches nobody in this team.')).toBeVisible();
  await expect.element(text('Invite sam@acme.example, or send another address from Entra ID.')).toBeVisible();
  await expect.element(text('Sam Field')).toBeVisible();
});

test('beside a result what is in use is one row until somebody looks', async () => {
  const panel = await mountResult('passed');
  expect(page.getByRole('heading', { name: 'Certificates', exact: true }).elements()).toHaveLength(0);
  await page.getByText('Settings in use', { exact: true }).click();
  await panel.settled();
  await expect.element(page.getByRole('heading', { name: 'Certificates', exact: true })).toBeVisible();
});

test('a message of the provider is decoded, and the steps are copied as plain text', async () => {
  const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  const panel = await mountResult('status_not_success');
  await expect.element(text('You signed in with another method than the request asked for.')).toBeVisible();
  await button('Copy these steps').click();
  await panel.settled();
  expect(writeText.mock.calls[0]?.[0]).toMatch(/^1\. In Entra ID, open Sign-in logs/);
  expect(status(panel)).toMatch(/Steps copied/);
});

test('how far the clocks are apart is said', async () => {
  await mountResult('assertion_expired');
  await expect.element(text('It came 4 min 10 sec too late.')).toBeVisible();
});

test('a pasted message of the provider is recognised', async () => {
  fakeTab();
  let now = FAKE_NOW;
  const panel = await mount({ testRuns: [fakeTestRun('running')] }, () => now);
  await button('Test the change').click();
  await panel.settled();
  now = new Date(FAKE_NOW.getTime() + 61_000);
  await timers.next(panel);
  await page.getByLabelText('Or paste what it said').fill('Sorry. AADSTS50105: Your administrator …');
  await expect.element(text('You aren’t assigned to the application.')).toBeVisible();
  await page.getByLabelText('Or paste what it said').fill('Something else');
  await expect.element(text('Give the text of that page')).toBeVisible();
});

test('a tested draft goes into use with one press, and back again from the menu', async () => {
  const panel = await mountResult('passed');
  await button('Use the new settings').click();
  await panel.settled();
  expect(panel.client.view.draft).toBeNull();
  expect(status(panel)).toMatch(/The new settings are in use\./);
  expect(panel.fired('sso-certificate-change')[0]?.detail).toEqual({ count: 2 });
  await button('More actions').click();
  await page.getByRole('menuitem', { name: 'Go back to the settings before Nov 23, 2026' }).click();
  await button('Go back').click();
  await panel.settled();
  expect(panel.client.calls.some(({ verb }) => verb === 'undo')).toBe(true);
  expect(panel.fired('sso-reverted')).toHaveLength(1);
});

test('with nothing in use yet, using the draft switches SSO on', async () => {
  const panel = await mount({ start: 'draft-saved' });
  await button('Switch SSO on').click();
  await panel.settled();
  expect(panel.client.calls.map(({ verb }) => verb).slice(-2)).toEqual(['promote', 'save']);
  expect(panel.client.view).toMatchObject({ mode: 'optional', draft: null });
  expect(panel.fired('sso-before-enable')).toHaveLength(1);
  expect(panel.fired('sso-enabled')[0]?.detail).toEqual({ mode: 'optional' });
  expect(status(panel)).toMatch(/SSO is on/);
});

test('without the plan a tested draft waits for it', async () => {
  const { entitlement } = fakeView('not-entitled');
  const view = { ...fakeView('draft-saved'), entitlement };
  const run = fakeTestRun('passed', view);
  const panel = await mount({ start: { ...view, lastTest: run }, testRuns: [run] });
  await expect.element(text('Your settings are prepared and tested')).toBeVisible();
  expect(button(/Switch SSO on|Use the new settings/).elements()).toHaveLength(0);
  expect(panel.element.state).toBe('not-entitled');
});

test('while a test is under way its own link is the only main button', async () => {
  vi.spyOn(globalThis, 'open').mockReturnValue(null);
  const panel = await mount({ testRuns: [fakeTestRun('running')] });
  await button('Test the change').click();
  await expect.element(page.getByRole('link', { name: 'Open the test' })).toBeVisible();
  expect(panel.element.shadowRoot?.querySelectorAll('.btn.primary')).toHaveLength(1);
});

test('an untested draft needs a plain yes', async () => {
  const panel = await mount();
  await button('Use the new settings').click();
  await expect.element(text('These settings haven’t been tested.')).toBeVisible();
  await button('Use them').click();
  await panel.settled();
  expect(panel.client.calls.at(-1)?.sent).toEqual([4, ['promote_untested']]);
});

test('while SSO is required an untested draft can’t be used', async () => {
  const view = { ...fakeView('required'), draft: fakeView('changing').draft };
  const panel = await mount({ start: view });
  expect(panel.element.state).toBe('changing');
  expect(button('Use the new settings').elements()).toHaveLength(0);
});

test('a change of what is live is saved as a draft where drafts go', async () => {
  const panel = await mount({ start: 'on' });
  await button('Change…').click();
  await paste(panel, '#signOnUrl', 'https://idp.example/sso');
  await button('Save draft').click();
  await panel.settled();
  expect(panel.client.calls.filter(({ verb }) => verb === 'saveDraft')).toHaveLength(1);
  expect(panel.element.state).toBe('changing');
});

test('without the verbs there is no test and no promotion', async () => {
  await mountPanel({ start: 'changing' });
  expect(button(/Test/).elements()).toHaveLength(0);
  expect(button('Use the new settings').elements()).toHaveLength(0);
});

test('a sign-in since then outweighs a failed test of what is live', async () => {
  const view = fakeView('on');
  const run = fakeTestRun('issuer_mismatch', view);
  const lastTest = { ...run, at: '2026-11-20T10:00:00Z' };
  const panel = await mount({ start: { ...view, lastTest }, testRuns: [run] });
  expect(panel.element.state).toBe('on');
});

const RESULTS = [
  'passed',
  'signature_wrong_key',
  'issuer_mismatch',
  'audience_mismatch',
  'email_missing',
  'status_not_success',
  'member_unknown',
] as const;
for (const scheme of ['light', 'dark'] as const) {
  for (const kind of RESULTS) {
    test(`${kind} has no violation in ${scheme}, and one primary button`, async () => {
      document.documentElement.style.colorScheme = scheme;
      document.body.style.background = scheme === 'dark' ? '#0e1014' : '#ffffff';
      const panel = await mountResult(kind);
      const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
      expect(
        violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`)),
      ).toEqual([]);
      expect(panel.element.shadowRoot?.querySelectorAll('.btn.primary')).toHaveLength(1);
    });
  }
}

for (const dir of ['ltr', 'rtl'] as const) {
  test.each(RESULTS)(`%s fits into 320 px, ${dir}`, async (kind) => {
    await page.viewport(320, 800);
    document.documentElement.dir = dir;
    const panel = await mountResult(kind);
    await panel.settled();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    expect(strays(panel)).toEqual([]);
    expect(missingTexts(panel)).toEqual([]);
  });
}
