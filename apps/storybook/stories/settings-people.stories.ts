// People: what is read about them, who may join, roles by rules, sessions and tokens.

import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { SettingsProblem } from '@team-sso/settings-element';
import { fakeDomain, fakeView } from '@team-sso/settings-element/fake';
import { expect, userEvent } from 'storybook/test';
import { press, settingsPanel, stageOf, type Scene, type Stage } from './settings-stage.ts';

const meta: Meta<Scene> = { title: 'Settings/People', render: settingsPanel };
export default meta;
type Story = StoryObj<Scene>;

const CLAIMS = 'http://schemas.microsoft.com/ws/2008/06/identity/claims';
const LAST_TEST = {
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
    { name: 'http://schemas.microsoft.com/identity/claims/displayname', values: ['A… R…'] },
    { name: `${CLAIMS}/groups`, values: ['Eng…', 'Adm…'] },
    { name: 'department', values: ['R…'] },
  ],
} as const;
const ROLES = [
  { id: 'owner', name: 'Owner', owner: true },
  { id: 'admin', name: 'Admin', owner: false },
  { id: 'member', name: 'Member', owner: false },
] as const;
const withoutRoles = {
  ...fakeView('on'),
  lastTest: LAST_TEST,
  domains: [fakeDomain('acme.example', { state: 'verified' })],
};
const view = { ...withoutRoles, roles: ROLES };
const RULES = [
  { value: 'SSO owners', role: 'owner' },
  { attribute: 'department', value: 'Robotics', role: 'admin' },
  { value: '9c1e6a0e-0f4e-4a43-b8f4-8f6f1e1f2d3c', role: 'member' },
];

async function unfold(canvasElement: HTMLElement): Promise<Stage> {
  const stage = await stageOf(canvasElement);
  await userEvent.click(stage.query('#people'));
  await stage.panel.findByText('Who may become a member by signing in.');
  return stage;
}

export const Start: Story = {
  args: { start: view, hasEveryVerb: true },
  play: async ({ canvasElement }) => void (await unfold(canvasElement)),
};

export const WithoutATest: Story = {
  args: { start: { ...view, lastTest: null, domains: [] }, hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await unfold(canvasElement);
    await userEvent.click(stage.panel.getByRole('radio', { name: /Everybody your provider lets in/ }));
    await expect(await stage.panel.findByText(/No domain is verified yet/)).toBeVisible();
  },
};

export const Rules: Story = {
  args: { start: { ...view, policy: { ...view.policy, roleRules: RULES } }, hasEveryVerb: true },
  play: async ({ canvasElement }) => void (await unfold(canvasElement)),
};

export const LongNames: Story = {
  args: {
    start: {
      ...view,
      roles: [
        {
          id: 'dpo',
          name: 'Datenschutzbeauftragte der Unternehmensgruppe und ihrer Tochtergesellschaften',
          owner: false,
        },
        ...ROLES,
      ],
      policy: {
        ...view.policy,
        defaultRole: 'dpo',
        roleRules: [
          {
            attribute: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/very/long/name/of/an/attribute',
            value:
              'CN=Konzern-Datenschutz-Koordination,OU=Gruppen,OU=Zentrale,DC=beispiel-konzern,DC=example',
            role: 'dpo',
          },
        ],
      },
    },
    hasEveryVerb: true,
  },
  play: async ({ canvasElement }) => void (await unfold(canvasElement)),
};

export const RuleAddedAndSaved: Story = {
  args: { start: view, hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await unfold(canvasElement);
    await press(stage, 'Add a rule');
    await userEvent.type(await stage.panel.findByLabelText('is exactly'), 'acme-admins');
    await press(stage, 'Save');
    await expect(stage.client.view.policy.roleRules).toEqual([{ value: 'acme-admins', role: 'admin' }]);
  },
};

export const RuleWithoutAValue: Story = {
  args: { start: view, hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await unfold(canvasElement);
    await press(stage, 'Add a rule');
    await press(stage, 'Save');
    await expect(await stage.panel.findByText('Enter the value.')).toBeVisible();
  },
};

export const RefusedByTheServer: Story = {
  args: {
    start: { ...view, policy: { ...view.policy, roleRules: RULES.slice(0, 1) } },
    hasEveryVerb: true,
    prepare: (client) =>
      client.failNext(
        'setPolicy',
        new SettingsProblem('validation_failed', {
          issues: [{ path: 'roleRules.0.role', code: 'role_unknown' }],
        }),
      ),
  },
  play: async ({ canvasElement }) => {
    const stage = await unfold(canvasElement);
    await userEvent.type(await stage.panel.findByLabelText('is exactly'), '!');
    await press(stage, 'Save');
    await expect(await stage.panel.findByText('There is no such role.')).toBeVisible();
  },
};

export const TooManyGroups: Story = {
  args: {
    start: {
      ...view,
      lastTest: {
        ...LAST_TEST,
        attributes: [
          ...LAST_TEST.attributes.slice(0, 2),
          { name: 'http://schemas.microsoft.com/claims/groups.link', values: ['https://graph.…'] },
        ],
      },
    },
    hasEveryVerb: true,
  },
  play: async ({ canvasElement }) => {
    const stage = await unfold(canvasElement);
    await expect(await stage.panel.findByText(/left the groups out/)).toBeVisible();
  },
};

export const WithoutRoles: Story = {
  args: { start: withoutRoles, hasEveryVerb: true },
  play: async ({ canvasElement }) => void (await unfold(canvasElement)),
};

export const Mapping: Story = {
  args: { start: view, hasEveryVerb: true },
  play: async ({ canvasElement }) => {
    const stage = await unfold(canvasElement);
    const change = stage.query('.people-policy .section .row button');
    await userEvent.click(change);
    await userEvent.click(await stage.panel.findByRole('button', { name: 'Use department as Groups' }));
    await expect(stage.panel.getByLabelText('Groups')).toHaveValue('department');
  },
};
