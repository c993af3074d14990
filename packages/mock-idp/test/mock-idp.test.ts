// The server as service providers, browsers and tests meet it over HTTP.

import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMockIdp, createSigningIdentity, FAULTS, readEncryptionCertificate } from '../src/index.ts';
import type { FaultId } from '../src/index.ts';
import { verifiesWithXmlCrypto } from './independent-verifiers.ts';
import { authnRequest, hiddenField, redirectTo, REQUEST_ID } from './sign-on.ts';

const serviceProvider = createSigningIdentity();
const people = [
  { id: 'u1', email: 'admin@acme.example', name: 'Ada Admin', groups: ['Admins'] },
  { id: 'u2', email: 'member@acme.example', name: '<b>Mel</b> "Member"' },
];
const idp = createMockIdp({ people, encryptionCertificate: () => serviceProvider.certificatePem });

beforeAll(() => idp.listen(0));
afterAll(() => idp.close());
afterEach(() => control({ fault: 'none', person: null }));

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(idp.url + path, { headers, redirect: 'manual' });
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(idp.url + path, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' });

async function control(body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${idp.url}/control`, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function signIn(fields: Record<string, string>): Promise<string> {
  const SAMLRequest = Buffer.from(authnRequest()).toString('base64');
  const response = await post('/sign-in', { binding: 'post', SAMLRequest, ...fields });
  return response.text();
}

const answered = (page: string): string =>
  Buffer.from(hiddenField(page, 'SAMLResponse') ?? '', 'base64').toString('utf8');

describe('what an administrator copies', () => {
  it('is the same in the metadata and on the start page', async () => {
    const metadata = await (await get('/metadata')).text();
    const page = await (await get('/')).text();
    expect(metadata).toContain(`entityID="${idp.entityId}"`);
    expect(metadata).toContain(`Location="${idp.signOnUrl}"`);
    for (const value of [idp.entityId, idp.signOnUrl, idp.certificatePem]) expect(page).toContain(value);
    expect(await (await get('/certificate.pem')).text()).toBe(idp.certificatePem);
  });

  it('has the next certificate beside the current one only while the key is rolled over', async () => {
    const count = async () =>
      (await (await get('/metadata')).text()).split('<ds:X509Certificate>').length - 1;
    expect(await count()).toBe(1);
    await control({ fault: 'rolled-key' });
    expect(await count()).toBe(2);
  });
});

describe('the sign-in page', () => {
  it('shows names as text', async () => {
    const page = await (await fetch(redirectTo(idp.signOnUrl))).text();
    expect(page).toContain('&lt;b&gt;Mel&lt;/b&gt; &quot;Member&quot;');
    expect(page).not.toContain('<b>Mel');
  });

  it('shows a hostile RelayState, hint and entity ID as text', async () => {
    const hostile = `"><script>alert('x')</script>`;
    const url = redirectTo(idp.signOnUrl, {
      relayState: hostile,
      loginHint: `${hostile}@x`,
      spEntityId: hostile.replaceAll('<', '&lt;'),
    });
    const page = await (await fetch(url)).text();
    expect(page).not.toContain('<script>alert');
    expect(hiddenField(page, 'RelayState')).toBe(hostile);
  });

  it('preselects the person of the hint', async () => {
    const page = await (await fetch(redirectTo(idp.signOnUrl, { loginHint: 'MEMBER@acme.example' }))).text();
    expect(page).toMatch(/value="u2" checked/u);
  });

  it('fills in the address of a hint that names nobody', async () => {
    const page = await (await fetch(redirectTo(idp.signOnUrl, { loginHint: 'new@acme.example' }))).text();
    expect(page).toMatch(/id="someone-else" checked/u);
    expect(page).toContain('value="new@acme.example"');
  });

  it('preselects who was here before, unless a fresh sign-in is asked for', async () => {
    const cookie = 'mock-idp-person=u2';
    const before = await (await fetch(redirectTo(idp.signOnUrl), { headers: { cookie } })).text();
    expect(before).toMatch(/value="u2" checked/u);
    const fresh = await (
      await fetch(redirectTo(idp.signOnUrl, { forceAuthn: true }), { headers: { cookie } })
    ).text();
    expect(fresh).toMatch(/value="u1" checked/u);
    expect(fresh).toContain('fresh sign-in');
  });

  it('takes the POST binding without compression', async () => {
    const response = await post('/sso', {
      SAMLRequest: Buffer.from(authnRequest()).toString('base64'),
      RelayState: 'r',
    });
    expect(response.status).toBe(200);
    expect(hiddenField(await response.text(), 'binding')).toBe('post');
  });

  it.each([
    ['no request', '/sso'],
    ['a request that is not deflated', `/sso?SAMLRequest=${Buffer.from('<x/>').toString('base64')}`],
    [
      'a request that is not XML',
      `/sso?SAMLRequest=${encodeURIComponent(deflateRawSync('hello').toString('base64'))}`,
    ],
    [
      'a request that inflates without end',
      `/sso?SAMLRequest=${encodeURIComponent(deflateRawSync('a'.repeat(1_000_000)).toString('base64'))}`,
    ],
    [
      'a document type',
      `/sso?SAMLRequest=${encodeURIComponent(deflateRawSync(`<!DOCTYPE x>${authnRequest()}`).toString('base64'))}`,
    ],
    [
      'another message',
      `/sso?SAMLRequest=${encodeURIComponent(deflateRawSync('<x ID="_1"/>').toString('base64'))}`,
    ],
  ])('answers %s with a friendly 400', async (_name, path) => {
    const response = await get(path);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('text/html');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///x', 'acs'])(
    'sends no form to %s',
    async (acsUrl) => {
      expect((await fetch(redirectTo(idp.signOnUrl, { acsUrl }))).status).toBe(400);
    },
  );
});

