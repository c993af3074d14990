// Sign-ins that start at the provider: refused unless a team wants them, and what an attacker makes of them then.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMockIdp } from '@team-sso/mock-idp';
import type { RenderPage } from '../src/koa/index.ts';
import { saveDraft, SETTINGS, write } from './api-calls.ts';
import type { Browser } from './browser.ts';
import {
  aConnection,
  begin,
  REGIONS,
  requireSso,
  respond,
  signInBySso,
  startDeployment,
  switchOn,
  TRUSTED_ORIGIN,
  type Deployment,
} from './deployment.ts';

let deployment: Deployment;
beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

const allow = () => switchOn(deployment, aConnection({ allowUnsolicited: true }));
const SAME_ORIGIN = { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' };

/** The provider posts a response that nobody asked for. */
function arrive(
  browser: Browser,
  changes: Parameters<typeof respond>[2] = {},
  relayState?: string,
  team = 'acme',
) {
  return browser.postForm(`/sso/${team}/acs`, {
    SAMLResponse: respond(deployment, null, changes),
    ...(relayState === undefined ? {} : { RelayState: relayState }),
  });
}

/** Where the person lands. */
async function landing(relayState?: string): Promise<string> {
  const browser = deployment.browser();
  const hop = await arrive(browser, {}, relayState);
  return (await browser.visit(hop.location)).location;
}

async function whoIs(browser: Browser): Promise<string | undefined> {
  return deployment.host.sessions.get(browser.cookie('host-session') ?? '')?.userId;
}

/** A page that asks, with the fields of its form. */
async function asked(browser: Browser, email = 'member@acme.example', relayState?: string) {
  const hop = await arrive(browser, { email }, relayState);
  const page = await browser.visit(hop.location);
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1] ?? '';
  return { page, fields: { ticket: field('ticket'), returnTo: field('returnTo') }, url: hop.location };
}

describe('a sign-in that starts at the provider', () => {
  it('is refused by default, with one button that begins it from our side', async () => {
    await switchOn(deployment);
    const page = await arrive(deployment.browser(), {}, '/teams/acme/bots');
    expect(page.status).toBe(403);
    expect([...page.text.matchAll(/<(?:a|button)[ >]/g)]).toHaveLength(1);
    expect(page.text).toContain(`href="${deployment.url}/sso/acme/start"`);
    const started = await deployment.browser().visit('/sso/acme/start');
    expect(started.status).toBe(302);
  });

  it('signs in a browser without a session where the team allows it', async () => {
    await allow();
    const browser = deployment.browser();
    const hop = await arrive(browser);
    expect(hop.status).toBe(303);
    expect((await browser.visit(hop.location)).location).toBe('/');
    expect(await whoIs(browser)).toBe('member');
    expect(deployment.host.signIns[0]?.proof).toMatchObject({ kind: 'sso', team: 'acme' });
  });

  it('adds its proof to a session of the same person, unasked', async () => {
    await allow();
    const browser = deployment.signedIn('member');
    const hop = await arrive(browser);
    expect((await browser.visit(hop.location)).status).toBe(303);
    const session = deployment.host.sessions.get(browser.cookie('host-session') ?? '');
    expect(session?.proofs.map(({ kind }) => kind)).toEqual(['password', 'sso']);
  });

  it('is judged as strictly as any other, and is no way round a connection that is off', async () => {
    await allow();
    const browser = deployment.browser();
    const json = async (changes: Parameters<typeof respond>[2]) => {
      const answer = await browser.postForm(
        '/sso/acme/acs',
        { SAMLResponse: respond(deployment, null, changes) },
        { Accept: 'application/json' },
      );
      return [answer.status, (JSON.parse(answer.text) as { reason: string }).reason];
    };
    expect(await json({ audiences: [['https://another.example']] })).toEqual([403, 'audience_mismatch']);
    expect(await json({ sign: 'none' })).toEqual([403, 'signature_missing']);
    expect(await json({ now: new Date(deployment.now().getTime() - 3_600_000) })).toEqual([
      403,
      'assertion_expired',
    ]);
    await switchOff();
    expect(await json({})).toEqual([403, 'sso_off']);
  });

  it('confirms a requirement as any real sign-in does', async () => {
    await allow();
    await requireSso(deployment);
    deployment.advance({ minutes: 1 });
    const browser = deployment.browser();
    const hop = await arrive(browser);
    await browser.visit(hop.location);
    const view = await deployment.sso.checkAccess('acme', { kind: 'anonymous' });
    expect(view.effectiveMode).toBe('required');
    deployment.advance({ minutes: 30 });
    expect((await deployment.sso.checkAccess('acme', { kind: 'anonymous' })).effectiveMode).toBe('required');
  });

  async function switchOff() {
    const admin = deployment.signedIn('admin');
    const { body } = await admin.api('GET', '/sso/teams/acme/settings');
    const off = await admin.api(
      'PUT',
      '/sso/teams/acme/settings',
      { mode: 'off' },
      { 'If-Match': `"${body.revision}"` },
    );
    expect(off.status).toBe(200);
  }
});

