// The first set-up, as an admin does it: by mouse, by keyboard, with mistakes.

import { expect, test, vi } from 'vitest';
import { fakeCertificate } from '../src/fake.ts';
import { SettingsProblem } from '../src/settings-problem.ts';
import {
  button,
  ENTRA,
  field,
  fillIn,
  mountPanel,
  page,
  paste,
  text,
  theSwitch,
  userEvent,
} from './panel.ts';

test('switching on unrolls the fields and changes nothing on the server', async () => {
  const panel = await mountPanel();
  expect(panel.element.state).toBe('off');
  await theSwitch('Enable SAML authentication').click();
  await expect
    .element(field('Assertion consumer service URL (ACS)'))
    .toHaveValue('https://app.acmebots.example/sso/acme/acs');
  await expect.element(field('Entity ID (audience)')).toHaveValue('https://auth.acmebots.example/sso/eu');
  await expect.element(field('Sign on URL')).toBeVisible();
  await expect.element(field('Issuer')).toBeVisible();
  await expect.element(field('Public certificate')).toBeVisible();
  expect(panel.element.state).toBe('configuring');
  expect(panel.client.calls.map(({ verb }) => verb)).toEqual(['readSettings']);
});

test('saves the values as a live connection and says so', async () => {
  const panel = await mountPanel();
  await fillIn(panel, { ...ENTRA, certificates: fakeCertificate('one') });
  await expect.element(text('Certificate read')).toBeVisible();
  await button('Save').click();
  await panel.settled();
  expect(panel.client.view.mode).toBe('optional');
  expect(panel.client.view.live).toMatchObject({ ...ENTRA, signingCertificates: [fakeCertificate('one')] });
  expect(panel.element.state).toBe('on-untested');
  expect(panel.fired('sso-saved')[0]?.detail).toEqual({ savedAs: 'live', revision: 1 });
  expect(panel.fired('sso-enabled')[0]?.detail).toEqual({ mode: 'optional' });
  await expect.poll(() => panel.query('[role=status]').textContent).toMatch(/Saved\. SSO is on\./);
  expect(panel.element.shadowRoot?.activeElement?.id).toBe('sso-h');
});

test('the whole flow works with the keyboard alone', async () => {
  const panel = await mountPanel({}, { provider: 'okta' });
  const press = async (key: string): Promise<void> => {
    await userEvent.keyboard(key);
    await panel.settled();
  };
  const tabTo = async (id: string): Promise<void> => {
    for (let presses = 0; panel.element.shadowRoot?.activeElement?.id !== id; presses += 1) {
      if (presses > 30) throw new Error(`Tab never reaches ${id}`);
      await userEvent.keyboard('{Tab}');
    }
  };
  await tabTo('enable');
  await press(' ');
  await tabTo('signOnUrl');
  await press('https://acme.okta.com/app/acme/exk1/sso/saml');
  await tabTo('idpEntityId');
  await press('http://www.okta.com/exk1');
  await tabTo('certificates');
  await paste(panel, '#certificates', fakeCertificate('one'));
  await tabTo('save');
  await press('{Enter}');
  expect(panel.element.state).toBe('on-untested');
});

test('an edit of a live connection becomes a draft that nobody uses yet', async () => {
  const panel = await mountPanel({ start: 'on' });
  await button('Change…').click();
  await paste(panel, '#signOnUrl', 'https://idp.example/new');
  await button('Save draft').click();
  await panel.settled();
  expect(panel.client.view.live?.signOnUrl).toBe(ENTRA.signOnUrl);
  expect(panel.client.view.draft?.signOnUrl).toBe('https://idp.example/new');
  expect(panel.element.state).toBe('changing');
  await expect
    .element(text('A change is being prepared. Members still use the current settings.'))
    .toBeVisible();
});

test('without the plan a draft is prepared and nothing is switched on', async () => {
  const panel = await mountPanel({ start: 'not-entitled' });
  await button('Prepare now').click();
  await panel.settled();
  for (const [id, text] of Object.entries({ ...ENTRA, certificates: fakeCertificate('one') }))
    await paste(panel, `#${id}`, text);
  await button('Save draft').click();
  await panel.settled();
  expect(panel.client.view).toMatchObject({ mode: 'off', live: null, draft: ENTRA });
});

test('the enable switch without the plan says what comes first and stays off', async () => {
  const panel = await mountPanel({ start: 'not-entitled' });
  panel.query('#enable').click();
  await panel.settled();
  expect((panel.query('#enable') as HTMLInputElement).checked).toBe(false);
  await expect
    .poll(() => panel.query('[role=alert]').textContent)
    .toMatch(/Available on the Enterprise plan\./);
});

test('"Get in touch" tells the page', async () => {
  const panel = await mountPanel({ start: 'not-entitled' });
  await button('Get in touch').click();
  expect(panel.fired('sso-contact')[0]?.detail).toEqual({ requiredPlan: 'Enterprise' });
});

test('the switch put back to off keeps what was typed for later', async () => {
  const panel = await mountPanel();
  await fillIn(panel, { signOnUrl: ENTRA.signOnUrl });
  await theSwitch('Enable SAML authentication').click();
  expect(panel.element.state).toBe('off');
  await theSwitch('Enable SAML authentication').click();
  await expect.element(field('Sign on URL')).toHaveValue(ENTRA.signOnUrl);
});

