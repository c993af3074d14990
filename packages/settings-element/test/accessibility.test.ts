// Every state passes axe, in light and in dark.

import axe from 'axe-core';
import { afterEach, expect, test } from 'vitest';
import { FAKE_SCENES, fakeCertificate, type FakeClientOptions } from '../src/fake.ts';
import { SettingsProblem } from '../src/settings-problem.ts';
import type { TeamSsoSettings } from '../src/team-sso-settings.ts';
import { button, ENTRA, fillIn, missingTexts, mountPanel, type Panel, paste, theSwitch } from './panel.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document.body, {
    runOnly: RULES,
    rules: { region: { enabled: false } },
  });
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
  );
}

function setScheme(scheme: 'light' | 'dark'): void {
  document.documentElement.style.colorScheme = scheme;
  document.body.style.background = scheme === 'dark' ? '#0e1014' : '#ffffff';
}

afterEach(() => setScheme('light'));

for (const scheme of ['light', 'dark'] as const) {
  for (const start of FAKE_SCENES) {
    test(`${start} has no violation in ${scheme}`, async () => {
      setScheme(scheme);
      const panel = await mountPanel({ start, hasEveryVerb: true });
      expect(missingTexts(panel)).toEqual([]);
      expect(await violations()).toEqual([]);
    });
  }
}

interface Moment {
  readonly options?: FakeClientOptions;
  readonly properties?: Partial<TeamSsoSettings>;
  readonly reach: (panel: Panel) => Promise<unknown>;
}

const MOMENTS: Readonly<Record<string, Moment>> = {
  'the empty form': { reach: (panel) => fillIn(panel, {}) },
  'the filled form with a guide': {
    properties: { provider: 'entra' },
    reach: (panel) => fillIn(panel, { ...ENTRA, certificates: fakeCertificate('one') }),
  },
  'more values': {
    reach: async (panel) => (
      await fillIn(panel, {}),
      button('More values: metadata URL, start URL, logout URL').click()
    ),
  },
  'field errors': {
    properties: { provider: 'entra' },
    reach: async (panel) => {
      await fillIn(panel, { signOnUrl: 'https://myapps.microsoft.com/' });
      await button('Save').click();
    },
  },
  'an edit of what is live': { options: { start: 'on' }, reach: () => button('Change…').click() },
  'the values beside the summary': {
    options: { start: 'on' },
    reach: () => button('Values for your provider').click(),
  },
  'the menu': { options: { start: 'on' }, reach: () => button('More actions').click() },
  'the review that is ready': { options: { start: 'on' }, reach: () => button('Require SSO…').click() },
  'the review with refusals': {
    options: { start: 'on-untested' },
    reach: () => theSwitch('Require SAML SSO for all members').click(),
  },
  'switching off': { options: { start: 'on' }, reach: () => theSwitch('Enable SAML authentication').click() },
  'stopping the requirement': {
    options: { start: 'required' },
    reach: () => theSwitch('Require SAML SSO for all members').click(),
  },
  deleting: {
    options: { start: 'on' },
    reach: async (panel) => {
      await button('More actions').click();
      panel.query('#menu .danger').click();
      await panel.settled();
      await button('Delete').click();
    },
  },
  'a conflict': {
    options: { start: 'on' },
    reach: async (panel) => {
      await button('Change…').click();
      await paste(panel, '#signOnUrl', 'https://idp.example/mine');
      const { live } = panel.client.view;
      if (!live) return;
      panel.client.change({
        draft: { ...live, basedOn: live.connectionId, signOnUrl: 'https://idp.example/theirs' },
      });
      await button('Save draft').click();
    },
  },
  'a fresh sign-in being needed': {
    options: { start: 'on' },
    reach: async (panel) => {
      panel.client.failNext(
        'setMode',
        new SettingsProblem('reauthentication_needed', { reauthenticateUrl: '/sign-in' }),
      );
      await button('Require SSO…').click();
      await button('Require SSO').click();
    },
  },
  'an error': {
    reach: (panel) => {
      panel.client.failNext('readSettings', new SettingsProblem('internal_error', { requestId: 'r-1' }));
      return panel.element.reload();
    },
  },
  'SSO being required for the settings': {
    reach: (panel) => {
      panel.client.failNext(
        'readSettings',
        new SettingsProblem('sso_required', { loginUrl: '/sso/acme/login' }),
      );
      return panel.element.reload();
    },
  },
  'a failed action': {
    options: { start: 'on' },
    reach: async (panel) => {
      panel.client.failNext('setMode', new SettingsProblem('offline'));
      await button('Require SSO…').click();
      await button('Require SSO').click();
    },
  },
};

for (const scheme of ['light', 'dark'] as const) {
  for (const [name, moment] of Object.entries(MOMENTS)) {
    test(`${name} has no violation in ${scheme}`, async () => {
      setScheme(scheme);
      const panel = await mountPanel(moment.options, moment.properties);
      await moment.reach(panel);
      await panel.settled();
      expect(missingTexts(panel)).toEqual([]);
      expect(await violations()).toEqual([]);
    });
  }
}

test('loading has no violation', async () => {
  await mountPanel({ latency: () => new Promise(() => {}) });
  expect(await violations()).toEqual([]);
});

test('nothing is styled inline, so that a strict CSP holds', async () => {
  const panel = await mountPanel({}, { provider: 'entra' });
  await fillIn(panel, { ...ENTRA, certificates: fakeCertificate('one') });
  await panel.settled();
  expect([...(panel.element.shadowRoot?.querySelectorAll('[style], style, script') ?? [])]).toEqual([]);
});

test('the check sees into the panel: a colour without contrast is found', async () => {
  const panel = await mountPanel();
  panel.element.style.setProperty('--sso-color-muted', '#cccccc');
  expect((await violations()).join()).toContain('color-contrast');
});
