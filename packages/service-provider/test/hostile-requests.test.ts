// Requests made to cost us: too big, never ending, cut off, full of headers and cookies.

import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { begin, respond, startDeployment, switchOn, type Deployment } from './deployment.ts';

let deployment: Deployment;
beforeEach(async () => {
  deployment = await startDeployment();
  await switchOn(deployment);
});
afterEach(() => deployment.close());

const FORM = 'Content-Type: application/x-www-form-urlencoded';
const DOORS: readonly (readonly [path: string, type: string])[] = [
  ['/sso/acme/acs', FORM],
  ['/sso/acme/logout', FORM],
  ['/sso/acme/logout/start', FORM],
  ['/sso/discover', 'Content-Type: application/json'],
];

/** Opens a connection and writes the head of a POST. */
function postTo(path: string, ...headers: readonly string[]) {
  const { hostname, port, host } = new URL(deployment.url);
  const socket = connect(Number(port), hostname);
  const heard: string[] = [];
  socket.on('data', (chunk) => heard.push(chunk.toString()));
  socket.on('error', () => {});
  socket.write([`POST ${path} HTTP/1.1`, `Host: ${host}`, ...headers, '', ''].join('\r\n'));
  return { socket, heard: () => heard.join('') };
}

describe.each(DOORS)('a body for %s', (path, type) => {
  it('that says it is too big is refused before it comes', async () => {
    const { socket, heard } = postTo(path, type, 'Content-Length: 100000000');
    await vi.waitFor(() => expect(heard()).toMatch(/^HTTP\/1\.1 413 /));
    socket.destroy();
  });

  it('that never ends is refused once it is too big, with the rest not kept', async () => {
    const { socket, heard } = postTo(path, type, 'Transfer-Encoding: chunked');
    const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
    for (let sent = 0; sent < 6; sent++) if (!socket.write(chunk)) await once(socket, 'drain');
    await vi.waitFor(() => expect(heard()).toMatch(/^HTTP\/1\.1 413 /));
    socket.destroy();
  });

  it('that is cut off is no failure of ours', async () => {
    const { socket } = postTo(path, type, 'Content-Length: 1000');
    socket.write('SAMLResponse=PHNhb', () => socket.destroy());
    const route = path
      .split('/')
      .filter((part) => part !== 'start')
      .at(-1);
    await vi.waitFor(() =>
      expect(deployment.events).toContainEqual(
        expect.objectContaining({ name: 'team_sso.request_served', route, method: 'POST' }),
      ),
    );
    expect(deployment.events.map(({ name }) => name)).not.toContain('team_sso.request_failed');
  });

  it('that is packed is not unpacked', async () => {
    const { socket, heard } = postTo(path, type, 'Content-Encoding: gzip', 'Content-Length: 5');
    socket.write('abcde');
    await vi.waitFor(() => expect(heard()).toMatch(/^HTTP\/1\.1 4(?:00|15) /));
    socket.destroy();
  });
});

describe('cookies', () => {
  it('by the hundred, broken and repeated, change nothing about a sign-in', async () => {
    const browser = deployment.browser();
    const samlResponse = respond(deployment, await begin(browser));
    const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse });
    const own = browser.cookie('sso-browser') ?? '';
    const noise = Array.from({ length: 300 }, (_, index) => `c${index}=${index}`).join('; ');
    const finished = await deployment.browser().visit(hop.location, {
      Cookie: `${noise}; =; ;; %E0%A4%A; sso-browser=${own}; x="`,
    });
    expect(finished.status).toBe(303);
  });

  it('of another browser’s shape are not taken for one', async () => {
    const browser = deployment.browser();
    const samlResponse = respond(deployment, await begin(browser));
    const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse });
    for (const value of ['', 'a'.repeat(8000), '__proto__', '%00', "' OR 1=1 --"]) {
      const stranger = await deployment.browser().visit(hop.location, { Cookie: `sso-browser=${value}` });
      expect(stranger.status).toBe(403);
    }
    expect((await browser.visit(hop.location)).status).toBe(303);
  });
});

describe('headers', () => {
  it('beyond 16 KiB are refused by the server itself', async () => {
    const { heard, socket } = postTo('/sso/acme/acs', FORM, `X-Flood: ${'a'.repeat(20_000)}`);
    await vi.waitFor(() => expect(heard()).toMatch(/^HTTP\/1\.1 431 /));
    socket.destroy();
  });

  it.each(['X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Original-URL', 'X-HTTP-Method-Override', 'Forwarded'])(
    '%s moves no address and no method',
    async (name) => {
      const plain = await deployment.browser().visit('/sso/acme/login');
      const forged = await deployment.browser().visit('/sso/acme/login', { [name]: 'evil.example' });
      expect([forged.status, new URL(forged.location).origin]).toEqual([
        plain.status,
        new URL(plain.location).origin,
      ]);
      expect(decodeURIComponent(forged.location)).not.toContain('evil.example');
    },
  );
});
