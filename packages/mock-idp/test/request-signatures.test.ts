// Signed requests at the provider: by either binding, under the certificate it knows, or refused with a page.

import { createPublicKey, sign } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMockIdp, createSigningIdentity, readSigningCertificates, signXml } from '../src/index.ts';
import type { SigningIdentity } from '../src/index.ts';
import { authnRequest, hiddenField, redirectTo, REQUEST_ID } from './sign-on.ts';

const ours = createSigningIdentity();
const next = createSigningIdentity();
const stranger = createSigningIdentity();
const idp = createMockIdp({ requestCertificates: () => [ours.certificatePem, next.certificatePem] });

beforeAll(() => idp.listen(0));
afterAll(() => idp.close());
afterEach(() => idp.setRequestSignatures('checked'));

/** A redirect whose octets are signed as they are sent; `own` is a query that the address has already. */
function signedRedirect({ privateKey }: SigningIdentity, relayState = 'a b', own = '?idpid=C01'): string {
  const unsigned = new URL(redirectTo(idp.signOnUrl)).searchParams.get('SAMLRequest') ?? '';
  const octets =
    `SAMLRequest=${encodeURIComponent(unsigned)}&RelayState=${encodeURIComponent(relayState)}` +
    `&SigAlg=${encodeURIComponent('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256')}`;
  const signature = sign('sha256', Buffer.from(octets), privateKey).toString('base64');
  return `${idp.signOnUrl}${own}&${octets}&Signature=${encodeURIComponent(signature)}`;
}

function signedForm({ privateKey, certificatePem }: SigningIdentity, edit = (xml: string) => xml) {
  const xml = signXml(authnRequest(), { referenceId: REQUEST_ID, key: privateKey, certificatePem });
  return { SAMLRequest: Buffer.from(edit(xml)).toString('base64') };
}

