// Domains and people: claimed, proved, lapsed; who may join, which role, and what is read about them.

import axe from 'axe-core';
import { expect, test } from 'vitest';
import { fakeDomain, fakeView, type FakeClientOptions } from '../src/fake.ts';
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

const PENDING = fakeDomain('acme.example');
const ROLES = [
  { id: 'owner', name: 'Owner', owner: true },
  { id: 'admin', name: 'Admin', owner: false },
  { id: 'member', name: 'Member', owner: false },
];
const VIEW = {
  ...fakeView('on'),
  roles: ROLES,
  domains: [PENDING],
  lastTest: {
    id: 'test-1',
    connectionId: 'con-0',
    target: 'live',
    outcome: 'passed',
    at: '2026-11-23T09:40:00Z',
    by: 'u-1',
    attributes: [
      {
        name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
        values: ['a…@acme.example'],
      },
      { name: 'department', values: ['R…'] },
    ],
  } as const,
};

async function unfold(
  name: 'E-mail domains' | 'People and roles',
  options: FakeClientOptions = {},
): Promise<Panel> {
  const panel = await mountPanel({ start: VIEW, hasEveryVerb: true, ...options });
  panel.query(name === 'E-mail domains' ? '#domains' : '#people').focus();
  await userEvent.keyboard('{Enter}');
  await expect
    .element(text(name === 'E-mail domains' ? 'People with these addresses' : 'Who may become a member'))
    .toBeVisible();
  await panel.settled();
  return panel;
}

const typeDomain = async (typed: string): Promise<void> => {
  await page.getByLabelText('Domain', { exact: true }).fill(typed);
  await userEvent.keyboard('{Enter}');
};

test('a domain is taken out of an address, and its record is there to copy', async () => {
  const panel = await unfold('E-mail domains');
  await typeDomain('ana@Acme-Robots.example');
  await expect.poll(() => panel.client.view.domains.at(-1)?.domain).toBe('acme-robots.example');
  await expect.element(page.getByRole('group', { name: 'acme-robots.example' })).toBeVisible();
  expect(panel.client.calls.at(-1)?.sent).toEqual(['acme-robots.example', 3]);
  expect((panel.query('[id="record-name-acme-robots.example"]') as HTMLTextAreaElement).value).toBe(
    '_team-sso.acme-robots.example',
  );
});

test.each([
  ['', 'Type a domain.'],
  ['gmail.com', 'Anybody can have an e-mail address there.'],
  ['acme.example', 'This domain is here already.'],
  ['not a domain', 'This is no domain.'],
])('the domain "%s" is refused in the browser: %s', async (typed, said) => {
  const panel = await unfold('E-mail domains');
  await typeDomain(typed);
  await expect.element(text(said)).toBeVisible();
  expect(focused(panel)?.id).toBe('domain-to-add');
  expect(panel.client.calls.map(({ verb }) => verb)).not.toContain('addDomain');
});

test('a domain of another team is refused at the field', async () => {
  await unfold('E-mail domains', { upkeep: { dns: { 'globex.example': 'taken' } } });
  await typeDomain('globex.example');
  await expect.element(text('This domain belongs to another team.')).toBeVisible();
});

test('what a look at the record came to stands with the domain until it is found', async () => {
  const dns: Record<string, string> = { 'acme.example': 'record_different' };
  const panel = await unfold('E-mail domains', { upkeep: { dns } });
  await button('Verify now: acme.example').click();
  await expect.element(text('There is a TXT record, but its value is another one.')).toBeVisible();
  dns['acme.example'] = 'found';
  await button('Verify now: acme.example').click();
  await expect.element(text('Leave the record where it is')).toBeVisible();
  expect(panel.client.view.domains[0]?.verified).toBe(true);
  expect(panel.element.shadowRoot?.querySelector('.domains .hint')).toBeNull();
});

test('removing a domain is asked about, and says that nobody loses membership', async () => {
  const panel = await unfold('E-mail domains');
  await button('Remove acme.example').click();
  await expect.element(text('Nobody loses membership.')).toBeVisible();
  await button('Remove the domain').click();
  await expect.poll(() => panel.client.view.domains).toEqual([]);
  await expect.poll(() => focused(panel)?.id).toBe('domain-to-add');
});

test('who may only look sees which domains count, and no record', async () => {
  const domains = [{ domain: 'acme.example', verified: true }];
  await mountPanel({ start: { ...fakeView('read-only'), domains }, hasEveryVerb: true });
  await page.getByText('E-mail domains', { exact: true }).click();
  await expect.element(page.getByText('Verified', { exact: true })).toBeVisible();
  await expect.element(button('Add the domain')).not.toBeInTheDocument();
});