describe('every page', () => {
  it.each(['/', '/nowhere', '/sso'])(
    'allows its own style and script by hash and nothing else: %s',
    async (path) => {
      const response = await get(path);
      const policy = response.headers.get('content-security-policy') ?? '';
      const page = await response.text();
      const inline = [...page.matchAll(/<(style|script)>([\s\S]*?)<\/\1>/gu)].map(([, , text]) => text ?? '');
      expect(inline.length).toBeGreaterThan(0);
      for (const text of inline) expect(policy).toContain(createHash('sha256').update(text).digest('base64'));
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      expect(page).not.toMatch(/ on\w+=| style=/u);
    },
  );

  it('lets the hand-off reach its own application only', async () => {
    const SAMLRequest = Buffer.from(authnRequest()).toString('base64');
    const response = await post('/sign-in', { binding: 'post', SAMLRequest, person: 'u1' });
    expect(response.headers.get('content-security-policy')).toContain(
      "form-action 'self' http://localhost:3000;",
    );
  });

  it('is refused with the right status where it is misused', async () => {
    expect((await get('/nowhere')).status).toBe(404);
    expect((await get('/sign-in')).status).toBe(405);
    expect((await post('/control', { fault: 'sha1' })).status).toBe(415);
    expect((await post('/fault', { fault: 'sha1' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post('/fault', { fault: 'constructor' })).status).toBe(422);
    expect((await post('/sign-in', { x: 'x'.repeat(200_000) })).status).toBe(413);
    expect((await control({ fault: 'nonsense' })).status).toBe(422);
    expect((await control({ person: 'nobody' })).status).toBe(422);
  });
});

describe('the answer', () => {
  it('is a signed response for the chosen person', async () => {
    const xml = answered(await signIn({ person: 'u1', RelayState: 'handle' }));
    expect(verifiesWithXmlCrypto(xml, idp.certificatePem)).toBe(true);
    expect(xml).toContain('>admin@acme.example<');
    expect(xml).toContain(`InResponseTo="${REQUEST_ID}"`);
  });

  it('is for any address that is typed', async () => {
    expect(answered(await signIn({ person: '', email: 'new@acme.example' }))).toContain('>new@acme.example<');
  });

  it('is not given to nobody', async () => {
    expect(await signIn({ person: '', email: 'nobody' })).toContain('whole e-mail address');
  });

  it('carries RelayState as it came', async () => {
    expect(hiddenField(await signIn({ person: 'u1', RelayState: 'a b&"<' }), 'RelayState')).toBe('a b&"<');
  });

  it('is given without a page to tests that asked for it', async () => {
    await control({ person: 'u1' });
    const page = await (await fetch(redirectTo(idp.signOnUrl))).text();
    expect(answered(page)).toContain('>admin@acme.example<');
  });

  it('is given without a browser', async () => {
    const answer = await idp.answer(redirectTo(idp.signOnUrl, { relayState: 'r' }), {
      person: 'member@acme.example',
    });
    expect(answer.acsUrl).toBe('http://localhost:3000/sso/acme/acs');
    expect(answer.relayState).toBe('r');
    expect(Buffer.from(answer.samlResponse, 'base64').toString()).toContain('>member@acme.example<');
  });

  it('is unsolicited when it starts here', async () => {
    const fields = { acsUrl: 'http://localhost:3000/sso/acme/acs', spEntityId: 'urn:sp', person: 'u1' };
    expect(answered(await (await post('/start', fields)).text())).not.toContain('InResponseTo');
  });
});

describe('the faults', () => {
  const faultIds = FAULTS.map((fault) => fault.id).filter((id) => id !== 'replay');

  it.each(faultIds)('%s can be chosen on the page and makes another message', async (id) => {
    const good = answered(await signIn({ person: 'u1', fault: 'none' }));
    const faulty = answered(await signIn({ person: 'u1', fault: id }));
    expect(faulty).toContain('Response');
    expect(withoutVariables(faulty) === withoutVariables(good)).toBe(id === 'none');
  });

  it('stay until they are changed, when set by control', async () => {
    await control({ fault: 'sha1' });
    expect(answered(await signIn({ person: 'u1' }))).toContain('rsa-sha1');
    await control({ fault: 'none' });
    expect(answered(await signIn({ person: 'u1' }))).not.toContain('rsa-sha1');
  });

  it('send the address under a name that nobody expects', async () => {
    const answer = answered(await signIn({ person: 'u1', fault: 'unknown-email-name' }));
    expect(answer).toMatch(/Name="workAddress".*>admin@acme\.example</s);
    expect(answer.split('admin@acme.example')).toHaveLength(2);
  });

  it('include the last response once more', async () => {
    const first = answered(await signIn({ person: 'u1' }));
    expect(answered(await signIn({ person: 'u1', fault: 'replay' }))).toBe(first);
  });

  it.each<FaultId>([
    'wrong-issuer',
    'wrong-audience',
    'wrong-recipient',
    'wrong-destination',
    'expired',
    'not-yet-valid',
    'no-email',
  ])('%s leaves the signature good', async (fault) => {
    expect(verifiesWithXmlCrypto(answered(await signIn({ person: 'u1', fault })), idp.certificatePem)).toBe(
      true,
    );
  });

  it.each<FaultId>(['wrong-certificate', 'rolled-key', 'tampered'])('%s does not', async (fault) => {
    expect(verifiesWithXmlCrypto(answered(await signIn({ person: 'u1', fault })), idp.certificatePem)).toBe(
      false,
    );
  });

  it('explain themselves when they cannot be given', async () => {
    const bare = createMockIdp({ people });
    await bare.listen(0);
    await expect(bare.answer(redirectTo(bare.signOnUrl), { fault: 'encrypted' })).rejects.toThrow(
      'certificate to encrypt for',
    );
    await expect(bare.answer(redirectTo(bare.signOnUrl), { fault: 'replay' })).rejects.toThrow(
      'no earlier response',
    );
    await bare.close();
  });
});

describe('the keys', () => {
  it('outlive a restart when they have a directory, and nobody else reads them', () => {
    const keyDirectory = mkdtempSync(join(tmpdir(), 'mock-idp-keys-'));
    const first = createMockIdp({ keyDirectory });
    const second = createMockIdp({ keyDirectory });
    expect(second.certificatePem).toBe(first.certificatePem);
    expect(second.nextCertificatePem).toBe(first.nextCertificatePem);
    const files = readdirSync(keyDirectory);
    expect(files.toSorted()).toEqual(['signing-next.pem', 'signing.pem']);
    for (const file of files) expect(statSync(join(keyDirectory, file)).mode & 0o077).toBe(0);
    rmSync(keyDirectory, { recursive: true });
  });

  it('are new each time otherwise', () => {
    expect(createMockIdp().certificatePem).not.toBe(createMockIdp().certificatePem);
  });
});

describe('service provider metadata', () => {
  const key = (use: string, body: string) =>
    `<md:KeyDescriptor${use}><ds:X509Certificate>${body}</ds:X509Certificate></md:KeyDescriptor>`;

  it('gives the certificate to encrypt for', () => {
    const body = serviceProvider.certificatePem.replaceAll(/-----.*-----|\s/gu, '');
    const xml = `<md:E xmlns:md="urn:m" xmlns:ds="urn:d">${key(' use="signing"', 'AAAA')}${key(' use="encryption"', body)}</md:E>`;
    expect(readEncryptionCertificate(xml)).toBe(serviceProvider.certificatePem);
  });

  it('gives none where there is none', () => {
    expect(readEncryptionCertificate('<md:E xmlns:md="urn:m"/>')).toBeNull();
  });
});

/** Two good answers differ in IDs, times, digests, signatures and nothing else. */
function withoutVariables(xml: string): string {
  return xml
    .replaceAll(/_[0-9a-f]{32}/gu, '_')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/gu, (time) =>
      Math.abs(Date.parse(time) - Date.now()) < 6 * 60_000 ? 'T' : 'other',
    )
    .replaceAll(/(DigestValue|SignatureValue)>[^<]*/gu, '$1>');
}

describe('what it knows of the application', () => {
  const OLD = { spEntityId: 'https://old.example/sso', acsUrl: 'https://old.example/acs' };
  afterEach(() => post('/application', { spEntityId: '', acsUrl: '' }));

  it('is written into the response instead of what the request says, which is still answered where it says', async () => {
    const before = answered(await signIn({ person: 'u1' }));
    expect((await post('/application', OLD)).status).toBe(303);
    const page = await signIn({ person: 'u1' });
    const answer = answered(page);
    expect(answer).toContain(`>${OLD.spEntityId}</saml:Audience>`);
    expect(answer).toContain(`Destination="${OLD.acsUrl}"`);
    expect(answer).toContain(`Recipient="${OLD.acsUrl}"`);
    expect(before).not.toContain('old.example');
    expect(page).not.toContain(`action="${OLD.acsUrl}"`);
  });

  it('is shown on the start page, and forgotten with an empty field', async () => {
    await post('/application', OLD);
    expect(await (await get('/')).text()).toContain(`value="${OLD.acsUrl}"`);
    await post('/application', { spEntityId: '', acsUrl: '' });
    expect(answered(await signIn({ person: 'u1' }))).not.toContain('old.example');
  });

  it('takes no address that a form could not be sent to', async () => {
    expect((await post('/application', { acsUrl: 'javascript:alert(1)' })).status).toBe(400);
  });
});
