// Not being locked out: the review with its impact, recovery codes, emergency admins, and a code used.

import axe from 'axe-core';
import { afterEach, expect, test } from 'vitest';
import { fakeCertificate, fakeView, type FakeClientOptions } from '../src/fake.ts';
import { SettingsProblem } from '../src/settings-problem.ts';
import {
  button,
  field,
  focused,
  missingTexts,
  mountPanel,
  page,
  paste,
  strays,
  text,
  theSwitch,
  userEvent,
  type Panel,
} from './panel.ts';

const FIRST_CODE = '00AB-CDEF-GHJK-MNP0';

afterEach(() => {
  document.documentElement.style.colorScheme = 'light';
  document.documentElement.dir = 'ltr';
});

async function review(start: FakeClientOptions['start'] = 'on'): Promise<Panel> {
  const panel = await mountPanel({ start, hasEveryVerb: true });
  await theSwitch('Require SAML SSO for all members').click();
  await expect.element(text('Who is affected')).toBeVisible();
  await panel.settled();
  return panel;
}

test('the review says who is affected, by reason, and names them on request', async () => {
  await review();
  await expect.element(text('· 48 members')).toBeVisible();
  await button('Show people: 4 haven’t yet, and are asked to at their next sign-in').click();
  await expect.element(text('jon@acme.example')).toBeVisible();
});

test('requiring never waits for the impact', async () => {
  const panel = await mountPanel({ start: 'on', hasEveryVerb: true });
  panel.client.failNext('impact', new SettingsProblem('unavailable', { status: 503 }));
  await button('Require SSO…').click();
  await expect.element(text('The members couldn’t be counted.')).toBeVisible();
  await button('Require SSO').click();
  await panel.settled();
  expect(panel.client.view.mode).toBe('required');
});

test('with an emergency admin, codes are recommended and don’t block', async () => {
  const view = fakeView('no-way-back');
  const policy = { ...view.policy, emergencyAdmins: ['u-1'] };
  const panel = await review({ ...view, policy, requirement: { refusals: [] } });
  await expect.element(text('They let you back in if your provider fails.')).toBeVisible();
  await expect.element(text('Ana Ruiz. Two people are safer than one.')).toBeVisible();
  await button('Require SSO').click();
  await panel.settled();
  expect(panel.client.view.mode).toBe('required');
});

test('without a way back in nothing is required, and both ways are offered', async () => {
  const panel = await review('no-way-back');
  await expect.element(text('There is no way back in if your provider fails')).toBeVisible();
  await expect.element(button('Make recovery codes')).toBeVisible();
  await expect.element(button('Name an emergency admin…')).toBeVisible();
  await button('Require SSO').click();
  await panel.settled();
  expect(panel.client.view.mode).toBe('optional');
  expect(focused(panel)?.id).toBe('needed');
});

test('an emergency admin is named in the review, by keyboard alone', async () => {
  const panel = await review('no-way-back');
  panel.query('#needed').focus();
  await userEvent.keyboard('{Tab}{Tab}{Enter}');
  await panel.settled();
  expect(focused(panel)?.id).toBe('admin-to-add');
  await userEvent.keyboard('Jon{Tab}{Enter}');
  await panel.settled();
  expect(panel.client.view.policy.emergencyAdmins).toEqual(['u-2']);
  expect(focused(panel)?.id).toBe('needed');
  await expect.element(text('Only 1 emergency admin')).toBeVisible();
  expect(panel.query('[role=status].sr').textContent).toMatch(/Everything is ready/);
});

test('somebody who can’t be an emergency admin is refused by name', async () => {
  const panel = await review('no-way-back');
  await button('Name an emergency admin…').click();
  (panel.query('#admin-to-add') as HTMLSelectElement).value = 'u-7';
  await button('Add').click();
  await expect.element(text('Kim Berg may not change these settings, so can’t be one.')).toBeVisible();
  await panel.settled();
  expect(focused(panel)?.id).toBe('admin-to-add');
});

test('the next certificate is added in the review, and then wants its sign-in', async () => {
  const panel = await review('certificate-ending');
  await button('Add the next certificate…').click();
  await panel.settled();
  expect(focused(panel)?.id).toBe('next-certificate');
  await button('Add it').click();
  await expect.element(text('Paste the certificate or choose its file.')).toBeVisible();
  await paste(panel, '#next-certificate', fakeCertificate('one'));
  await button('Add it').click();
  await expect.element(text('This certificate is here already.')).toBeVisible();
  await paste(panel, '#next-certificate', fakeCertificate('two'));
  await button('Add it').click();
  await panel.settled();
  expect(panel.client.view.live?.signingCertificates).toHaveLength(2);
  expect(panel.client.view.draft).toBeNull();
  expect(focused(panel)?.id).toBe('needed');
  await expect.element(text('The current settings haven’t been tried')).toBeVisible();
  expect(button('Add the next certificate…').elements()).toHaveLength(0);
});

