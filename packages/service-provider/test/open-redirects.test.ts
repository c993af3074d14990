// Nothing that a stranger writes into a link or a form sends a person elsewhere.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aConnection,
  begin,
  respond,
  signInBySso,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';

const ELSEWHERE = [
  'https://evil.example',
  'https://evil.example/sso/acme/login',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '\n//evil.example',
  ' //evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/%2e//evil.example',
  'http:evil.example',
  'https:/evil.example',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)//',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://evil.example/1',
  'file:///etc/passwd',
  '@evil.example',
  'https://localhost@evil.example/',
  'http://localhost:1@evil.example/',
  'https://evil.example\\@localhost/',
  '/ok\r\nSet-Cookie: sso-browser=forged',
  '/ok%0d%0aLocation:%20https://evil.example',
  '／／evil.example',
  'https://evil。example',
  `/${'a'.repeat(3000)}`,
] as const;

let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment();
  await switchOn(deployment, aConnection({ allowUnsolicited: true }));
});
afterAll(() => deployment.close());

/** Where a browser would really go. */
const goesTo = (location: string) => new URL(location, deployment.url);
const isOurs = (location: string) =>
  goesTo(location).origin === deployment.url && !goesTo(location).pathname.startsWith('//');

describe.each(ELSEWHERE.map((elsewhere) => [elsewhere.slice(0, 60), elsewhere] as const))(
  '%j',
  (_name, elsewhere) => {
    it('is no place to return to after a login', async () => {
      const query = `?${new URLSearchParams({ returnTo: elsewhere }).toString()}`;
      const finished = await signInBySso(deployment, deployment.browser(), { query });
      expect(finished.status).toBe(303);
      expect(finished.location).toSatisfy(isOurs);
      expect(finished.headers.getSetCookie().join()).not.toContain('forged');
    });

    it('is none when it is put into the address of the last hop', async () => {
      const browser = deployment.browser();
      const samlResponse = respond(deployment, await begin(browser));
      const hop = goesTo((await browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse })).location);
      hop.searchParams.set('returnTo', elsewhere);
      expect((await browser.visit(hop.href)).location).toSatisfy(isOurs);
      // Spent by now: this is the way of a reload.
      const again = await browser.visit(hop.href);
      expect(again.location === '' || isOurs(again.location)).toBe(true);
      expect(again.text).not.toMatch(/href="[^"]*evil/);
    });

    it('is none as the RelayState of a sign-in that starts at the provider', async () => {
      const browser = deployment.browser();
      const hop = await browser.postForm('/sso/acme/acs', {
        SAMLResponse: respond(deployment, null),
        RelayState: elsewhere,
      });
      expect(hop.location).toSatisfy(isOurs);
      expect((await browser.visit(hop.location)).location).toSatisfy(isOurs);
    });

    it('is none after signing out', async () => {
      const browser = deployment.signedIn('member');
      const answer = await browser.send('POST', '/sso/acme/logout/start', {
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
        body: new URLSearchParams({ returnTo: elsewhere }).toString(),
      });
      expect(answer.status).toBe(303);
      expect(answer.location).toSatisfy(isOurs);
    });

    it('is none for whoever has to prove again who they are', async () => {
      deployment.advance({ minutes: 1 });
      const stale = deployment.signedIn('admin', [{ kind: 'password', at: new Date(0) }]);
      const referer = elsewhere.replaceAll(/[^\x21-\x7e]/g, '');
      const { body } = await stale.api(
        'PUT',
        '/sso/teams/acme/settings',
        { mode: 'off' },
        { 'If-Match': '"1"', Referer: referer },
      );
      expect(body.code).toBe('reauthentication_needed');
      const shown = goesTo(body.reauthenticateUrl ?? '');
      expect(shown.origin).toBe(deployment.url);
      expect(shown.searchParams.get('returnTo') ?? '/').toSatisfy(isOurs);
    });
  },
);