it('a tile of a provider leads to where its RelayState says', async () => {
  const idp = createMockIdp({ clock: () => deployment.now(), baseUrl: 'https://idp.example' });
  const { entityId: idpEntityId, certificatePem } = idp;
  await switchOn(
    deployment,
    aConnection({ idpEntityId, signingCertificates: [certificatePem], allowUnsolicited: true }),
  );
  const acsUrl = `${deployment.url}/sso/acme/acs`;
  const application = { acsUrl, spEntityId: REGIONS[0].spEntityId, relayState: '/teams/acme/bots' };
  const { samlResponse, relayState } = await idp.start(application, { person: 'member@acme.example' });
  const browser = deployment.browser();
  const fields = { SAMLResponse: samlResponse, RelayState: relayState ?? '' };
  const hop = await browser.postForm('/sso/acme/acs', fields);
  expect((await browser.visit(hop.location)).location).toBe('/teams/acme/bots');
});

describe('no InResponseTo may occur in it', () => {
  beforeEach(allow);

  it.each([
    ['in the Response', { responseInResponseTo: `_${'a'.repeat(32)}` }],
    ['in the confirmation', { responseInResponseTo: null, inResponseTo: `_${'a'.repeat(32)}` }],
    ['in both', { inResponseTo: `_${'a'.repeat(32)}` }],
  ])('%s', async (_where, changes) => {
    const browser = deployment.browser();
    expect((await arrive(browser, changes)).status).toBe(403);
    expect(deployment.host.signIns).toEqual([]);
  });

  it('and a request that waits is neither answered nor spent by it', async () => {
    const browser = deployment.browser();
    const requestId = await begin(browser, '?returnTo=/teams/acme/bots');
    await arrive(deployment.browser());
    const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse: respond(deployment, requestId) });
    expect((await browser.visit(hop.location)).location).toBe('/teams/acme/bots');
  });
});

describe('RelayState', () => {
  beforeEach(allow);

  it.each([
    ['/teams/acme/bots?page=2#top', '/teams/acme/bots?page=2#top'],
    [`${TRUSTED_ORIGIN}/x?y=1`, `${TRUSTED_ORIGIN}/x?y=1`],
  ])('%s leads there', async (relayState, expected) => {
    expect(await landing(relayState)).toBe(expected);
  });

  it('leads to our own origin written out', async () => {
    expect(await landing(`${deployment.url}/teams/acme/bots`)).toBe('/teams/acme/bots');
  });

  it.each([
    'https://evil.example/',
    'https://admin.acmebots.example.evil.example/',
    'https://admin.acmebots.example@evil.example/',
    'https:evil.example',
    '//evil.example/',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    ' https://evil.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://admin.acmebots.example/',
    'a-handle-of-the-provider',
    'teams/acme/bots',
    '../sso/acme/login',
    '/sso/acme/login',
    '/sso/acme/logout',
    '',
    `/${'a'.repeat(4000)}`,
  ])('%j is ignored, never an error', async (relayState) => {
    expect(await landing(relayState)).toBe('/');
  });

  it('is ignored when it is sent twice', async () => {
    const browser = deployment.browser();
    const fields = new URLSearchParams({ SAMLResponse: respond(deployment, null), RelayState: '/one' });
    fields.append('RelayState', '/two');
    const hop = await browser.send('POST', '/sso/acme/acs', {
      headers: { Accept: 'text/html', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: fields.toString(),
    });
    expect((await browser.visit(hop.location)).location).toBe('/');
  });

  it('of an answer to a request of ours counts for nothing', async () => {
    const browser = deployment.browser();
    const SAMLResponse = respond(deployment, await begin(browser, '?returnTo=/mine'));
    const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse, RelayState: '/theirs' });
    expect((await browser.visit(hop.location)).location).toBe('/mine');
  });

  it('in the address of finish is held to the same rule', async () => {
    const browser = deployment.browser();
    const hop = await arrive(browser);
    const url = new URL(hop.location);
    url.searchParams.set('returnTo', 'https://evil.example/');
    expect((await browser.visit(url.href)).location).toBe('/');
    expect((await browser.visit(url.href)).location).toBe('/');
  });
});

