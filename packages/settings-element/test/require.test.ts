// Requiring SSO, and ending it: reviewed first, refused with reasons, kept or rolled back.

import { afterEach, expect, test, vi } from 'vitest';
import { REQUIREMENT_REFUSALS } from '@team-sso/core';
import { FAKE_NOW } from '../src/fake.ts';
import { reviewEn } from '../src/messages/review-en.ts';
import { SettingsProblem } from '../src/settings-problem.ts';
import { button, focused, mountPanel, page, text, theSwitch, userEvent } from './panel.ts';

afterEach(() => vi.useRealTimers());

const requireSwitch = () => theSwitch('Require SAML SSO for all members');

test('the switch opens a review and saves nothing', async () => {
  const panel = await mountPanel({ start: 'on' });
  await requireSwitch().click();
  await expect.element(page.getByRole('dialog', { name: 'Require SSO for all members?' })).toBeVisible();
  await panel.settled();
  expect(focused(panel)?.id).toBe('dialog-h');
  expect((panel.query('#require') as HTMLInputElement).checked).toBe(false);
  await userEvent.keyboard('{Escape}');
  await panel.settled();
  expect(panel.element.shadowRoot?.querySelector('dialog')).toBeNull();
  expect(panel.element.shadowRoot?.activeElement?.id).toBe('require');
  expect(panel.client.view.mode).toBe('optional');
});

test('requires with 24 hours for other sessions by default', async () => {
  const panel = await mountPanel({ start: 'on' });
  await button('Require SSO…').click();
  await button('Require SSO').click();
  await panel.settled();
  expect(panel.client.calls.at(-1)).toEqual({
    verb: 'setMode',
    sent: [{ mode: 'required', sessions: { graceHours: 24 } }, 3],
  });
  expect(panel.element.state).toBe('requiring');
  expect(panel.fired('sso-required-change')[0]?.detail).toEqual({ required: true });
});

test('signs everybody else out at once when that is chosen', async () => {
  const panel = await mountPanel({ start: 'on' });
  await button('Require SSO…').click();
  await page.getByRole('radio', { name: 'Sign everybody else out now' }).click();
  await button('Require SSO').click();
  await panel.settled();
  expect(panel.client.calls.at(-1)?.sent[0]).toEqual({ mode: 'required', sessions: 'now' });
});

test('each refusal stands there with its reason and its way out', async () => {
  const panel = await mountPanel({ start: 'on-untested' });
  await requireSwitch().click();
  await expect.element(text('The current settings haven’t been tried')).toBeVisible();
  await expect.element(text('You haven’t signed in by SSO in the last 24 hours')).toBeVisible();
  const wayOut = page.getByRole('dialog').getByRole('link', { name: 'Sign in by SSO' });
  await expect.element(wayOut).toHaveAttribute('href', 'https://app.acmebots.example/sso/acme/login');
  await button('Require SSO').click();
  await panel.settled();
  expect(panel.client.calls.some(({ verb }) => verb === 'setMode')).toBe(false);
  expect(panel.element.shadowRoot?.activeElement?.id).toBe('needed');
  await expect.poll(() => panel.query('[role=alert]').textContent).toMatch(/2 things needed first/);
});

test('a refusal that only the server knew appears in the review', async () => {
  const panel = await mountPanel({ start: 'on' });
  await button('Require SSO…').click();
  panel.client.failNext(
    'setMode',
    new SettingsProblem('requirement_refused', { status: 409, refusals: ['certificate_expires_soon'] }),
  );
  await button('Require SSO').click();
  await expect.element(text('The certificate expires within 7 days')).toBeVisible();
});

test('the countdown is a text, spoken at 15, 5 and 1 minutes, and ends in a roll-back', async () => {
  const start = new Date('2026-11-23T10:02:00Z');
  let now = start;
  const panel = await mountPanel({ start: 'requiring', now: () => start }, { clock: () => now });
  await expect.element(text('12 minutes left to confirm.')).toBeVisible();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  panel.element.remove();
  document.body.append(panel.element);
  await panel.settled();
  now = new Date('2026-11-23T10:09:10Z');
  vi.advanceTimersByTime(5_000);
  await panel.settled();
  await expect.poll(() => panel.query('[role=status]').textContent).toMatch(/5 minutes left to confirm\./);
  now = new Date('2026-11-23T10:18:00Z');
  vi.advanceTimersByTime(5_000);
  await panel.settled();
  expect(panel.element.state).toBe('on');
  expect(panel.element.health).toContain('rolled-back');
  await expect.element(text('so SSO is optional again.')).toBeVisible();
  expect(panel.query('[role=alert]').textContent).toMatch(/so SSO is optional again/);
});

test('a confirming sign-in elsewhere is noticed', async () => {
  const panel = await mountPanel({ start: 'requiring' });
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  panel.element.remove();
  document.body.append(panel.element);
  await panel.settled();
  const { requirement } = panel.client.view;
  panel.client.change({ requirement: { ...requirement, confirmedAt: FAKE_NOW.toISOString() } });
  vi.advanceTimersByTime(5_000);
  await panel.settled();
  expect(panel.element.state).toBe('required');
  expect(panel.query('[role=status]').textContent).toMatch(/It stays required/);
});

