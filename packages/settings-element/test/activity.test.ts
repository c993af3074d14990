// Recent activity: sign-ins and changes in words, a refusal by its short code, the export.

import axe from 'axe-core';
import { expect, test, vi } from 'vitest';
import { fakeLongActivity, type FakeClientOptions } from '../src/fake.ts';
import { SettingsProblem } from '../src/settings-problem.ts';
import {
  button,
  focused,
  missingTexts,
  mountPanel,
  page,
  strays,
  text,
  userEvent,
  type Panel,
} from './panel.ts';

const mount = (options: FakeClientOptions = {}): Promise<Panel> =>
  mountPanel({ start: 'on', hasEveryVerb: true, ...options });
const summary = () => page.getByText('Recent activity', { exact: true });

const rowsOf = (panel: Panel): readonly string[] =>
  [...(panel.element.shadowRoot?.querySelectorAll('.events > li') ?? [])].map((row) =>
    (row.textContent ?? '').replace(/\s+/g, ' ').trim(),
  );
const CODE = 'Find a sign-in by its short code';

async function open(options: FakeClientOptions = {}): Promise<Panel> {
  const panel = await mount(options);
  await summary().click();
  await expect.element(button('Find')).toBeVisible();
  await panel.settled();
  return panel;
}

test('nothing is read before it is opened', async () => {
  const panel = await mount();
  expect(panel.client.calls.map(({ verb }) => verb)).not.toContain('readAudit');
  await summary().click();
  await expect.poll(() => panel.client.calls.map(({ verb }) => verb)).toContain('readAudit');
});

test('it tells in words, newest first, who did what', async () => {
  const panel = await open();
  const rows = rowsOf(panel);
  expect(panel.client.calls.find(({ verb }) => verb === 'readAudit')?.sent).toEqual([{ order: 'newest' }]);
  expect(rows).toHaveLength(5);
  expect(rows[0]).toMatch(/^Ana Ruiz signed in by SSO SSO-4KQ9/);
  expect(rows[1]).toMatch(/^Sign-in refused: The response was made for another application\./);
  expect(rows[2]).toMatch(/^Ana Ruiz saved a draft \(certificates\)/);
  expect(rows[3]).toMatch(/^Jon Bell made SSO optional/);
});

test('a short code opens the whole diagnosis, without a repair from a member’s sign-in', async () => {
  const panel = await open();
  await page.getByLabelText(CODE).fill('sso-7q2f');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('This is our entity ID of another region.').first()).toBeVisible();
  expect(panel.query('.found mark').textContent).not.toBe('');
  expect(focused(panel)?.id).toBe('found');
  expect(rowsOf(panel)).toHaveLength(1);
  expect(button(/Test again|Use the/).elements()).toHaveLength(0);
});

test('from one attempt back to all of them', async () => {
  const panel = await open();
  await page.getByLabelText(CODE).fill('SSO-7Q2F');
  await userEvent.keyboard('{Enter}');
  await button('Show all activity').click();
  await panel.settled();
  expect(rowsOf(panel)).toHaveLength(5);
  expect(focused(panel)?.id).toBe('attempt-code');
});

test('what goes over several pages stays in order, and goes on on request', async () => {
  const panel = await open({ activity: fakeLongActivity(25) });
  const codes = (): string[] => rowsOf(panel).flatMap((row) => /SSO-\d+/.exec(row)?.[0] ?? []);
  expect(rowsOf(panel)).toHaveLength(19);
  await button('Show more').click();
  await expect.poll(() => rowsOf(panel).length).toBeGreaterThan(30);
  await button('Show more').click();
  await expect.poll(() => rowsOf(panel).length).toBe(50);
  expect(codes()).toEqual(codes().toSorted());
  expect(button('Show more').elements()).toHaveLength(0);
});

test('nothing yet is said, without an export of nothing', async () => {
  await open({ activity: { attempts: [], audit: [] } });
  await expect.element(text('Nothing has happened yet.')).toBeVisible();
  expect(button('Export the audit log').elements()).toHaveLength(0);
});

test('while it is read, screen readers hear so', async () => {
  const panel = await mount({
    latency: (verb) => (verb === 'readAudit' ? new Promise(() => {}) : Promise.resolve()),
  });
  await summary().click();
  await expect.element(text('Loading the activity…')).toBeInTheDocument();
  expect(panel.query('.activity [aria-busy]')).toBeTruthy();
});

test('of two lists the one that could be read is shown', async () => {
  const panel = await mount();
  panel.client.failNext('readAudit', new SettingsProblem('forbidden', { status: 403 }));
  await summary().click();
  await expect.element(text('Changes couldn’t be loaded.')).toBeVisible();
  await panel.settled();
  expect(rowsOf(panel)).toHaveLength(2);
  await button('Try again').click();
  await expect.poll(() => rowsOf(panel).length).toBe(5);
});

test('an unknown code says so', async () => {
  const panel = await open();
  await page.getByLabelText(CODE).fill('SSO-0000');
  await button('Find').click();
  await panel.settled();
  expect(panel.query('[role=alert]').textContent).toMatch(/no sign-in with this code/);
});

test('a refused row shows why and hides it again, by keyboard', async () => {
  const panel = await open();
  panel.query('[aria-label="Show why SSO-7Q2F was refused"]').focus();
  await userEvent.keyboard('{Enter}');
  await panel.settled();
  expect(focused(panel)?.getAttribute('aria-expanded')).toBe('true');
  expect(panel.query('.why')).toBeTruthy();
  await userEvent.keyboard('{Enter}');
  await panel.settled();
  expect(panel.element.shadowRoot?.querySelector('.why')).toBeNull();
});

test('the audit log is exported as a file', async () => {
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  const panel = await open();
  await button('Export the audit log').click();
  await panel.settled();
  expect(click).toHaveBeenCalledOnce();
  expect(panel.query('[role=status].sr').textContent).toMatch(/Audit log exported/);
  click.mockRestore();
});

test('what can’t be read is offered again', async () => {
  const panel = await mount();
  panel.client.failNext('readAudit', new SettingsProblem('unavailable', { status: 503 }));
  panel.client.failNext('readAttempts', new SettingsProblem('unavailable', { status: 503 }));
  await summary().click();
  await expect.element(text('The activity couldn’t be loaded.')).toBeVisible();
  await button('Try again').click();
  await expect.element(button('Find')).toBeVisible();
});

test('without the verbs there is no activity', async () => {
  await mountPanel({ start: 'on' });
  expect(summary().elements()).toHaveLength(0);
});

for (const scheme of ['light', 'dark'] as const)
  test(`activity has no violation in ${scheme}`, async () => {
    document.documentElement.style.colorScheme = scheme;
    document.body.style.background = scheme === 'dark' ? '#0e1014' : '#ffffff';
    await open();
    await button('Show why SSO-7Q2F was refused').click();
    const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
    document.documentElement.style.colorScheme = 'light';
    expect(
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`)),
    ).toEqual([]);
  });

test.each(['ltr', 'rtl'])('an open diagnosis fits into 320 px, %s', async (dir) => {
  await page.viewport(320, 800);
  document.documentElement.dir = dir;
  const panel = await open();
  await button('Show why SSO-7Q2F was refused').click();
  await panel.settled();
  expect(strays(panel)).toEqual([]);
  expect(missingTexts(panel)).toEqual([]);
  const width = document.documentElement.scrollWidth;
  document.documentElement.dir = 'ltr';
  expect(width).toBeLessThanOrEqual(320);
});