describe('a response that was used', () => {
  beforeEach(allow);

  it('is refused in any browser, at any moment that it could be valid', async () => {
    const SAMLResponse = respond(deployment, null);
    const first = await deployment.browser().postForm('/sso/acme/acs', { SAMLResponse });
    expect(first.status).toBe(303);
    for (const seconds of [0, 60, 120, 240]) {
      deployment.advance({ seconds });
      const again = await deployment.browser().postForm('/sso/acme/acs', { SAMLResponse });
      expect(again.status).toBe(403);
    }
  });

  it('signs in once although it arrives many times at once', async () => {
    const SAMLResponse = respond(deployment, null);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => deployment.browser().postForm('/sso/acme/acs', { SAMLResponse })),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(7);
  });

  it('has a ticket that is good once, for a minute', async () => {
    const [browser, another] = [deployment.browser(), deployment.browser()];
    const hop = await arrive(browser);
    await browser.visit(hop.location);
    expect((await another.visit(hop.location)).status).toBe(403);
    const late = await arrive(another);
    deployment.advance({ seconds: 61 });
    expect((await another.visit(late.location)).status).toBe(403);
    expect(await whoIs(another)).toBeUndefined();
  });
});

describe('a response for one team', () => {
  it('opens no other that uses the same provider and allows it too', async () => {
    await allow();
    const admin = deployment.signedIn('globex-admin');
    const saved = await admin.api(
      'PUT',
      '/sso/teams/globex/settings',
      { mode: 'optional', connection: aConnection({ allowUnsolicited: true }) },
      { 'If-Match': '"0"' },
    );
    expect(saved.status).toBe(200);
    const browser = deployment.browser();
    const multi = { email: 'multi@acme.example' };
    expect((await arrive(browser, multi, undefined, 'globex')).status).toBe(403);
    const audience = { ...multi, spEntityId: REGIONS[1].spEntityId };
    expect((await arrive(browser, audience, undefined, 'globex')).status).toBe(403);
    // A ticket of acme is none of globex either.
    const hop = await arrive(browser, multi);
    expect((await browser.visit(hop.location.replace('/acme/', '/globex/'))).status).toBe(403);
    expect(deployment.host.signIns).toEqual([]);
  });
});