test('rules are added, moved and saved in their order, with the keyboard alone', async () => {
  const panel = await unfold('People and roles');
  panel.query('#add-rule').focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => focused(panel)?.id).toBe('rule-0');
  await userEvent.keyboard('{Tab}first{Tab}');
  panel.query('#add-rule').focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => focused(panel)?.id).toBe('rule-1');
  await userEvent.keyboard('{Tab}second');
  panel.query('[aria-label="Move rule 2 up"]').focus();
  await userEvent.keyboard('{Enter}');
  await panel.settled();
  panel.query('.people-policy > .row .btn:last-child').focus();
  await userEvent.keyboard('{Enter}');
  await expect
    .poll(() => panel.client.view.policy.roleRules?.map(({ value, role }) => [value, role]))
    .toEqual([
      ['second', 'admin'],
      ['first', 'admin'],
    ]);
  expect(panel.client.calls.findLast(({ verb }) => verb === 'setPolicy')?.sent[0]).toEqual({
    roleRules: [
      { value: 'second', role: 'admin' },
      { value: 'first', role: 'admin' },
    ],
  });
});

test('a rule without a value and a number out of bounds are marked, and nothing is sent', async () => {
  const panel = await unfold('People and roles');
  await button('Add a rule').click();
  await page.getByLabelText('Days a personal token works after a sign-in by SSO').fill('400');
  await button('Save').click();
  await expect.element(text('Enter the value.')).toBeVisible();
  await expect.element(text('Enter a whole number from 0 to 365.')).toBeVisible();
  await expect.poll(() => focused(panel)?.id).toBe('rule-0-value');
  expect(panel.client.calls.map(({ verb }) => verb)).not.toContain('setPolicy');
});

test('a role the server doesn’t know is said at its rule', async () => {
  const panel = await unfold('People and roles');
  panel.client.failNext(
    'setPolicy',
    new SettingsProblem('validation_failed', {
      issues: [{ path: 'roleRules.0.role', code: 'role_unknown' }],
    }),
  );
  await button('Add a rule').click();
  await page.getByLabelText('is exactly').fill('x');
  await button('Save').click();
  await expect.element(text('There is no such role.')).toBeVisible();
});

test('joining by domain needs a verified one, and says so', async () => {
  await unfold('People and roles');
  await page.getByRole('radio', { name: /Everybody your provider lets in/ }).click();
  await expect.element(text('No domain is verified yet')).toBeVisible();
  await expect.element(text('Unsaved changes')).toBeVisible();
  await button('Discard').click();
  await expect.element(text('Unsaved changes')).not.toBeInTheDocument();
});

test('a role of an owner is no role for everybody who joins', async () => {
  const panel = await unfold('People and roles');
  const offered = [...panel.query('#default-role').querySelectorAll('option')].map(({ value }) => value);
  expect(offered).toEqual(['admin', 'member']);
});

test('what the last test sent is there to choose from, and goes into the connection’s draft', async () => {
  const panel = await unfold('People and roles');
  await expect.element(text('a…@acme.example')).toBeVisible();
  await page.getByRole('button', { name: 'Change…', exact: true }).last().click();
  await expect.poll(() => focused(panel)?.id).toBe('option-emailNames');
  await button('Use department as Groups').click();
  await button('Save draft').click();
  await expect.poll(() => panel.client.view.draft?.attributeMapping).toEqual({ groups: ['department'] });
});

test('groups that were left out are explained', async () => {
  const lastTest = {
    ...VIEW.lastTest,
    attributes: [{ name: 'http://schemas.microsoft.com/claims/groups.link', values: ['…'] }],
  };
  await unfold('People and roles', { start: { ...VIEW, lastTest } });
  await expect.element(text('left the groups out')).toBeVisible();
});

for (const name of ['E-mail domains', 'People and roles'] as const)
  test(`${name} passes axe in light and dark, has every text, and fits 320 px`, async () => {
    const roleRules = [{ attribute: 'department', value: 'x', role: 'owner' }];
    const long = fakeDomain(`${'long'.repeat(14)}.example`, { state: 'lapsed', lastCheck: 'wildcard' });
    const policy = { ...VIEW.policy, roleRules, justInTime: 'on' as const };
    const panel = await unfold(name, { start: { ...VIEW, policy, domains: [PENDING, long] } });
    panel.element.style.setProperty('--sso-motion', '0s');
    for (const scheme of ['light', 'dark']) {
      document.documentElement.style.colorScheme = scheme;
      document.body.style.background = scheme === 'dark' ? '#0e1014' : '#ffffff';
      const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
    }
    document.documentElement.style.colorScheme = 'light';
    expect(missingTexts(panel)).toEqual([]);
    panel.element.style.inlineSize = '320px';
    await panel.settled();
    expect(strays(panel)).toEqual([]);
  });