test('a page cancels a save with sso-before-save', async () => {
  const panel = await mountPanel();
  panel.element.addEventListener('sso-before-save', (event) => event.preventDefault());
  await fillIn(panel, { ...ENTRA, certificates: fakeCertificate('one') });
  expect(await panel.element.save()).toBe(false);
  expect(panel.client.view.mode).toBe('off');
});

test('a page holds a save until its own check is done', async () => {
  const panel = await mountPanel();
  const check = Promise.withResolvers<void>();
  panel.element.addEventListener('sso-before-save', (event) => event.detail.waitUntil(check.promise));
  await fillIn(panel, { ...ENTRA, certificates: fakeCertificate('one') });
  const saved = panel.element.save();
  await panel.settled();
  expect(panel.client.calls.some(({ verb }) => verb === 'save')).toBe(false);
  check.resolve();
  expect(await saved).toBe(true);
});

test('line breaks inside a pasted URL are dropped', async () => {
  const panel = await mountPanel();
  await fillIn(panel, { signOnUrl: 'https://idp.example/\nsso\r\n' });
  await expect.element(field('Sign on URL')).toHaveValue('https://idp.example/sso');
});

test('Entra ID suggests the team’s own entity ID until the admin chooses', async () => {
  const panel = await mountPanel();
  await fillIn(panel, {});
  const provider = page.getByRole('combobox', { name: 'Your identity provider' });
  await provider.selectOptions('Microsoft Entra ID');
  await expect
    .element(field('Entity ID (audience)'))
    .toHaveValue('https://auth.acmebots.example/sso/eu/teams/acme');
  await provider.selectOptions('Okta');
  await expect.element(field('Entity ID (audience)')).toHaveValue('https://auth.acmebots.example/sso/eu');
  await page.getByRole('radio', { name: 'This team’s own' }).click();
  await provider.selectOptions('OneLogin');
  await panel.settled();
  await expect
    .element(field('Entity ID (audience)'))
    .toHaveValue('https://auth.acmebots.example/sso/eu/teams/acme');
});

test('the guide ticks itself as values are copied, filled in and saved', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  const panel = await mountPanel({}, { provider: 'entra' });
  await fillIn(panel, {});
  await expect.element(text('0 of 7 done')).toBeVisible();
  await button('Copy Assertion consumer service URL (ACS)').click();
  await button('Copy Entity ID (audience)').click();
  await expect.element(text('3 of 7 done')).toBeVisible();
  for (const [id, text] of Object.entries({ ...ENTRA, certificates: fakeCertificate('one') }))
    await paste(panel, `#${id}`, text);
  await expect.element(text('4 of 7 done')).toBeVisible();
  await button('Mark “Assign people” as done').click();
  await expect.element(text('5 of 7 done')).toBeVisible();
  expect(panel.fired('sso-guide-step')[0]?.detail).toEqual({ provider: 'entra', step: 'assign', done: true });
});

test('what was typed survives a reload of the page', async () => {
  const panel = await mountPanel();
  await fillIn(panel, { signOnUrl: ENTRA.signOnUrl });
  const again = document.createElement('team-sso-settings');
  Object.assign(again, { teamId: 'acme', client: panel.client });
  panel.element.replaceWith(again);
  await expect.element(field('Sign on URL')).toHaveValue(ENTRA.signOnUrl);
  await expect.element(text('We kept what you typed')).toBeVisible();
  expect(again.hasUnsavedChanges).toBe(true);
});

test('another team begins with a clean panel', async () => {
  const panel = await mountPanel();
  await fillIn(panel, { signOnUrl: ENTRA.signOnUrl });
  panel.element.teamId = 'globex';
  await panel.settled();
  expect(panel.element.state).toBe('off');
  expect(panel.element.hasUnsavedChanges).toBe(false);
});

test('leaving with unsaved changes asks first, and only then', async () => {
  const panel = await mountPanel();
  const leave = (): boolean => dispatchEvent(new Event('beforeunload', { cancelable: true }));
  expect(leave()).toBe(true);
  await fillIn(panel, { signOnUrl: ENTRA.signOnUrl });
  expect(leave()).toBe(false);
  panel.element.addEventListener('sso-leave', (event) => event.preventDefault());
  expect(leave()).toBe(true);
});

test('dirty changes are told once each', async () => {
  const panel = await mountPanel();
  await fillIn(panel, { signOnUrl: ENTRA.signOnUrl, idpEntityId: ENTRA.idpEntityId });
  await button('Discard').click();
  await panel.settled();
  expect(panel.fired('sso-dirty-change').map(({ detail }) => detail.hasUnsavedChanges)).toEqual([
    true,
    false,
  ]);
});

