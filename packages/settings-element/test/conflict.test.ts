// Two people at once, lost sessions and lost networks: nothing typed is lost.

import { expect, test } from 'vitest';
import { SettingsProblem } from '../src/settings-problem.ts';
import { button, field, mountPanel, page, type Panel, paste, text, theSwitch } from './panel.ts';

async function changeTheirs(
  panel: Panel,
  change: { readonly signOnUrl?: string; readonly idpEntityId?: string },
): Promise<void> {
  const { live } = panel.client.view;
  if (!live) throw new TypeError('nothing is live');
  panel.client.change({ draft: { ...live, basedOn: live.connectionId, connectionId: 'theirs', ...change } });
}

async function editMine(panel: Panel, signOnUrl: string): Promise<void> {
  await button('Change…').click();
  await panel.settled();
  await paste(panel, '#signOnUrl', signOnUrl);
}

test('a field that both changed asks which to keep', async () => {
  const panel = await mountPanel({ start: 'on' });
  await editMine(panel, 'https://idp.example/mine');
  await changeTheirs(panel, { signOnUrl: 'https://idp.example/theirs' });
  await button('Save draft').click();
  await expect.element(text('You both changed 1 value.')).toBeVisible();
  expect(panel.element.matches(':state(conflict)')).toBe(true);
  await expect.element(page.getByRole('radio', { name: /^Yours/ })).toBeChecked();
  await button('Save merged draft').click();
  await panel.settled();
  expect(panel.client.view.draft?.signOnUrl).toBe('https://idp.example/mine');
});

test('theirs can be kept', async () => {
  const panel = await mountPanel({ start: 'on' });
  await editMine(panel, 'https://idp.example/mine');
  await changeTheirs(panel, { signOnUrl: 'https://idp.example/theirs' });
  await button('Save draft').click();
  await page.getByRole('radio', { name: /^Theirs/ }).click();
  await button('Save merged draft').click();
  await panel.settled();
  expect(panel.client.view.draft?.signOnUrl).toBe('https://idp.example/theirs');
});

test('who saved and when is said, where the server says it', async () => {
  const panel = await mountPanel({ start: 'on', hasEveryVerb: true });
  await editMine(panel, 'https://idp.example/mine');
  const { live } = panel.client.view;
  if (!live) throw new TypeError('nothing is live');
  panel.client.change(
    { draft: { ...live, basedOn: live.connectionId, signOnUrl: 'https://idp.example/theirs' } },
    { savedBy: { userId: 'u-2' }, savedAt: '2026-11-23T10:01:00Z' },
  );
  await button('Save draft').click();
  await expect
    .element(page.getByRole('dialog', { name: /^Jon Bell saved changes at 1?\d:01/ }))
    .toBeVisible();
  await expect.element(page.getByRole('radio', { name: /^Jon Bell/ })).toBeVisible();
});

test('somebody whose name nobody knows is somebody else', async () => {
  const panel = await mountPanel({ start: 'on' });
  await editMine(panel, 'https://idp.example/mine');
  panel.client.change({}, { savedBy: { userId: 'u-gone' }, savedAt: '2026-11-20T10:01:00Z' });
  await button('Save draft').click();
  await expect
    .element(page.getByRole('dialog', { name: 'Somebody else saved changes on Nov 20, 2026' }))
    .toBeVisible();
});

test('what somebody deleted meanwhile is put back from what was typed, options included', async () => {
  const panel = await mountPanel({ start: 'on' });
  await editMine(panel, 'https://idp.example/mine');
  panel.client.change({ mode: 'off', effectiveMode: 'off', live: null, draft: null, certificates: [] });
  await button('Save draft').click();
  await expect.element(text('The configuration was deleted meanwhile.')).toBeVisible();
  await button('Save merged').click();
  await panel.settled();
  expect(panel.client.view.live).toMatchObject({
    signOnUrl: 'https://idp.example/mine',
    idpEntityId: 'https://sts.windows.net/8f4c2a61-3d0e-4b7a-9c15-e2a7d96b10f3/',
    metadataPolicy: 'notify',
  });
});

test('changes to different fields are both kept', async () => {
  const panel = await mountPanel({ start: 'on' });
  await editMine(panel, 'https://idp.example/mine');
  await changeTheirs(panel, { idpEntityId: 'urn:theirs' });
  await button('Save draft').click();
  await expect.element(text('They changed other values than you. Saving keeps both.')).toBeVisible();
  await button('Save merged draft').click();
  await panel.settled();
  expect(panel.client.view.draft).toMatchObject({
    signOnUrl: 'https://idp.example/mine',
    idpEntityId: 'urn:theirs',
  });
});

test('back to the form keeps what was typed', async () => {
  const panel = await mountPanel({ start: 'on' });
  await editMine(panel, 'https://idp.example/mine');
  await changeTheirs(panel, { signOnUrl: 'https://idp.example/theirs' });
  await button('Save draft').click();
  await button('Back to my form').click();
  await expect.element(field('Sign on URL')).toHaveValue('https://idp.example/mine');
  expect(panel.element.matches(':state(conflict)')).toBe(true);
  await button('Compare').click();
  await expect.element(page.getByRole('dialog', { name: 'Somebody else saved changes' })).toBeVisible();
});

