// A deployment on https: the cookie that only its own host name can set, and providers that must be on https too.

import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDeployment, switchOn, type Deployment } from './deployment.ts';

let deployment: Deployment;
beforeEach(async () => {
  deployment = await startDeployment({ options: { publicUrl: 'https://app.example.com' } });
  await switchOn(deployment);
});
afterEach(() => deployment.close());

/** As a proxy that ends TLS passes the request on. */
function visit(
  path: string,
  host: string,
): Promise<{ readonly cookies: string[]; readonly location: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, deployment.url), { headers: { Host: host } }, (response) => {
      response.resume();
      resolve({ cookies: response.headers['set-cookie'] ?? [], location: response.headers.location ?? '' });
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('on https', () => {
  it('the browser cookie is Secure and bound to the host, behind a proxy without further settings', async () => {
    const { cookies, location } = await visit('/sso/acme/login', 'app.example.com');
    expect(location.startsWith('https://idp.example/')).toBe(true);
    expect(cookies).toEqual([
      expect.stringMatching(
        /^__Host-sso-browser=[\w-]{43}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure$/,
      ),
    ]);
  });

  it.each(['app.example.com:443', 'APP.EXAMPLE.COM'])('our own host name may be written %s', async (host) => {
    expect((await visit('/sso/acme/login', host)).location.startsWith('https://idp.example/')).toBe(true);
  });

  it.each(['other.example.com', 'evil.example', 'app.example.com:8443', 'a b'])(
    '%s is sent home first',
    async (host) => {
      expect((await visit('/sso/acme/login', host)).location).toBe(
        'https://app.example.com/sso/acme/login?moved=1',
      );
    },
  );
});
