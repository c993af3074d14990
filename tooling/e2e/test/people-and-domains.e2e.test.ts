// Who belongs to a team, by hand: an e-mail domain proved by its record leads people to SimpleSAMLphp and lets them join, a
// person of any other domain stays outside, and the groups there give the roles here.

import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signInAtSimpleSamlPhp } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { enterEmail, openTeamSettings, signInWithPassword } from '../src/demo-pages.ts';
import { signInByPassword } from '../src/demo-session.ts';
import { panelButton, readShortCode } from '../src/panel.ts';
import { readServiceProvider } from '../src/service-provider-metadata.ts';
import { simpleSamlPhpIsInstalled, startSimpleSamlPhp } from '../src/simplesamlphp.ts';
import type { ProviderUser, SimpleSamlPhp } from '../src/simplesamlphp.ts';

const ADMIN = 'admin@acme.example';
const BOTS = '/teams/acme/bots';

const PEOPLE = {
  owner: person('owner@acme.example', 'acme-staff'),
  member: person('member@acme.example', 'acme-leads'),
  joiner: person('joiner@acme.test', 'acme-staff'),
  stranger: person('stranger@elsewhere.test', 'acme-leads'),
};

describe.skipIf(!simpleSamlPhpIsInstalled)('the people of a team', () => {
  let browser: Browser;
  let demo: Demo;
  let provider: SimpleSamlPhp;
  let page: Page;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
    provider = await startSimpleSamlPhp({
      serviceProviders: [await readServiceProvider(demo, 'acme')],
      users: Object.values(PEOPLE),
    });
    const admin = await signInByPassword(demo, ADMIN);
    await admin.writeSettings('PUT', 'acme', '/settings', {
      mode: 'optional',
      connection: {
        idpEntityId: provider.entityId,
        signOnUrl: provider.ssoUrl,
        signingCertificates: [provider.certPem],
      },
    });
    page = await (await browser.newContext()).newPage();
    await signInWithPassword(page, demo, ADMIN);
    await openTeamSettings(page, demo, 'acme');
  });

  afterAll(async () => {
    await browser.close();
    await provider.stop();
    await demo.stop();
  });

  it('are not sent to SSO by a domain that nobody has proved', async () => {
    await page.getByText('E-mail domains').click();
    await page.getByLabel('Domain', { exact: true }).fill('Acme.test');
    await panelButton(page, 'Add the domain').click();
    await page.getByText('acme.test is added.').first().waitFor();
    await panelButton(page, 'Verify now: acme.test').click();
    await domainRow().locator('.hint').waitFor();
    expect(await domainRow().getByText('Not verified yet').isVisible()).toBe(true);
    expect(await waysOf(PEOPLE.joiner.email)).toEqual(['password']);
  });

  it('are, once its record is found', async () => {
    const record = page.getByRole('group', { name: 'acme.test' });
    const [name, value] = await Promise.all([
      record.getByLabel('TXT · Name', { exact: true }).inputValue(),
      record.getByLabel('Value', { exact: true }).inputValue(),
    ]);
    const dns = await page.context().newPage();
    await dns.goto(`${demo.url}/dns`);
    await dns.getByLabel('Name').fill(name);
    await dns.getByLabel('Value').fill(value);
    await dns.getByRole('button', { name: 'Publish', exact: true }).click();
    await dns.getByRole('listitem').filter({ hasText: value }).waitFor();
    await dns.close();
    await panelButton(page, 'Verify now: acme.test').click();
    await page.getByText('acme.test is verified.').first().waitFor();
    expect(await waysOf(PEOPLE.joiner.email)).toEqual(['sso', 'password']);
  });

  it.each(['gmail.com', 'co.uk', 'globex.example'])('are not claimed by the domain %s', async (domain) => {
    await page.getByLabel('Domain', { exact: true }).fill(domain);
    await panelButton(page, 'Add the domain').click();
    await page.locator('#domain-to-add-e').waitFor();
    const { domains } = await settings();
    expect(domains.map((each) => each.domain)).not.toContain(domain);
  });

  it('don’t join by themselves unless the team says so', async () => {
    await withPage(async (visitor) => {
      await arrive(visitor, PEOPLE.joiner);
      expect(await readShortCode(visitor)).toMatch(/^SSO-/);
    });
  });

  it('join by signing in, from the domain’s address on, with the role for new members', async () => {
    await page.getByText('People and roles').click();
    await page.getByRole('radio', { name: /^Everybody your provider lets in/ }).check();
    await savePeople();
    await withPage(async (visitor) => {
      await arriveByEmail(visitor, PEOPLE.joiner);
      await visitor.waitForURL(`${demo.url}${BOTS}`);
      expect(await mayManage(visitor)).toBe(false);
    });
  });

  it('don’t, with an address of a domain that is not the team’s', async () => {
    await withPage(async (visitor) => {
      await arrive(visitor, PEOPLE.stranger);
      expect(await readShortCode(visitor)).toMatch(/^SSO-/);
    });
    expect(await waysOf(PEOPLE.stranger.email)).toEqual(['password']);
  });

  it('get the role of the first rule that fits their groups, at the next sign-in', async () => {
    await addRule(1, 'acme-leads', 'Admin');
    await addRule(2, 'acme-staff', 'Member');
    await savePeople();
    await withPage(async (visitor) => {
      await arrive(visitor, PEOPLE.member);
      await visitor.waitForURL(`${demo.url}${BOTS}`);
      expect(await mayManage(visitor)).toBe(true);
    });
    await withPage(async (visitor) => {
      await arrive(visitor, PEOPLE.joiner);
      await visitor.waitForURL(`${demo.url}${BOTS}`);
      expect(await mayManage(visitor)).toBe(false);
    });
  });

  it('keep their last owner, whatever the rules say', async () => {
    await withPage(async (visitor) => {
      await arrive(visitor, PEOPLE.owner);
      await visitor.waitForURL(`${demo.url}${BOTS}`);
      expect(await mayManage(visitor)).toBe(true);
    });
  });

  it('lose a role with the group that gave it', async () => {
    const { spEntityId } = (await settings()).serviceProvider;
    const onlyStaff = { class: 'core:PHP', code: "$attributes['groups'] = ['acme-staff'];" };
    await provider.edit('saml20-sp-remote', { entry: spEntityId, filters: { 50: onlyStaff } });
    await withPage(async (visitor) => {
      await arrive(visitor, PEOPLE.member);
      await visitor.waitForURL(`${demo.url}${BOTS}`);
      expect(await mayManage(visitor)).toBe(false);
    });
  });

  it('are owners no longer, by the same rules, once there is another one', async () => {
    await provider.restore();
    await page.getByRole('group', { name: 'Rule 1' }).getByLabel('gives').selectOption({ label: 'Owner' });
    await savePeople();
    for (const [who, manages] of [
      [PEOPLE.member, true],
      [PEOPLE.owner, false],
    ] as const)
      await withPage(async (visitor) => {
        await arrive(visitor, who);
        await visitor.waitForURL(`${demo.url}${BOTS}`);
        expect(await mayManage(visitor)).toBe(manages);
      });
  });

  const domainRow = () => page.locator('ul.domains > li').filter({ hasText: 'acme.test' });

  async function savePeople(): Promise<void> {
    await page.locator('.people-policy').getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' });
  }

  async function addRule(number: number, group: string, role: string): Promise<void> {
    await panelButton(page, 'Add a rule').click();
    const rule = page.getByRole('group', { name: `Rule ${number}` });
    await rule.getByLabel('is exactly').fill(group);
    await rule.getByLabel('gives').selectOption({ label: role });
  }

  const settings = async () => (await signInByPassword(demo, ADMIN)).readSettings('acme');

  async function waysOf(email: string): Promise<readonly string[]> {
    const response = await fetch(`${demo.url}/sso/discover`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: demo.url },
      body: JSON.stringify({ email }),
    });
    const { ways } = (await response.json()) as { ways: readonly { kind: string }[] };
    return ways.map(({ kind }) => kind);
  }

  async function arrive(visitor: Page, who: ProviderUser): Promise<void> {
    await visitor.goto(`${demo.url}/sso/acme/login?returnTo=${BOTS}`);
    await signInAtSimpleSamlPhp(visitor, who);
    await visitor.waitForURL((url) => url.origin === demo.url);
  }

  /** From the product's own sign-in page, which names the provider before it sends anybody there. */
  async function arriveByEmail(visitor: Page, who: ProviderUser): Promise<void> {
    await visitor.goto(demo.url);
    await enterEmail(visitor, who.email);
    await visitor.getByText(new URL(provider.ssoUrl).host).first().waitFor();
    await visitor.getByRole('link', { name: 'Continue with SSO' }).click();
    await signInAtSimpleSamlPhp(visitor, who);
  }

  async function mayManage(visitor: Page): Promise<boolean> {
    const response = await visitor.request.get(`${demo.url}/sso/teams/acme/settings`);
    const { permissions } = (await response.json()) as { permissions: { manage: boolean } };
    return permissions.manage;
  }

  async function withPage(use: (visitor: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext();
    try {
      await use(await context.newPage());
    } finally {
      await context.close();
    }
  }
});

function person(email: string, ...groups: readonly string[]): ProviderUser {
  const [username = ''] = email.split('@');
  return {
    username,
    password: `${username}-at-the-provider`,
    email,
    firstName: username,
    lastName: 'Holm',
    groups,
  };
}
