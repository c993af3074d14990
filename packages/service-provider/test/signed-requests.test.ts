// Requests as each connection wants them, seen by a provider that checks every octet.

import { createVerify, X509Certificate } from 'node:crypto';
import { createMockIdp, readSigningCertificates, type MockIdp } from '@team-sso/mock-idp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from './browser.ts';
import {
  aConnection,
  otherIdentity,
  requestOf,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';

let deployment: Deployment;
let published: readonly string[];
let idp: MockIdp;
beforeAll(async () => {
  idp = createMockIdp({
    requestCertificates: () => published,
    requestSignatures: 'required',
    clock: () => deployment.now(),
  });
  await idp.listen(0);
});
afterAll(() => idp.close());
beforeEach(async () => {
  deployment = await startDeployment({ options: { unsafeAllowLoopbackProviders: true } });
  published = readSigningCertificates(await deployment.sso.describe('acme', 'region'));
});
afterEach(() => deployment.close());

/** A connection to the provider that checks. `own`: a query that its address has already. */
const connect = (changes: Readonly<Record<string, unknown>> = {}, own = '?idpid=C01&x=%2f+y') =>
  switchOn(
    deployment,
    aConnection({
      idpEntityId: idp.entityId,
      signOnUrl: idp.signOnUrl + own,
      signingCertificates: [idp.certificatePem],
      signRequests: true,
      ...changes,
    }),
  );
const login = (query = '') => deployment.browser().visit(`/sso/acme/login${query}`);

/** The form of a page, as a browser would send it. */
function formOf({ text }: Answer): { readonly action: string; readonly fields: Record<string, string> } {
  const decode = (value = '') =>
    value.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  const fields = [...text.matchAll(/name="([^"]+)" value="([^"]*)"/g)];
  return {
    action: decode(/action="([^"]*)"/.exec(text)?.[1]),
    fields: Object.fromEntries(fields.map(([, name = '', value]) => [name, decode(value)])),
  };
}
async function submit(page: Answer, edit: (xml: string) => string = (xml) => xml): Promise<Response> {
  const { action, fields } = formOf(page);
  const xml = edit(Buffer.from(fields['SAMLRequest'] ?? '', 'base64').toString());
  const body = new URLSearchParams({ ...fields, SAMLRequest: Buffer.from(xml).toString('base64') });
  return fetch(action, { method: 'POST', body });
}
const xmlOf = (page: Answer) => Buffer.from(formOf(page).fields['SAMLRequest'] ?? '', 'base64').toString();

describe('a signed request by redirect', () => {
  it('is signed over exactly the octets that are sent, behind the address’s own query, the hint outside', async () => {
    await connect();
    const { location } = await login('?hint=ana%2Bx%40acme.example');
    const query = location.slice(location.indexOf('?') + 1);
    expect(query).toMatch(
      /^idpid=C01&x=%2f\+y&SAMLRequest=[^&]+&RelayState=[^&]+&SigAlg=[^&]+&Signature=[^&]+&login_hint=ana%2Bx%40acme\.example$/,
    );
    const [, octets = '', signature = ''] = /(SAMLRequest=.+?)&Signature=([^&]+)/.exec(query) ?? [];
    const { publicKey } = new X509Certificate(published[0] ?? '');
    const verifies = (text: string) =>
      createVerify('RSA-SHA256')
        .update(text)
        .verify(publicKey, Buffer.from(decodeURIComponent(signature), 'base64'));
    expect(verifies(octets)).toBe(true);
    expect(verifies(octets.replace('RelayState=', 'relayState='))).toBe(false);
    expect(requestOf(location)).toContain(`Destination="${idp.signOnUrl}?idpid=C01&amp;x=%2f+y"`);
  });

  it('is answered by a provider that wants signatures, and the answer signs in', async () => {
    await connect();
    const browser = deployment.browser();
    const { location } = await browser.visit('/sso/acme/login?returnTo=/x');
    const { acsUrl, samlResponse, relayState } = await idp.answer(location, {
      person: 'member@acme.example',
    });
    expect(acsUrl).toBe(`${deployment.url}/sso/acme/acs`);
    expect(relayState).toMatch(/^[\x21-\x7e]{16,80}$/);
    const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse });
    expect((await browser.visit(hop.location)).location).toBe('/x');
  });

  it('of a connection that does not sign is refused there, and so is one under a key that is not known', async () => {
    await connect({ signRequests: false });
    expect((await fetch((await login()).location)).status).toBe(403);
    await deployment.close();
    deployment = await startDeployment({ options: { unsafeAllowLoopbackProviders: true } });
    await connect();
    published = [otherIdentity.certificatePem];
    const refused = await fetch((await login()).location);
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('another key')]);
  });

  it('goes on being accepted across a rotation of our key pairs', async () => {
    await connect();
    await deployment.sso.rotateSpKeys('eu');
    published = readSigningCertificates(await deployment.sso.describe('acme', 'region'));
    expect(published).toHaveLength(2);
    expect((await fetch((await login()).location)).status).toBe(200);
    deployment.advance({ hours: 24 * 30 });
    expect((await fetch((await login()).location)).status).toBe(200);
    published = published.slice(0, 1);
    expect((await fetch((await login()).location)).status).toBe(403);
  });
});

