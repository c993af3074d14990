// Single logout over HTTP: an application's request, an answer to ours, everywhere at once.

import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildLogoutMessage, createMockIdp, createSigningIdentity, parseXml } from '../src/index.ts';
import { verifiesWithXmlCrypto } from './independent-verifiers.ts';
import { hiddenField } from './sign-on.ts';

const application = createSigningIdentity();
const stranger = createSigningIdentity();
const PERSON = 'member@acme.example';
const logoutUrls = new Map([
  ['https://one.example/acs', 'https://one.example/logout'],
  ['https://two.example/acs', 'https://two.example/logout?t=1'],
]);
const idp = createMockIdp({
  requestCertificates: () => [application.certificatePem],
  logoutUrl: ({ acsUrl }) => logoutUrls.get(acsUrl) ?? null,
});

beforeAll(() => idp.listen(0));
afterAll(() => idp.close());
beforeEach(async () => {
  await postForm('/sign-out', { person: PERSON });
  await control('redirect');
});

const postForm = (path: string, fields: Readonly<Record<string, string>>) =>
  fetch(idp.url + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

async function control(logoutBinding: string): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ logoutBinding });
  return (await fetch(`${idp.url}/control`, { method: 'POST', headers, body })).status;
}

/** A sign-in at the application of this name; its SessionIndex. */
async function signIn(name: string): Promise<string> {
  const { samlResponse } = await idp.start({
    acsUrl: `https://${name}.example/acs`,
    spEntityId: `https://${name}.example/sp`,
  });
  const xml = Buffer.from(samlResponse, 'base64').toString('utf8');
  return /SessionIndex="([^"]+)"/u.exec(xml)?.[1] ?? '';
}

const message = (changes: Partial<Parameters<typeof buildLogoutMessage>[0]> = {}) =>
  buildLogoutMessage({
    kind: 'request',
    binding: 'redirect',
    now: new Date(),
    identity: application,
    idpEntityId: 'https://one.example/sp',
    logoutUrl: idp.logoutUrl,
    nameId: PERSON,
    ...changes,
  });

const xmlIn = (base64: string): string => inflateRawSync(Buffer.from(base64, 'base64')).toString('utf8');
const idIn = (base64: string): string => /\bID="([^"]+)"/u.exec(xmlIn(base64))?.[1] ?? '';

/** Where a page goes on to. */
const onward = (response: Response): string =>
  /^0; url=(.*)$/u.exec(response.headers.get('refresh') ?? '')?.[1] ?? '';
const get = (query: string) => fetch(`${idp.logoutUrl}?${query}`);
const requestId = (url: string): string => {
  const parameters = new URL(url).searchParams;
  return parameters.has('SAMLRequest') ? idIn(parameters.get('SAMLRequest') ?? '') : '';
};

describe('an application’s logout request', () => {
  it('is answered, signed, with what came beside it', async () => {
    await signIn('one');
    const response = await get(message({ relayState: 'r' }).query);
    const url = new URL(onward(response));
    expect(url.origin + url.pathname).toBe('https://one.example/logout');
    expect([...url.searchParams.keys()]).toEqual(['SAMLResponse', 'RelayState', 'SigAlg', 'Signature']);
    expect(url.searchParams.get('RelayState')).toBe('r');
  });

  it('is answered by form post where that is asked for', async () => {
    expect(await control('post')).toBe(200);
    await signIn('one');
    const { fields } = message({ binding: 'post' });
    const page = await (await postForm('/slo', fields)).text();
    const xml = Buffer.from(hiddenField(page, 'SAMLResponse') ?? '', 'base64').toString('utf8');
    expect(parseXml(xml).localName).toBe('LogoutResponse');
    expect(verifiesWithXmlCrypto(xml, idp.certificatePem)).toBe(true);
  });

  it.each([
    ['unsigned', { sign: false }, 403],
    ['signed by a stranger', { identity: stranger }, 403],
    ['for another address', { destination: 'https://other.example/' }, 400],
    ['from an application that nobody uses', { idpEntityId: 'https://nobody.example/sp' }, 400],
  ] as const)('that is %s is refused', async (_, changes, status) => {
    await signIn('one');
    expect((await get(message(changes).query)).status).toBe(status);
  });

  it('tells the person’s other applications first, and says when one did not follow', async () => {
    await signIn('one');
    await signIn('two');
    const told = onward(await get(message().query));
    expect(told).toContain('https://two.example/logout?t=1&SAMLRequest=');
    const answer = message({
      kind: 'response',
      idpEntityId: 'https://two.example/sp',
      inResponseTo: requestId(told),
      status: { code: 'urn:oasis:names:tc:SAML:2.0:status:Responder' },
    });
    const url = onward(await get(answer.query));
    expect(url).toContain('https://one.example/logout?SAMLResponse=');
    expect(xmlIn(new URL(url).searchParams.get('SAMLResponse') ?? '')).toContain('status:PartialLogout');
  });
});

describe('signing out everywhere', () => {
  it('tells one application after another, and says what came of it', async () => {
    const sessionIndex = await signIn('one');
    await signIn('deaf');
    const first = onward(await postForm('/sign-out', { person: PERSON }));
    expect(xmlIn(new URL(first).searchParams.get('SAMLRequest') ?? '')).toContain(`>${sessionIndex}<`);
    const answer = message({ kind: 'response', inResponseTo: requestId(first) });
    const page = await (await get(answer.query)).text();
    expect(page).toMatch(/You are signed out.*one\.example.*did not.*deaf\.example/su);
    expect((await get(answer.query)).status).toBe(400);
  });

  it('takes no forged answer', async () => {
    await signIn('one');
    const first = onward(await postForm('/sign-out', { person: PERSON }));
    const answer = { kind: 'response', inResponseTo: requestId(first) } as const;
    expect((await get(message({ ...answer, sign: false }).query)).status).toBe(403);
    expect((await get(message({ ...answer, identity: stranger }).query)).status).toBe(403);
    expect((await get(message(answer).query)).status).toBe(200);
  });

  it('is not for forms of other sites', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const response = await fetch(`${idp.url}/sign-out`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(),
    });
    expect(response.status).toBe(403);
  });
});

it('publishes where it takes logout messages', async () => {
  const metadata = await (await fetch(idp.metadataUrl)).text();
  expect(metadata.split(`Location="${idp.logoutUrl}"`)).toHaveLength(3);
});