describe("in a browser with somebody else's session (login CSRF)", () => {
  beforeEach(allow);

  it('asks first, on a page that runs no script, and changes nothing', async () => {
    const victim = deployment.signedIn('owner');
    const { page } = await asked(victim);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Continue as member@acme.example');
    expect(page.text).not.toContain('<script');
    expect(page.headers.get('Content-Security-Policy')).toMatch(
      /default-src 'none';.*form-action 'self'; .*frame-ancestors 'none'/,
    );
    expect(page.headers.get('Cache-Control')).toBe('no-store');
    expect(await whoIs(victim)).toBe('owner');
    expect(deployment.host.signIns).toEqual([]);
    expect(await deployment.store.readSignIns('acme', ['member'])).toEqual([]);
  });

  it('signs in as the other one after a yes from the page itself', async () => {
    const browser = deployment.signedIn('owner');
    const { fields } = await asked(browser, 'member@acme.example', '/teams/acme/bots');
    const done = await browser.postForm('/sso/acme/finish', fields, SAME_ORIGIN);
    expect([done.status, done.location]).toEqual([303, '/teams/acme/bots']);
    expect(await whoIs(browser)).toBe('member');
  });

  it.each<readonly [string, RenderPage, string]>([
    ['in the host’s look', ({ form }) => `<p>Ours</p><input value="${form?.fields['ticket']}">`, 'Ours'],
    ['in ours where the host’s draws no form', ({ title }) => `<p>${title}</p>`, '<button>Continue as'],
  ])('asks %s', async (_what, renderPage, expected) => {
    await deployment.close();
    deployment = await startDeployment({ renderPage });
    await allow();
    const { page } = await asked(deployment.signedIn('owner'));
    expect(page.text).toContain(expected);
  });

  it('lets the answer to the yes go to a trusted origin, by the policy of the page', async () => {
    const browser = deployment.signedIn('owner');
    const { page, fields } = await asked(browser, 'member@acme.example', `${TRUSTED_ORIGIN}/x`);
    expect(page.headers.get('Content-Security-Policy')).toContain(`form-action 'self' ${TRUSTED_ORIGIN};`);
    const done = await browser.postForm('/sso/acme/finish', fields, SAME_ORIGIN);
    expect(done.location).toBe(`${TRUSTED_ORIGIN}/x`);
  });

  it('takes no yes from another site, another browser or a link, and the right one may still come', async () => {
    const victim = deployment.signedIn('owner');
    const { fields } = await asked(victim);
    for (const site of ['cross-site', 'same-site', 'none'])
      expect((await victim.postForm('/sso/acme/finish', fields, { 'Sec-Fetch-Site': site })).status).toBe(
        403,
      );
    for (const another of [deployment.browser(), deployment.signedIn('owner')])
      expect((await another.postForm('/sso/acme/finish', fields, SAME_ORIGIN)).status).toBe(403);
    expect(deployment.host.signIns).toEqual([]);
    expect((await victim.postForm('/sso/acme/finish', fields, SAME_ORIGIN)).status).toBe(303);
  });

  it('signs nobody in by its ticket in an address', async () => {
    const victim = deployment.signedIn('owner');
    const { fields } = await asked(victim);
    const address = `/sso/acme/finish?${new URLSearchParams(fields).toString()}`;
    expect((await victim.visit(address)).status).toBe(403);
    expect(await whoIs(victim)).toBe('owner');
  });

  it('takes no yes with the ticket that the provider’s answer brought', async () => {
    const victim = deployment.signedIn('owner');
    const hop = await arrive(victim);
    const ticket = new URL(hop.location).searchParams.get('ticket') ?? '';
    const posted = await victim.postForm('/sso/acme/finish', { ticket, returnTo: '/' }, SAME_ORIGIN);
    expect(posted.status).toBe(403);
    expect(await whoIs(victim)).toBe('owner');
  });

  it('asks again of nobody: a page is good once and for five minutes', async () => {
    const browser = deployment.signedIn('owner');
    const first = await asked(browser);
    expect((await deployment.browser().visit(first.url)).status).toBe(403);
    deployment.advance({ minutes: 5 });
    expect((await browser.postForm('/sso/acme/finish', first.fields, SAME_ORIGIN)).status).toBe(403);
    const second = await asked(browser);
    await browser.postForm('/sso/acme/finish', second.fields, SAME_ORIGIN);
    // Pressed twice: who is signed in already goes on.
    expect((await browser.postForm('/sso/acme/finish', second.fields, SAME_ORIGIN)).status).toBe(303);
    expect(deployment.host.signIns).toHaveLength(1);
  });

  it('signs in as nobody whom the team does not know, and leaves the session', async () => {
    const browser = deployment.signedIn('owner');
    const { page, fields } = await asked(browser, '<b>stranger</b>@acme.example');
    expect(page.text).not.toContain('<b>');
    expect((await browser.postForm('/sso/acme/finish', fields, SAME_ORIGIN)).status).toBe(403);
    expect(await whoIs(browser)).toBe('owner');
  });

  it('refuses a yes for a provider that is not the live one any more', async () => {
    const browser = deployment.signedIn('owner');
    const { fields } = await asked(browser);
    await switchOn(deployment, aConnection({ idpEntityId: 'https://another.example' })).catch(() => {});
    const admin = deployment.signedIn('admin');
    const { body } = await admin.api('GET', '/sso/teams/acme/settings');
    await admin.api(
      'POST',
      '/sso/teams/acme/settings/promote',
      { confirm: ['promote_untested'] },
      { 'If-Match': `"${body.revision}"` },
    );
    expect((await browser.postForm('/sso/acme/finish', fields, SAME_ORIGIN)).status).toBe(403);
    expect(await whoIs(browser)).toBe('owner');
  });

  it.each(['on the way', 'while a page asks'])(
    'is refused %s once the team allows it no more',
    async (when) => {
      const browser = deployment.signedIn('owner');
      const { fields } = await asked(browser);
      const hop = await arrive(deployment.browser());
      const admin = deployment.signedIn('admin');
      await saveDraft(admin, { allowUnsolicited: false });
      await write(admin, 'POST', `${SETTINGS}/promote`, { confirm: ['promote_untested'] });
      const answer =
        when === 'on the way'
          ? await deployment.browser().visit(hop.location)
          : await browser.postForm('/sso/acme/finish', fields, SAME_ORIGIN);
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('Continue with SSO');
      expect(deployment.host.signIns).toEqual([]);
    },
  );

  it('never asks of a sign-in that this browser began itself', async () => {
    const browser = deployment.signedIn('owner');
    const done = await signInBySso(deployment, browser, { email: 'member@acme.example' });
    expect(done.status).toBe(303);
    expect(await whoIs(browser)).toBe('member');
  });
});