describe('a signed request by form post', () => {
  it('is taken by the provider as it is sent, with all that the connection asks for, and not when changed', async () => {
    await connect({
      signOnBinding: 'post',
      forceAuthn: true,
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      requestedAuthnContext: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
    });
    const page = await login();
    expect((await submit(page)).status).toBe(200);
    for (const part of [' ForceAuthn="true"', ':persistent', ':PasswordProtectedTransport'])
      expect((await submit(page, (xml) => xml.replace(part, ''))).status).toBe(403);
  });

  it('is refused when it is not signed, or under a key that is not known', async () => {
    await connect({ signOnBinding: 'post' });
    const page = await login();
    const unsigned = await submit(page, (xml) => xml.replace(/<ds:Signature .*<\/ds:Signature>/s, ''));
    expect(unsigned.status).toBe(403);
    published = [otherIdentity.certificatePem];
    expect((await submit(page)).status).toBe(403);
  });

  it('keeps the address’s own query, and has the hint beside it and outside the message', async () => {
    await connect({ signOnBinding: 'post' });
    const page = await login('?hint=ana%40acme.example');
    expect(formOf(page).action).toBe(`${idp.signOnUrl}?idpid=C01&x=%2f+y&login_hint=ana%40acme.example`);
    expect(xmlOf(page)).toContain(`Destination="${idp.signOnUrl}?idpid=C01&amp;x=%2f+y"`);
    expect(xmlOf(page)).not.toContain('ana@');
    expect(await (await submit(page)).text()).toContain('ana@acme.example');
  });
});

describe('what a connection asks for', () => {
  const xml = async (changes: Readonly<Record<string, unknown>>, query = '') => {
    await connect(changes);
    return requestOf((await login(query)).location);
  };

  it('is nothing but a sign-in by default', async () => {
    const request = await xml({ signRequests: false });
    expect(request).not.toMatch(/NameIDPolicy|RequestedAuthnContext|Subject|ForceAuthn|IsPassive|Signature/);
    expect(request).toContain('ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"');
  });

  it('is a format, a context and a fresh sign-in where it says so', async () => {
    const request = await xml({
      nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      requestedAuthnContext: 'urn:oasis:names:tc:SAML:2.0:ac:classes:X509',
      forceAuthn: true,
    });
    expect(request).toContain('Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"');
    expect(request).toContain('>urn:oasis:names:tc:SAML:2.0:ac:classes:X509<');
    expect(request).toContain('ForceAuthn="true"');
  });

  it.each([
    ['?fresh=1', true],
    ['?fresh=0', false],
    ['?fresh=1&fresh=1', false],
    ['', false],
  ])('%s of the login asks afresh: %s', async (query, expected) => {
    expect((await xml({}, query)).includes('ForceAuthn="true"')).toBe(expected);
  });

  it('is asked in the name of the region or of the team, and an answer to the other name is refused', async () => {
    const issuer = (request: string) => /<saml:Issuer[^>]*>([^<]+)</.exec(request)?.[1];
    expect(issuer(await xml({ spEntityIdScope: 'region' }))).toBe('https://auth.acmebots.example/sso/eu');
    await deployment.close();
    deployment = await startDeployment({ options: { unsafeAllowLoopbackProviders: true } });
    expect(issuer(await xml({ spEntityIdScope: 'team' }))).toBe(
      'https://auth.acmebots.example/sso/eu/teams/acme',
    );
  });
});
