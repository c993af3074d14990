// The pages in a real browser: accessible, usable with and without script, and truly cross-site to the application.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axe from 'axe-core';
import { chromium } from 'playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserLaunch } from '@team-sso/test-browser';
import { createMockIdp } from '../src/index.ts';
import { redirectTo } from './sign-on.ts';

interface Received {
  readonly origin: string | undefined;
  readonly fields: URLSearchParams;
}

const people = [
  { id: 'u1', email: 'admin@acme.example', name: 'Ada Admin' },
  { id: 'u2', email: 'member@acme.example', name: 'Mel Member' },
];
const idp = createMockIdp({ people });
const received: Received[] = [];
const application = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    if (request.method === 'POST')
      received.push({ origin: request.headers.origin, fields: new URLSearchParams(body) });
    response.writeHead(request.method === 'POST' ? 303 : 200, {
      location: '/done',
      'content-type': 'text/html',
    });
    response.end('<title>Done</title>');
  });
});
let browser: Browser;

beforeAll(async () => {
  await idp.listen(0);
  await new Promise<void>((resolve) => application.listen(0, resolve));
  browser = await chromium.launch(await browserLaunch());
}, 60_000);
afterAll(async () => {
  await browser.close();
  await idp.close();
  application.close();
});

const acsUrl = (): string => `http://localhost:${(application.address() as AddressInfo).port}/acs`;
const signOn = (): string => redirectTo(idp.signOnUrl, { acsUrl: acsUrl(), relayState: 'handle' });

async function open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(url);
  return page;
}

function lastReceived(): Received {
  const last = received.at(-1);
  if (!last) throw new TypeError('The application received nothing.');
  return last;
}

const xmlOf = ({ fields }: Received): string =>
  Buffer.from(fields.get('SAMLResponse') ?? '', 'base64').toString('utf8');

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each([
    ['the start page', () => idp.url],
    ['the sign-in page', signOn],
    ['a notice', () => idp.signOnUrl],
  ])('%s has no accessibility fault', async (_name, url) => {
    // axe has to be put into the page, which the page's own policy forbids.
    const page = await open(url(), { colorScheme, bypassCSP: true });
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(),
    );
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    await page.context().close();
  });
});

describe('signing in', () => {
  it('hands the response over by itself', async () => {
    const page = await open(signOn());
    await page.getByText('Mel Member').click();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/done');
    expect(xmlOf(lastReceived())).toContain('>member@acme.example<');
    expect(lastReceived().fields.get('RelayState')).toBe('handle');
    expect(lastReceived().origin).toBe(idp.url);
    await page.context().close();
  });

  it('works by hand without script', async () => {
    const page = await open(signOn(), { javaScriptEnabled: false });
    await page.getByRole('radio', { name: 'Someone else' }).check();
    await page.getByLabel('E-mail of someone else').fill('new@acme.example');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL('**/done');
    expect(xmlOf(lastReceived())).toContain('>new@acme.example<');
    await page.context().close();
  });

  it('works with the keyboard, and with a fault', async () => {
    const page = await open(signOn());
    await page.getByLabel('Ada Admin').focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('combobox', { name: 'Answer' }).focus();
    await page.keyboard.type('Another audience');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/done');
    expect(xmlOf(lastReceived())).toContain('-staging</saml:Audience>');
    await page.context().close();
  });
});

describe('the start page', () => {
  it('copies what an administrator needs', async () => {
    const page = await open(idp.url, { permissions: ['clipboard-read', 'clipboard-write'] });
    const field = page.locator('.field', { hasText: 'Public certificate' });
    await field.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('status').getByText('Public certificate copied').waitFor();
    await expect(page.evaluate(() => navigator.clipboard.readText())).resolves.toBe(idp.certificatePem);
    await page.context().close();
  });

  it('sets the answer that the sign-in page suggests', async () => {
    const page = await open(idp.url);
    await page.getByRole('combobox', { name: 'Answer' }).selectOption({ label: 'Signed with SHA-1' });
    await page.getByRole('button', { name: 'Use this answer' }).click();
    await page.goto(signOn());
    await expect(page.getByRole('combobox', { name: 'Answer' }).inputValue()).resolves.toBe('sha1');
    idp.setFault('none');
    await page.context().close();
  });
});
