// Requests from other sites: what may write, what may read, and what a preflight is told.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aConnection, startDeployment, TRUSTED_ORIGIN, type Deployment } from './deployment.ts';

let deployment: Deployment;
beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

const SETTINGS = '/sso/teams/acme/settings';
const EVIL = 'https://evil.example';

/** A save with exactly these headers about where it comes from. */
async function save(headers: Readonly<Record<string, string>>): Promise<number> {
  const answer = await deployment.signedIn('admin').send('PUT', SETTINGS, {
    headers: { 'Content-Type': 'application/json', 'If-Match': '"0"', ...headers },
    body: JSON.stringify({ connection: aConnection() }),
  });
  return answer.status;
}

describe('a write', () => {
  it.each([
    ['same-origin, as the browser says', { 'Sec-Fetch-Site': 'same-origin' }],
    ['same-origin from a page without referrer', { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' }],
    ['a trusted origin', { 'Sec-Fetch-Site': 'cross-site', Origin: TRUSTED_ORIGIN }],
    ['a trusted origin of the same site', { 'Sec-Fetch-Site': 'same-site', Origin: TRUSTED_ORIGIN }],
    ['a program, which sends neither header', {}],
  ])('passes from %s', async (_from, headers) => {
    expect(await save(headers)).toBe(200);
  });

  it('passes from our own origin in a browser that does not say where it is', async () => {
    expect(await save({ Origin: deployment.url })).toBe(200);
  });

  it.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site', Origin: EVIL }],
    ['another site without an origin', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a sibling of our site', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://blog.acmebots.example' }],
    ['nowhere', { 'Sec-Fetch-Site': 'none' }],
    ['two places at once', { 'Sec-Fetch-Site': 'same-origin, cross-site', Origin: EVIL }],
    ['an opaque origin', { Origin: 'null' }],
    ['another origin of an old browser', { Origin: EVIL }],
    ['a trusted name with another scheme', { Origin: TRUSTED_ORIGIN.replace('https', 'http') }],
    ['a trusted name with more to it', { Origin: `${TRUSTED_ORIGIN}.evil.example` }],
  ])('is refused from %s', async (_from, headers) => {
    expect(await save(headers)).toBe(403);
    expect(await deployment.store.readSettings('acme')).toBeNull();
  });

  it('is refused as a problem document before anybody is asked who they are', async () => {
    const { body } = await deployment
      .browser()
      .api('DELETE', SETTINGS, undefined, { 'Sec-Fetch-Site': 'cross-site' });
    expect(body).toMatchObject({ status: 403, code: 'cross_origin_refused' });
  });

  it('to discover is under the same rule, one to the ACS is not', async () => {
    const headers = { 'Sec-Fetch-Site': 'cross-site', Origin: EVIL, Accept: 'application/json' };
    const discover = await deployment
      .browser()
      .api('POST', '/sso/discover', { email: 'a@b.example' }, headers);
    expect(discover.body.code).toBe('cross_origin_refused');
    const acs = await deployment.browser().postForm('/sso/acme/acs', { SAMLResponse: 'x' }, headers);
    expect(acs.text).toContain('sign_in_refused');
    for (const path of ['/sso/teams/acme/acs', '/sso/acme/acs/more', '/sso/acme/login'])
      expect((await deployment.browser().postForm(path, {}, headers)).text).toContain('cross_origin_refused');
  });
});

describe('a preflight', () => {
  const preflight = (path: string, origin: string, method: string) =>
    deployment.browser().send('OPTIONS', path, {
      headers: { Origin: origin, 'Access-Control-Request-Method': method },
    });

  it.each([
    [SETTINGS, 'PUT'],
    [SETTINGS, 'DELETE'],
    [`${SETTINGS}/mode`, 'PUT'],
    ['/sso/discover', 'POST'],
  ])('for %s %s tells a trusted origin what it may send', async (path, method) => {
    const answer = await preflight(path, TRUSTED_ORIGIN, method);
    expect(answer.status).toBe(204);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(TRUSTED_ORIGIN);
    expect(answer.headers.get('Access-Control-Allow-Credentials')).toBe('true');
    expect(answer.headers.get('Access-Control-Allow-Methods')).toContain(method);
    expect(answer.headers.get('Access-Control-Allow-Headers')).toBe('Content-Type, If-Match');
    expect(answer.headers.get('Vary')).toContain('Origin');
  });

  it.each([EVIL, 'null'])('tells %s nothing', async (origin) => {
    const { headers } = await preflight(SETTINGS, origin, 'PUT');
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('an answer', () => {
  it('may be read by a trusted origin, errors and ETag included', async () => {
    for (const browser of [deployment.signedIn('admin'), deployment.browser()]) {
      const { headers } = await browser.api('GET', SETTINGS, undefined, { Origin: TRUSTED_ORIGIN });
      expect(headers.get('Access-Control-Allow-Origin')).toBe(TRUSTED_ORIGIN);
      expect(headers.get('Access-Control-Expose-Headers')).toBe('ETag, X-Request-Id');
    }
  });

  it('may be read by nobody else', async () => {
    const { headers } = await deployment.signedIn('admin').api('GET', SETTINGS, undefined, { Origin: EVIL });
    expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
    expect(headers.get('Vary')).toContain('Origin');
  });
});