test('after going back to the form, discarding shows what the other one saved', async () => {
  const panel = await mountPanel({ start: 'on' });
  await editMine(panel, 'https://idp.example/mine');
  await changeTheirs(panel, { signOnUrl: 'https://idp.example/theirs' });
  await button('Save draft').click();
  await button('Back to my form').click();
  await button('Discard').click();
  await panel.settled();
  expect(panel.element.state).toBe('changing');
  expect(panel.element.matches(':state(conflict)')).toBe(false);
  await expect.element(text('https://idp.example/theirs')).toBeVisible();
});

test('a switch pressed on stale settings shows the new ones and decides nothing', async () => {
  const panel = await mountPanel({ start: 'on' });
  await button('Require SSO…').click();
  panel.client.change({ mode: 'off', effectiveMode: 'off' });
  await button('Require SSO').click();
  await panel.settled();
  expect(panel.element.state).toBe('off');
  await expect.element(text('These settings were changed meanwhile.')).toBeVisible();
});

test('a sign-in that is too old keeps the form over the way to the sign-in page', async () => {
  const panel = await mountPanel({ start: 'on' });
  await editMine(panel, 'https://idp.example/mine');
  panel.client.failNext(
    'save',
    new SettingsProblem('reauthentication_needed', { status: 403, reauthenticateUrl: '/sign-in?again' }),
  );
  await button('Save draft').click();
  await expect
    .element(page.getByRole('link', { name: 'Sign in again' }))
    .toHaveAttribute('href', '/sign-in?again');
  expect(panel.fired('sso-auth-needed')[0]?.detail).toEqual({
    reason: 'reauthentication_needed',
    url: '/sign-in?again',
  });
  expect(sessionStorage.getItem('team-sso:edit:acme')).toContain('https://idp.example/mine');
});

test('a session that ended keeps the form and tells the page', async () => {
  const panel = await mountPanel({ start: 'on' });
  await editMine(panel, 'https://idp.example/mine');
  panel.client.failNext('save', new SettingsProblem('sign_in', { status: 401, loginUrl: '/sign-in' }));
  await button('Save draft').click();
  await expect.element(field('Sign on URL')).toHaveValue('https://idp.example/mine');
  await expect.element(text('You were signed out.')).toBeVisible();
  expect(panel.fired('sso-auth-needed')[0]?.detail).toEqual({ reason: 'sign_in', url: '/sign-in' });
});

test('a client that can renew the session is asked to, and the save goes on', async () => {
  const panel = await mountPanel({ start: 'on' });
  let renewed = 0;
  panel.client.refresh = async () => void (renewed += 1);
  await editMine(panel, 'https://idp.example/mine');
  panel.client.failNext('save', new SettingsProblem('sign_in', { status: 401 }));
  await button('Save draft').click();
  await panel.settled();
  expect(renewed).toBe(1);
  expect(panel.client.view.draft?.signOnUrl).toBe('https://idp.example/mine');
});

test('a server that doesn’t answer keeps the form', async () => {
  const panel = await mountPanel({ start: 'on' });
  await editMine(panel, 'https://idp.example/mine');
  panel.client.failNext('save', new SettingsProblem('offline'));
  await button('Save draft').click();
  await expect.element(text('The server doesn’t answer.')).toBeVisible();
  await expect.element(field('Sign on URL')).toHaveValue('https://idp.example/mine');
  await button('Save draft').click();
  await panel.settled();
  expect(panel.client.view.draft?.signOnUrl).toBe('https://idp.example/mine');
});

test('being offline is shown while it lasts', async () => {
  const panel = await mountPanel({ start: 'on' });
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
  dispatchEvent(new Event('offline'));
  await expect.element(text('You’re offline.')).toBeVisible();
  expect(panel.element.matches(':state(offline)')).toBe(true);
  Reflect.deleteProperty(navigator, 'onLine');
  dispatchEvent(new Event('online'));
  await panel.settled();
  expect(panel.element.matches(':state(offline)')).toBe(false);
});

test('the first of two loads never overwrites the second', async () => {
  const answers: (() => void)[] = [];
  const latency = (): Promise<void> => new Promise((resolve) => void answers.push(resolve));
  const panel = await mountPanel({ start: 'off', latency });
  const second = panel.element.reload();
  panel.client.change({ permissions: { view: true, manage: false } });
  answers[1]?.();
  await second;
  answers[0]?.();
  await panel.settled();
  expect(panel.element.state).toBe('read-only');
});

test('Save pressed twice saves once', async () => {
  const panel = await mountPanel({ start: 'on' });
  await editMine(panel, 'https://idp.example/mine');
  await Promise.all([panel.element.save(), panel.element.save()]);
  expect(panel.client.calls.filter(({ verb }) => verb === 'save')).toHaveLength(1);
  await expect.element(theSwitch('Enable SAML authentication')).toBeChecked();
});
