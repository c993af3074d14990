// The product without SSO: sign-in, sessions, the bots API, pages and their headers.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDemo, type DemoUnderTest } from './running-demo.ts';
import { Visitor } from './visitor.ts';

let demo: DemoUnderTest;
beforeAll(async () => {
  demo = await runDemo();
});
afterAll(() => demo.stop());

const aVisitor = async (email?: string): Promise<Visitor> => {
  const visitor = new Visitor(demo);
  if (email !== undefined) expect((await visitor.signIn(email)).status).toBe(204);
  return visitor;
};

describe('POST /api/session', () => {
  it('answers 204 with a session cookie that scripts cannot read and other sites do not send', async () => {
    const { status, headers, text } = await new Visitor(demo).signIn('Member@ACME.example');
    expect([status, text]).toEqual([204, '']);
    expect(headers.getSetCookie()[0]).toMatch(
      /^acme-bots-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  it.each([
    ['member@acme.example', 'wrong-password'],
    ['nobody@acme.example', 'demo-password'],
    ['member@acme.example', 'x'.repeat(5000)],
  ])('answers 401 without a cookie for %s with a wrong password', async (email, password) => {
    const { status, json, headers } = await new Visitor(demo).signIn(email, password);
    expect([status, json['code']]).toEqual([401, 'credentials_wrong']);
    expect(headers.getSetCookie()).toEqual([]);
  });

  it('sends a form on to a page of ours', async () => {
    const visitor = new Visitor(demo);
    const form = { email: 'member@acme.example', password: 'demo-password' };
    const good = await visitor.sendForm('/api/session', { ...form, returnTo: '/teams/acme/runs' });
    expect([good.status, good.location]).toEqual([303, '/teams/acme/runs']);
    const elsewhere = await visitor.sendForm('/api/session', { ...form, returnTo: '/.//evil.example' });
    expect(elsewhere.location).toBe('/');
    const wrong = await new Visitor(demo).sendForm('/api/session', {
      ...form,
      password: 'no',
      returnTo: '/account',
    });
    expect([wrong.status, wrong.location]).toEqual([303, '/?failed=1&returnTo=%2Faccount']);
  });

  it('remembers where a form was going and the address, not in the page’s own address', async () => {
    const visitor = new Visitor(demo);
    const wrong = await visitor.sendForm('/api/session?returnTo=/teams/acme/runs', {
      email: 'member@acme.example',
      password: 'wrong',
    });
    expect(wrong.location).toBe('/?failed=1&returnTo=%2Fteams%2Facme%2Fruns');
    const page = await visitor.page(wrong.location);
    expect(page.text).toContain('prefill="member@acme.example"');
    expect(page.text).toContain('failure="credentials"');
    expect((await visitor.page(wrong.location)).text).not.toContain('prefill=');
  });

  it.each([
    ['no JSON', '{', 'application/json', 400, 'malformed_request'],
    ['a list', '[]', 'application/json', 400, 'malformed_request'],
    [
      'a number for a password',
      '{"email":"a@b.example","password":1}',
      'application/json',
      400,
      'malformed_request',
    ],
    ['no password', '{"email":"a@b.example"}', 'application/json', 400, 'malformed_request'],
    ['bytes that are no UTF-8', new Uint8Array([0xff, 0xfe]), 'application/json', 400, 'malformed_request'],
    ['another type', 'email=a', 'text/plain', 415, 'media_type_unsupported'],
    ['too much', `{"email":"${'a'.repeat(20_000)}"}`, 'application/json', 413, 'body_too_large'],
  ])('refuses %s', async (_what, body, type, status, code) => {
    const answer = await new Visitor(demo).send('/api/session', {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect([answer.status, answer.json['code']]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site', origin: 'http://localhost:9' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
  ])('refuses what comes from another site: %j', async (headers) => {
    const body = { email: 'member@acme.example', password: 'demo-password' };
    const answer = await new Visitor(demo).sendJson('POST', '/api/session', body, headers);
    expect([answer.status, answer.json['code']]).toEqual([403, 'cross_origin_refused']);
  });

  it('takes what comes from our own pages', async () => {
    const body = { email: 'member@acme.example', password: 'demo-password' };
    for (const headers of [{ 'sec-fetch-site': 'same-origin' }, { origin: demo.url }])
      expect((await new Visitor(demo).sendJson('POST', '/api/session', body, headers)).status).toBe(204);
  });
});

describe('the session', () => {
  it('says who it is and what it proves', async () => {
    const visitor = await aVisitor('member@acme.example');
    const { json } = await visitor.get('/api/session');
    expect(json).toMatchObject({
      user: { id: 'user-member-acme', email: 'member@acme.example' },
      method: 'password',
    });
    expect(json['proofs']).toEqual([{ kind: 'password', at: json['at'] }]);
    expect(json).not.toHaveProperty('team');
    expect(json).not.toHaveProperty('identity');
  });

  it('gets a new id at every sign-in', async () => {
    const visitor = await aVisitor('member@acme.example');
    const [before] = visitor.cookies.values();
    await visitor.signIn('member@acme.example');
    const [after] = visitor.cookies.values();
    expect(after).not.toBe(before);
    const stale = await new Visitor(demo).send('/api/session', {
      headers: { cookie: `acme-bots-session=${before}` },
    });
    expect(stale.status).toBe(401);
  });

  it('ends with DELETE and with the button', async () => {
    const visitor = await aVisitor('member@acme.example');
    const [cookie] = visitor.cookies.values();
    expect((await visitor.send('/api/session', { method: 'DELETE' })).status).toBe(204);
    expect(visitor.cookies.size).toBe(0);
    const stale = await fetch(`${demo.url}/api/session`, {
      headers: { cookie: `acme-bots-session=${cookie}` },
    });
    expect(stale.status).toBe(401);
    const other = await aVisitor('member@acme.example');
    expect(await other.sendForm('/sign-out', {})).toMatchObject({ status: 303, location: '/' });
    expect((await other.get('/api/session')).status).toBe(401);
  });
});

describe('GET /api/teams/:team/bots', () => {
  it('opens to members and to guests', async () => {
    for (const email of ['member@acme.example', 'guest@contractor.example', 'multi@acme.example']) {
      const { status, json } = await (await aVisitor(email)).get('/api/teams/acme/bots');
      expect(status).toBe(200);
      expect(json['bots']).toHaveLength(6);
    }
  });

  it.each(['acme', 'nobody', '..%2f'])(
    'answers 401 to everybody who is not signed in, for %s alike',
    async (team) => {
      const { status, json } = await new Visitor(demo).get(`/api/teams/${team}/bots`);
      expect([status, json['code'], json['reason']]).toEqual([401, 'sign_in', 'not_signed_in']);
      expect(json).not.toHaveProperty('loginUrl');
    },
  );

  it.each(['globex', 'nobody'])('answers 404 for %s to those who do not belong to it', async (team) => {
    const { status, json } = await (await aVisitor('member@acme.example')).get(`/api/teams/${team}/bots`);
    expect([status, json['code'], json['reason']]).toEqual([404, 'not_found', 'not_a_member']);
  });
});

describe('pages', () => {
  it('show the team’s facts and the settings element', async () => {
    const { text } = await (await aVisitor('admin@umbrella.example')).page('/teams/umbrella/settings/team');
    expect(text).toContain('<dt>Plan</dt><dd>Ultimate</dd>');
    expect(text).toContain('<dt>Region</dt><dd>Europe</dd>');
    expect(text).toContain('<team-sso-settings team-id="umbrella"');
  });

  it('lead to the sign-in and back', async () => {
    const { status, location } = await new Visitor(demo).page('/teams/acme/bots');
    expect(status).toBe(303);
    expect(new URL(location, demo.url).searchParams.get('returnTo')).toBe('/teams/acme/bots');
    expect((await new Visitor(demo).page(location)).text).toContain('<team-sso-login');
  });

  it('lead home those who are signed in', async () => {
    const { location } = await (await aVisitor('member@globex.example')).page('/');
    expect(location).toBe('/teams/globex/bots');
  });

  it('never show what a person typed as markup', async () => {
    const visitor = await aVisitor('member@initech.example');
    const made = await visitor.sendForm('/teams/initech/bots', {
      name: '<script>alert(1)</script>',
      does: '"><b>',
    });
    expect(made.status).toBe(303);
    const { text } = await visitor.page('/teams/initech/bots');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toContain('<script>alert(1)');
  });

  it('carry a policy without inline code, and are kept by no cache', async () => {
    const { headers } = await (await aVisitor('member@acme.example')).page('/teams/acme/bots');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'self';/);
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('are a page for people and JSON for programs when nothing is there', async () => {
    const page = await new Visitor(demo).page('/nowhere');
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect((await new Visitor(demo).get('/api/nowhere')).json['code']).toBe('not_found');
    expect((await new Visitor(demo).send('/api/session', { method: 'PUT' })).json['code']).toBe(
      'method_not_allowed',
    );
  });

  it('load their script and style as files that never change', async () => {
    const { text } = await new Visitor(demo).page('/');
    const paths = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(paths.length).toBeGreaterThanOrEqual(2);
    for (const path of paths) {
      const file = await new Visitor(demo).get(path);
      expect(file.status).toBe(200);
      expect(file.headers.get('content-type')).toBe(
        path.endsWith('.js') ? 'text/javascript; charset=utf-8' : 'text/css; charset=utf-8',
      );
      expect(file.headers.get('cache-control')).toContain('immutable');
    }
  });

  it('move to the public host name, where the cookies are', async () => {
    const there = demo.url.replace('localhost', '127.0.0.1');
    const answer = await fetch(`${there}/account`, { headers: { accept: 'text/html' }, redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([307, `${demo.url}/account`]);
    expect((await fetch(`${there}/healthz`)).status).toBe(200);
  });
});

it('is alive and ready', async () => {
  expect((await new Visitor(demo).get('/healthz')).status).toBe(200);
  expect((await new Visitor(demo).get('/readyz')).status).toBe(200);
});