test('a private key pasted as the next certificate is refused and never sent', async () => {
  const panel = await review('certificate-ending');
  await button('Add the next certificate…').click();
  const key = ['-----BEGIN', ' PRIVATE KEY-----\nMC4CAQ\n-----END', ' PRIVATE KEY-----'].join('');
  await paste(panel, '#next-certificate', key);
  await expect.element(text('We didn’t send it')).toBeVisible();
  expect((panel.query('#next-certificate') as HTMLTextAreaElement).value).toBe('');
  expect(panel.client.calls.some(({ verb }) => verb === 'parse')).toBe(false);
});

test('a draft that is being prepared isn’t replaced: the certificate goes into its form', async () => {
  const view = { ...fakeView('certificate-ending'), draft: fakeView('changing').draft };
  const panel = await review(view);
  await button('Add the next certificate…').click();
  await panel.settled();
  expect(panel.element.state).toBe('configuring');
  expect(focused(panel)?.id).toBe('certificates');
});

test('a fresh sign-in that a cure needs leads back to the review when it is put off', async () => {
  const panel = await review('no-way-back');
  panel.client.failNext(
    'makeRecoveryCodes',
    new SettingsProblem('reauthentication_needed', { status: 403, reauthenticateUrl: '#again' }),
  );
  await button('Make recovery codes').click();
  await expect.element(page.getByRole('link', { name: 'Sign in again' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog', { name: 'Require SSO for all members?' })).toBeVisible();
  await expect.element(button('Make recovery codes')).toBeVisible();
});

test('back from the sign-in that the review asked for, it is open again, once', async () => {
  const panel = await review('on-untested');
  const link = panel.query('dialog .ready a');
  link.addEventListener('click', (event) => event.preventDefault());
  link.click();
  const again = await mountPanel({ start: 'on', hasEveryVerb: true }, {}, { keepsSession: true });
  await expect.element(page.getByRole('dialog', { name: 'Require SSO for all members?' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await again.element.reload();
  await again.settled();
  expect(again.element.shadowRoot?.querySelector('dialog')).toBeNull();
});

test('codes are shown once; a typed one proves that they are kept and Enter requires nothing', async () => {
  const panel = await review('no-way-back');
  await button('Make recovery codes').click();
  await expect.element(text(FIRST_CODE)).toBeVisible();
  await panel.settled();
  expect(focused(panel)?.id).toBe('codes');
  await field('Type one of them to show that you have them').fill('wrong');
  await userEvent.keyboard('{Enter}');
  await expect.element(text('That isn’t one of these codes.')).toBeVisible();
  await field('Type one of them to show that you have them').fill(FIRST_CODE);
  await userEvent.keyboard('{Enter}');
  await expect.element(text('Recovery codes are kept')).toBeVisible();
  await panel.settled();
  expect(focused(panel)?.id).toBe('needed');
  expect(panel.client.view.mode).toBe('optional');
  expect(panel.element.shadowRoot?.textContent).not.toContain(FIRST_CODE);
});

test('making codes may need a fresh sign-in', async () => {
  const panel = await review('no-way-back');
  panel.client.failNext(
    'makeRecoveryCodes',
    new SettingsProblem('reauthentication_needed', { status: 403, reauthenticateUrl: '#again' }),
  );
  await button('Make recovery codes').click();
  await expect.element(page.getByRole('link', { name: 'Sign in again' })).toBeVisible();
});

test('emergency admins are added and removed by name', async () => {
  const panel = await mountPanel({ start: 'on', hasEveryVerb: true });
  await button('More actions').click();
  await page.getByRole('menuitem', { name: 'Recovery codes and emergency admins…' }).click();
  await expect.element(page.getByLabelText('Person to add')).toBeVisible();
  (panel.query('select[aria-label="Person to add"]') as HTMLSelectElement).value = 'u-2';
  await button('Add').click();
  await panel.settled();
  expect(panel.client.view.policy.emergencyAdmins).toEqual(['u-2']);
  await button('Remove Jon Bell').click();
  await panel.settled();
  expect(panel.client.view.policy.emergencyAdmins).toEqual([]);
});

test('the last way back in stays while SSO is required', async () => {
  const panel = await mountPanel({ start: 'required', hasEveryVerb: true });
  panel.client.failNext(
    'setPolicy',
    new SettingsProblem('requirement_refused', { status: 409, refusals: ['no_recovery_route'] }),
  );
  await button('Remove Ana Ruiz').click();
  await expect.element(text('This is the last way back in while SSO is required.')).toBeVisible();
  expect(panel.client.view.policy.emergencyAdmins).toHaveLength(2);
});

test('what a recovery code doesn’t open says so', async () => {
  const panel = await mountPanel({ start: 'required', hasEveryVerb: true });
  panel.client.failNext('setPolicy', new SettingsProblem('forbidden', { status: 403, reason: 'recovery' }));
  await button('Remove Ana Ruiz').click();
  await expect.element(text('A recovery code opens only what repairs SSO')).toBeVisible();
});

test('while SSO is required, the ways back in stand on the page', async () => {
  const recovery = {
    total: 10,
    unused: 9,
    madeAt: '2026-11-03T10:00:00Z',
    madeBy: 'u-1',
    acknowledgedAt: '2026-11-03T10:02:00Z',
  };
  await mountPanel({ start: { ...fakeView('required'), recovery }, hasEveryVerb: true });
  await expect.element(text('9 of 10 left')).toBeVisible();
  await expect.element(text('Kept by Ana Ruiz since Nov 3, 2026.')).toBeVisible();
  await expect.element(button('Remove Ana Ruiz')).toBeVisible();
});

test('all SSO sessions are ended after a question', async () => {
  const panel = await mountPanel({ start: 'on', hasEveryVerb: true });
  await button('More actions').click();
  await page.getByRole('menuitem', { name: 'End all SSO sessions…' }).click();
  await button('End sessions').click();
  await panel.settled();
  expect(panel.client.calls.at(-1)?.verb).toBe('endSessions');
});

async function mountLockedOut(): Promise<Panel> {
  const panel = await mountPanel({ start: 'required', hasEveryVerb: true });
  panel.client.failNext('readSettings', new SettingsProblem('sso_required', { loginUrl: '#sso' }));
  await panel.element.reload();
  await panel.settled();
  return panel;
}

test('a team that requires SSO offers a recovery code beside it, which opens the settings', async () => {
  const panel = await mountLockedOut();
  await expect.element(page.getByRole('link', { name: 'Continue with SSO' })).toBeVisible();
  await button('Use a recovery code').click();
  await expect.element(field('Recovery code')).toBeVisible();
  await field('Recovery code').fill('wrong');
  await userEvent.keyboard('{Enter}');
  await expect.element(text('That isn’t one of your unused recovery codes.')).toBeVisible();
  await field('Recovery code').fill(FIRST_CODE);
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => panel.element.state).toBe('required');
});

test('too many codes are refused in words', async () => {
  const panel = await mountLockedOut();
  await button('Use a recovery code').click();
  panel.client.failNext('useRecoveryCode', new SettingsProblem('too_many_requests', { status: 429 }));
  await field('Recovery code').fill(FIRST_CODE);
  await button('Open the settings').click();
  await expect.element(text('Too many attempts. Wait 15 minutes')).toBeVisible();
});

const MOMENTS: Readonly<Record<string, () => Promise<Panel>>> = {
  'the review with its impact': () => review(),
  'the review without a way back in': () => review('no-way-back'),
  'an emergency admin to name in the review': async () => {
    const panel = await review('no-way-back');
    await button('Name an emergency admin…').click();
    return panel;
  },
  'the next certificate in the review': async () => {
    const panel = await review('certificate-ending');
    await button('Add the next certificate…').click();
    await button('Add it').click();
    return panel;
  },
  'new codes in the review': async () => {
    const panel = await review('no-way-back');
    await button('Make recovery codes').click();
    await expect.element(text(FIRST_CODE)).toBeVisible();
    return panel;
  },
  'the ways back in': async () => {
    const panel = await mountPanel({ start: 'required', hasEveryVerb: true });
    await expect.element(button('Make codes')).toBeVisible();
    await expect.element(page.getByLabelText('Person to add')).toBeVisible();
    return panel;
  },
  'the recovery form': async () => {
    const panel = await mountLockedOut();
    await button('Use a recovery code').click();
    await expect.element(field('Recovery code')).toBeVisible();
    return panel;
  },
};

for (const [name, reach] of Object.entries(MOMENTS)) {
  for (const scheme of ['light', 'dark'] as const)
    test(`${name}: no violation in ${scheme}`, async () => {
      document.documentElement.style.colorScheme = scheme;
      document.body.style.background = scheme === 'dark' ? '#0e1014' : '#ffffff';
      await reach();
      const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
      expect(
        violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`)),
      ).toEqual([]);
    });
  test.each(['ltr', 'rtl'])(`${name} fits into 320 px, %s`, async (dir) => {
    await page.viewport(320, 800);
    document.documentElement.dir = dir;
    const panel = await reach();
    await panel.settled();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    expect(strays(panel)).toEqual([]);
    expect(missingTexts(panel)).toEqual([]);
  });
}