test('ending the requirement is one question', async () => {
  const panel = await mountPanel({ start: 'required' });
  await requireSwitch().click();
  await button('Stop requiring').click();
  await panel.settled();
  expect(panel.client.view.mode).toBe('optional');
  expect(panel.element.state).toBe('on');
});

test('while required the enable switch stays on and says what comes first', async () => {
  const panel = await mountPanel({ start: 'required' });
  await expect.element(theSwitch('Enable SAML authentication')).toHaveAttribute('aria-disabled', 'true');
  panel.query('#enable').click();
  await panel.settled();
  expect((panel.query('#enable') as HTMLInputElement).checked).toBe(true);
  await expect.poll(() => panel.query('[role=alert]').textContent).toMatch(/Stop requiring SSO first/);
});

test('switching off asks, and says who is left without a password', async () => {
  const panel = await mountPanel({ start: 'on' });
  await theSwitch('Enable SAML authentication').click();
  panel.client.failNext(
    'save',
    new SettingsProblem('confirmation_needed', { status: 409, confirmations: ['members_without_password'] }),
  );
  await button('Switch off').click();
  await expect.element(text('Some members have no password.')).toBeVisible();
  expect(panel.client.view.mode).toBe('optional');
  await button('Switch off').click();
  await panel.settled();
  expect(panel.client.calls.at(-1)?.sent[0]).toEqual({ mode: 'off', confirm: ['members_without_password'] });
  expect(panel.element.state).toBe('off');
  await expect.element(text('Your settings are kept.')).toBeVisible();
});

test('a lapsed requirement is stepped down on the way to off', async () => {
  const panel = await mountPanel({ start: 'lapsed' });
  await theSwitch('Enable SAML authentication').click();
  await button('Switch off').click();
  await panel.settled();
  expect(panel.client.calls.slice(-2).map(({ verb }) => verb)).toEqual(['setMode', 'save']);
  expect(panel.client.view.mode).toBe('off');
});

test('a page cancels a requirement with sso-before-require', async () => {
  const panel = await mountPanel({ start: 'on' });
  panel.element.addEventListener('sso-before-require', (event) => event.preventDefault());
  await button('Require SSO…').click();
  await button('Require SSO').click();
  await panel.settled();
  expect(panel.client.view.mode).toBe('optional');
});

test('deleting needs the name of the team', async () => {
  const panel = await mountPanel({ start: 'on' });
  await button('More actions').click();
  await page.getByRole('menuitem', { name: 'Delete this configuration…' }).click();
  await page.getByRole('textbox', { name: 'Type acme to confirm' }).fill('globex');
  await button('Delete').click();
  await expect.element(text('That isn’t acme.')).toBeVisible();
  expect(panel.client.calls.some(({ verb }) => verb === 'deleteSettings')).toBe(false);
  await page.getByRole('textbox', { name: 'Type acme to confirm' }).fill('acme');
  await button('Delete').click();
  await panel.settled();
  expect(panel.client.view).toMatchObject({ mode: 'off', live: null });
  expect(panel.client.calls.at(-1)?.sent).toEqual([3, ['delete_configuration']]);
});

test('the menu moves by arrow keys and closes by Escape', async () => {
  const panel = await mountPanel({ start: 'on' });
  await button('More actions').click();
  await panel.settled();
  expect(focused(panel)?.textContent).toContain('Download our metadata');
  await userEvent.keyboard('{ArrowDown}');
  await panel.settled();
  expect(focused(panel)?.textContent).toContain('Delete this configuration…');
  await userEvent.keyboard('{Escape}');
  await panel.settled();
  expect(panel.element.shadowRoot?.activeElement?.id).toBe('menu-button');
});

test('a refusal that this version has no words for is shown by its code', async () => {
  const panel = await mountPanel({ start: 'on' });
  panel.client.change({ requirement: { refusals: ['from_the_future' as never] } });
  await panel.element.reload();
  await button('Require SSO…').click();
  await expect.element(text('from_the_future')).toBeVisible();
});

test('every refusal of the core has its words and its reason', () => {
  const missing = REQUIREMENT_REFUSALS.flatMap((code) => [
    `sso.require.refusal.${code}`,
    `sso.require.refusal.${code}.why`,
  ]).filter((key) => !Object.hasOwn(reviewEn, key));
  expect(missing).toEqual([]);
});

test('a lapsed plan offers to get in touch, not to require what is paused', async () => {
  const panel = await mountPanel({ start: 'lapsed' });
  await expect.element(button('Get in touch')).toBeVisible();
  await expect.element(requireSwitch()).toHaveAccessibleDescription(/^Paused/);
  await requireSwitch().click();
  await button('Stop requiring').click();
  await panel.settled();
  expect(panel.client.view.mode).toBe('optional');
});
