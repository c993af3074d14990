// Signing out of the demo and of the mock identity provider, whichever end it begins at.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDemo, type DemoUnderTest } from './running-demo.ts';
import { Visitor, type Answer } from './visitor.ts';

const TEAMS = [
  { team: 'acme', logoutBinding: 'redirect' },
  { team: 'globex', logoutBinding: 'post' },
] as const;
const PERSON = 'multi@acme.example';

let demo: DemoUnderTest;
beforeAll(async () => {
  demo = await runDemo();
});
afterAll(() => demo.stop());

async function bySso(team: string): Promise<Visitor> {
  const visitor = new Visitor(demo);
  expect((await visitor.signInBySso(team, PERSON)).status).toBe(303);
  return visitor;
}

const isSignedIn = async (visitor: Visitor): Promise<boolean> =>
  (await visitor.get('/api/session')).status === 200;

const unescaped = (text: string): string =>
  text.replaceAll(/&(?:#(\d+)|(amp|quot|lt|gt));/g, (_, code: string | undefined, name: string) =>
    code === undefined
      ? ({ amp: '&', quot: '"', lt: '<', gt: '>' }[name] ?? '')
      : String.fromCodePoint(Number(code)),
  );

/** What a browser does with a page that goes on by itself, or with a redirect; pages of ours end it. */
async function follow(visitor: Visitor, answer: Answer): Promise<Answer> {
  const refresh = /^0; url=(.*)$/.exec(answer.headers.get('refresh') ?? '')?.[1];
  const address = answer.location || refresh;
  if (address) return visitor.page(new URL(address, demo.url).href);
  const action = /<form[^>]* method="post" action="([^"]+)"/.exec(answer.text)?.[1] ?? '';
  const fields = [...answer.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  return visitor.sendForm(
    unescaped(action),
    Object.fromEntries(fields.map(([, name = '', value = '']) => [name, unescaped(value)])),
  );
}

describe.each(TEAMS)('single logout of $team by $logoutBinding', ({ team, logoutBinding }) => {
  beforeAll(async () => {
    const control = await fetch(`${demo.mockIdp.url}/control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ logoutBinding }),
    });
    if (control.status !== 200) throw new Error(`the binding was not set: ${control.status}`);
    const admin = new Visitor(demo);
    await admin.signIn(`admin@${team}.example`);
    const { entityId, signOnUrl, certificatePem, logoutUrl } = demo.mockIdp;
    const connection = {
      idpEntityId: entityId,
      signOnUrl,
      signingCertificates: [certificatePem],
      logoutUrl,
      logoutBinding,
    };
    const saved = await admin.write('PUT', team, '/settings', { mode: 'optional', connection });
    if (saved.status !== 200) throw new Error(`SSO was not set up: ${saved.text}`);
  });

  it('begins with the button, goes to the provider and comes back', async () => {
    const visitor = await bySso(team);
    const pressed = await visitor.sendForm('/sign-out', {});
    expect(pressed).toMatchObject({ status: 307, location: `/sso/${team}/logout/start` });
    const page = await visitor.sendForm(pressed.location, {});
    expect(await isSignedIn(visitor)).toBe(false);
    const provider = await follow(visitor, page);
    const back = await follow(visitor, provider);
    expect(back).toMatchObject({ status: 303, location: '/' });
  });

  it('begins at the provider, and ends the sign-in that it names', async () => {
    const [visitor, password] = [await bySso(team), new Visitor(demo)];
    await password.signIn(PERSON);
    const provider = new Visitor(demo);
    const told = await provider.sendForm(`${demo.mockIdp.url}/sign-out`, { person: PERSON });
    const answered = await follow(provider, told);
    expect(await isSignedIn(visitor)).toBe(false);
    expect(await isSignedIn(password)).toBe(true);
    const done = await follow(provider, answered);
    expect(done.text).toContain('These applications ended their session');
    expect(done.text).not.toContain('did not, or could not');
  });
});

it('says that the session at a provider goes on that takes no logout', async () => {
  const admin = new Visitor(demo);
  await admin.signIn('admin@initech.example');
  await admin.mustSetUpSso('initech', demo.mockIdp);
  const visitor = new Visitor(demo);
  await visitor.signInBySso('initech', 'member@initech.example');
  const page = await visitor.sendForm((await visitor.sendForm('/sign-out', {})).location, {});
  expect(page.text).toContain('You are signed out here');
  expect(page.text).toContain(`Your session at ${new URL(demo.mockIdp.url).host} goes on`);
  expect(await isSignedIn(visitor)).toBe(false);
});