const visit = async (url: string) => (await fetch(url)).status;
const post = (fields: Record<string, string>, path = '/sso') =>
  fetch(idp.url + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

describe('a request by redirect', () => {
  it('signed under a certificate that is known is answered, whatever else is in its address', async () => {
    expect(await visit(signedRedirect(ours))).toBe(200);
    expect(await visit(signedRedirect(next))).toBe(200);
    expect(await visit(`${signedRedirect(ours)}&login_hint=a%40b.example`)).toBe(200);
  });

  it('signed with another key is refused with a page that says so', async () => {
    const refused = await fetch(signedRedirect(stranger));
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('signed with another key');
  });

  it.each([
    ['another RelayState', (url: string) => url.replace('RelayState=a%20b', 'RelayState=b')],
    ['another encoding of the same RelayState', (url: string) => url.replace('a%20b', 'a+b')],
    ['no RelayState', (url: string) => url.replace('RelayState=a%20b&', '')],
    ['a second RelayState', (url: string) => `${url}&RelayState=b`],
    ['a weaker algorithm', (url: string) => url.replace('rsa-sha256', 'rsa-md5')],
    ['half a signature', (url: string) => url.slice(0, -40)],
    ['half an escape', (url: string) => `${url}%4`],
  ])('with %s is refused', async (_what, edit) => {
    const url = edit(signedRedirect(ours));
    expect(await visit(url)).toBe(403);
  });

  it('without a signature is answered, unless one is required', async () => {
    expect(await visit(redirectTo(idp.signOnUrl))).toBe(200);
    idp.setRequestSignatures('required');
    expect(await visit(redirectTo(idp.signOnUrl))).toBe(403);
    expect(await visit(signedRedirect(ours))).toBe(200);
  });

  it('is held to the same rule without a browser', async () => {
    await expect(idp.answer(signedRedirect(stranger))).rejects.toThrow('signed with another key');
    expect((await idp.answer(signedRedirect(ours))).relayState).toBe('a b');
  });
});

describe('a request by form post', () => {
  it('signed under a certificate that is known is answered', async () => {
    expect((await post(signedForm(ours))).status).toBe(200);
    idp.setRequestSignatures('required');
    expect((await post(signedForm(next))).status).toBe(200);
    expect((await post({ SAMLRequest: Buffer.from(authnRequest()).toString('base64') })).status).toBe(403);
  });

  it.each([
    ['another key', () => signedForm(stranger)],
    ['a change after signing', () => signedForm(ours, (xml) => xml.replace('/acme/acs', '/evil/acs'))],
    [
      'a signature over something else',
      () => signedForm(ours, (xml) => xml.replace(`#${REQUEST_ID}`, '#_2')),
    ],
    [
      'a digest that was changed with it',
      () => signedForm(ours, (xml) => xml.replace(/(DigestValue>)./u, '$1x')),
    ],
  ])('with %s is refused', async (_what, form) => {
    expect((await post(form())).status).toBe(403);
  });
});

describe('the rule', () => {
  it('is said in the metadata, set by control and on the start page', async () => {
    const wants = async () =>
      /WantAuthnRequestsSigned="(\w+)"/u.exec(await (await fetch(idp.metadataUrl)).text())?.[1];
    expect(await wants()).toBe('false');
    const headers = { 'content-type': 'application/json' };
    const control = (body: unknown) =>
      fetch(`${idp.url}/control`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(await (await control({ requestSignatures: 'required' })).json()).toMatchObject({
      requestSignatures: 'required',
    });
    expect(await wants()).toBe('true');
    expect((await control({ requestSignatures: 'sometimes' })).status).toBe(422);
    await post({ requestSignatures: 'ignored' }, '/application');
    expect(await visit(signedRedirect(stranger))).toBe(200);
  });

  it('looks at the certificate that the start page was told, out of date or not', async () => {
    await post({ signingCertificate: stranger.certificatePem }, '/application');
    expect(await visit(signedRedirect(ours))).toBe(403);
    expect(await visit(signedRedirect(stranger))).toBe(200);
    await post({ signingCertificate: '' }, '/application');
    expect(await visit(signedRedirect(ours))).toBe(200);
    expect((await post({ signingCertificate: 'nonsense' }, '/application')).status).toBe(403);
  });

  it('cannot be kept without a certificate where signatures are required, and is not kept otherwise', async () => {
    const unknowing = createMockIdp();
    await unknowing.listen(0);
    const url = signedRedirect(ours).replace(idp.url, unknowing.url);
    expect(await visit(url)).toBe(200);
    unknowing.setRequestSignatures('required');
    expect(await visit(url)).toBe(403);
    await unknowing.close();
  });
});

describe('a sign-in that starts here', () => {
  const application = { acsUrl: 'http://localhost:3000/sso/acme/acs', spEntityId: 'urn:sp' };

  it('carries the RelayState that was typed', async () => {
    const page = await (
      await post({ ...application, person: '', email: 'a@acme.example', RelayState: '/x' }, '/start')
    ).text();
    expect(hiddenField(page, 'RelayState')).toBe('/x');
  });

  it('is begun without a browser too, answers nothing and goes to no script', async () => {
    const answer = await idp.start({ ...application, relayState: '/x' }, { person: 'a@acme.example' });
    const xml = Buffer.from(answer.samlResponse, 'base64').toString();
    expect(answer).toMatchObject({ acsUrl: application.acsUrl, relayState: '/x' });
    expect(xml).not.toContain('InResponseTo');
    expect(xml).toContain('>a@acme.example<');
    await expect(idp.start({ ...application, acsUrl: 'javascript:alert(1)' })).rejects.toThrow('not an http');
  });
});

it('the certificates of a service provider are all those for signing', () => {
  const key = (use: string, { certificatePem }: SigningIdentity) =>
    `<md:KeyDescriptor${use}><ds:X509Certificate>${certificatePem.replaceAll(/-----.*-----|\s/gu, '')}</ds:X509Certificate></md:KeyDescriptor>`;
  const xml = `<md:E xmlns:md="urn:m" xmlns:ds="urn:d">${key(' use="signing"', ours)}${key('', next)}${key(' use="encryption"', stranger)}</md:E>`;
  const keys = readSigningCertificates(xml).map((pem) => createPublicKey(pem).export({ format: 'jwk' }).n);
  expect(keys).toEqual([ours, next].map(({ publicKey }) => publicKey.export({ format: 'jwk' }).n));
});