test('an error while loading shows the request and tries again', async () => {
  const panel = await mountPanel();
  panel.client.failNext('readSettings', new SettingsProblem('internal_error', { requestId: 'req-7' }));
  await panel.element.reload();
  await expect.element(text('Request req-7')).toBeVisible();
  expect(panel.element.state).toBe('error');
  expect(panel.fired('sso-error')[0]?.detail).toEqual({ code: 'internal_error', requestId: 'req-7' });
  await button('Try again').click();
  await panel.settled();
  expect(panel.element.state).toBe('off');
});

test('read-only shows every value and no way to change one', async () => {
  const panel = await mountPanel({ start: 'read-only' });
  expect(panel.element.state).toBe('read-only');
  await expect.element(text('You can see these settings. Ask a team admin to change them.')).toBeVisible();
  await expect.element(field('Assertion consumer service URL (ACS)')).toBeVisible();
  expect(panel.element.shadowRoot?.querySelectorAll('[role="switch"], #change, #menu-button')).toHaveLength(
    0,
  );
});

test('the read-only attribute narrows what the server allows', async () => {
  const panel = await mountPanel({ start: 'on' }, { readOnly: true });
  expect(panel.element.state).toBe('read-only');
});

test('the state is an attribute and a custom state', async () => {
  const panel = await mountPanel({ start: 'certificate-expiring' });
  expect(panel.element.getAttribute('state')).toBe('on');
  expect(panel.element.matches(':state(on)')).toBe(true);
  expect(panel.element.matches(':state(certificate-expiring)')).toBe(true);
  expect(panel.element.health).toEqual(['certificate-expiring']);
});

test('switching on alone is nothing unsaved, also where the guide suggests an entity ID', async () => {
  const panel = await mountPanel({}, { provider: 'entra' });
  await fillIn(panel, {});
  await expect
    .element(field('Entity ID (audience)'))
    .toHaveValue('https://auth.acmebots.example/sso/eu/teams/acme');
  expect(panel.element.hasUnsavedChanges).toBe(false);
});

test('while saving nothing can be typed that would be lost', async () => {
  const held = Promise.withResolvers<void>();
  const panel = await mountPanel({ latency: (verb) => (verb === 'save' ? held.promise : Promise.resolve()) });
  await fillIn(panel, { ...ENTRA, certificates: fakeCertificate('one') });
  const saved = panel.element.save();
  await panel.settled();
  await expect.element(field('Sign on URL')).toHaveAttribute('readonly');
  await paste(panel, '#signOnUrl', 'https://idp.example/late');
  held.resolve();
  expect(await saved).toBe(true);
  expect(panel.client.view.live?.signOnUrl).toBe(ENTRA.signOnUrl);
});

test('Save waits for a certificate that is just being read', async () => {
  const held = Promise.withResolvers<void>();
  const panel = await mountPanel({
    latency: (verb) => (verb === 'parse' ? held.promise : Promise.resolve()),
  });
  await fillIn(panel, { ...ENTRA, certificates: 'hello' });
  const saved = panel.element.save();
  await panel.settled();
  held.resolve();
  expect(await saved).toBe(false);
  await expect.element(page.getByRole('heading', { name: '1 thing needs attention' })).toBeVisible();
});

test('a load that takes long says so and offers another try', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const panel = await mountPanel({ latency: () => new Promise(() => {}) });
  vi.advanceTimersByTime(10_000);
  await panel.settled();
  vi.useRealTimers();
  await expect.element(text('Still loading.')).toBeVisible();
  await expect.element(button('Try again')).toBeVisible();
});

test('a load without a session says so, leads to the sign-in page and tells the page', async () => {
  const panel = await mountPanel();
  panel.client.failNext(
    'readSettings',
    new SettingsProblem('sign_in', { status: 401, loginUrl: '/sign-in' }),
  );
  await panel.element.reload();
  await expect.element(page.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/sign-in');
  expect(panel.fired('sso-auth-needed')[0]?.detail).toEqual({ reason: 'sign_in', url: '/sign-in' });
});

test('an element that is moved within the page keeps its form', async () => {
  const panel = await mountPanel();
  await fillIn(panel, { signOnUrl: ENTRA.signOnUrl });
  const section = document.createElement('section');
  document.body.append(section);
  section.append(panel.element);
  await panel.settled();
  expect(panel.element.state).toBe('configuring');
  await expect.element(field('Sign on URL')).toHaveValue(ENTRA.signOnUrl);
  expect(panel.client.calls.filter(({ verb }) => verb === 'readSettings')).toHaveLength(1);
});

test('a save that needs a plain yes asks for it and goes through with it', async () => {
  const panel = await mountPanel({ start: 'on' });
  await button('Change…').click();
  await paste(panel, '#certificates', fakeCertificate('two'));
  panel.client.failNext(
    'save',
    new SettingsProblem('confirmation_needed', { status: 409, confirmations: ['certificate_in_use'] }),
  );
  await button('Save draft').click();
  await expect.element(text('A certificate that signs people in now would be removed.')).toBeVisible();
  await button('Save anyway').click();
  await panel.settled();
  const saves = panel.client.calls.filter(({ verb }) => verb === 'save');
  expect(saves.at(-1)?.sent[0]).toMatchObject({ confirm: ['certificate_in_use'] });
  expect(panel.client.view.draft?.signingCertificates).toEqual([fakeCertificate('two')]);
});
