// Logout messages that are in order: what we send is what a provider reads, and what a provider sends is read completely.

import { createPublicKey, sign, verify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import {
  buildLogoutMessage,
  createSigningIdentity,
  parseXml,
  type LogoutMessageOptions,
} from '@team-sso/mock-idp';
import { describe, expect, it } from 'vitest';
import {
  buildLogoutRequest,
  buildLogoutResponse,
  importSigningKeys,
  logoutForm,
  logoutRedirectUrl,
  readLogoutMessage,
  verifyLogoutRequest,
  verifyLogoutResponse,
  type LogoutOutcome,
} from '../src/index.ts';
import { form } from './logout/attack.ts';

const now = new Date('2026-11-20T10:00:00Z');
const provider = createSigningIdentity();
const serviceProvider = createSigningIdentity();
const signing = { key: serviceProvider.privateKey, certificatePem: serviceProvider.certificatePem };
const id = `_${'0123456789abcdef'.repeat(2)}`;
const spEntityId = 'https://auth.acmebots.example/sso/eu';
const idpLogoutUrl = 'https://idp.example/slo?tenant=1&x=<2>';
const logoutUrl = 'http://localhost:3000/sso/acme/logout';
const request = buildLogoutRequest({
  id,
  issuedAt: now,
  spEntityId,
  logoutUrl: idpLogoutUrl,
  nameId: 'a&b@x.example',
  nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  spNameQualifier: spEntityId,
  sessionIndexes: ['_s1', '_<2>'],
});
const response = (outcome: LogoutOutcome) =>
  buildLogoutResponse({
    id,
    issuedAt: now,
    spEntityId,
    logoutUrl: idpLogoutUrl,
    inResponseTo: '_r1',
    outcome,
  });
const received = (
  options: Partial<LogoutMessageOptions> & Pick<LogoutMessageOptions, 'kind' | 'binding'>,
) => {
  const { binding, fields, query } = {
    ...buildLogoutMessage({ now, identity: provider, logoutUrl, ...options }),
    ...options,
  };
  return readLogoutMessage(binding === 'redirect' ? { binding, query } : form(fields));
};
/** The service provider's own messages, judged from the provider's side. */
const judgedByProvider = {
  connection: { idpEntityId: spEntityId, keys: importSigningKeys([serviceProvider.certificatePem]) },
  logoutUrl: idpLogoutUrl,
  now,
};
const judge = {
  connection: {
    idpEntityId: 'https://idp.example/metadata',
    keys: importSigningKeys([serviceProvider.certificatePem, provider.certificatePem]),
  },
  logoutUrl,
  now,
};
const queryOf = (url: string) => url.slice(url.indexOf('SAMLRe'));
const signOctets = (octets: string) =>
  sign('sha256', Buffer.from(octets), provider.privateKey).toString('base64');

describe('a LogoutRequest of ours', () => {
  it('is complete and in canonical form', () => {
    expect(() => parseXml(request)).not.toThrow();
    expect(request).toBe(
      '<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" Destination="https://idp.example/slo?tenant=1&amp;x=&lt;2>"' +
        ` ID="${id}" IssueInstant="2026-11-20T10:00:00.000Z" NotOnOrAfter="2026-11-20T10:05:00.000Z"` +
        ' Reason="urn:oasis:names:tc:SAML:2.0:logout:user" Version="2.0">' +
        `<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${spEntityId}</saml:Issuer>` +
        '<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"' +
        ` SPNameQualifier="${spEntityId}">a&amp;b@x.example</saml:NameID>` +
        '<samlp:SessionIndex>_s1</samlp:SessionIndex><samlp:SessionIndex>_&lt;2&gt;</samlp:SessionIndex></samlp:LogoutRequest>',
    );
  });

  it('never has an ID that can be guessed', () => {
    const options = { issuedAt: now, spEntityId, logoutUrl: idpLogoutUrl };
    expect(() => buildLogoutRequest({ ...options, id: '_1', nameId: 'x' })).toThrow(TypeError);
    expect(() =>
      buildLogoutResponse({ ...options, id: '_1', inResponseTo: '_r', outcome: 'success' }),
    ).toThrow(TypeError);
  });

  it.each(['redirect', 'post'] as const)(
    'is verified by the rules that we apply ourselves, by %s',
    (binding) => {
      const options = {
        logoutUrl: idpLogoutUrl,
        xml: request,
        kind: 'request',
        relayState: 'h/+ =',
        signing,
      } as const;
      const message = readLogoutMessage(
        binding === 'redirect'
          ? { binding, query: queryOf(logoutRedirectUrl(options)) }
          : form(logoutForm(options).fields),
      );
      expect(verifyLogoutRequest({ ...judgedByProvider, message })).toEqual({
        id,
        issuedAt: now,
        expiresAt: new Date('2026-11-20T10:05:00Z'),
        relayState: 'h/+ =',
        certificateFingerprint: serviceProvider.fingerprint,
        nameId: 'a&b@x.example',
        nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
        spNameQualifier: spEntityId,
        sessionIndexes: ['_s1', '_<2>'],
        reason: 'urn:oasis:names:tc:SAML:2.0:logout:user',
      });
    },
  );

  it("keeps the address's own query, and signs exactly the octets that are sent", () => {
    const url = logoutRedirectUrl({
      logoutUrl: idpLogoutUrl,
      xml: request,
      kind: 'request',
      relayState: 'x',
      signing,
    });
    expect(url.startsWith(`${idpLogoutUrl}&SAMLRequest=`)).toBe(true);
    const [, octets = '', signature = ''] = /(SAMLRequest=.*)&Signature=([^&]*)$/.exec(url) ?? [];
    expect(octets).toMatch(/^SAMLRequest=[^&]+&RelayState=x&SigAlg=[^&]+rsa-sha256$/);
    const value = Buffer.from(decodeURIComponent(signature), 'base64');
    expect(
      verify('sha256', Buffer.from(octets), createPublicKey(serviceProvider.certificatePem), value),
    ).toBe(true);
    const message = Buffer.from(new URL(url).searchParams.get('SAMLRequest') ?? '', 'base64');
    expect(inflateRawSync(message).toString()).toBe(request);
  });

  it('is posted without deflate, signed inside', () => {
    const { action, fields } = logoutForm({
      logoutUrl: idpLogoutUrl,
      xml: request,
      kind: 'request',
      signing,
    });
    expect(action).toBe(idpLogoutUrl);
    expect(Buffer.from(fields['SAMLRequest'] ?? '', 'base64').toString()).toMatch(
      /^<samlp:LogoutRequest .*<\/saml:Issuer><ds:Signature .*<\/samlp:LogoutRequest>$/,
    );
  });

  it('carries no RelayState that a provider may cut, while a response gives back what came', () => {
    const send = {
      logoutUrl: idpLogoutUrl,
      xml: request,
      signing,
      relayState: `https://x.example/${'y'.repeat(80)}`,
    };
    expect(() => logoutRedirectUrl({ ...send, kind: 'request' })).toThrow(TypeError);
    expect(() => logoutForm({ ...send, kind: 'request' })).toThrow(TypeError);
    expect(logoutForm({ ...send, kind: 'response' }).fields['RelayState']).toBe(send.relayState);
    expect(() => logoutForm({ ...send, kind: 'response', relayState: 'a\nb' })).toThrow(TypeError);
  });
});

describe('a LogoutResponse of ours', () => {
  it.each([
    ['success', 'success', 'Success', undefined],
    ['partial', 'partial', 'Responder', 'PartialLogout'],
    ['failed', 'failed', 'Responder', undefined],
    ['refused', 'failed', 'Requester', 'RequestDenied'],
  ] as const)('says %s', (outcome, read, code, subcode) => {
    const options = { logoutUrl: idpLogoutUrl, xml: response(outcome), kind: 'response', signing } as const;
    expect(() => parseXml(options.xml)).not.toThrow();
    const message = readLogoutMessage({ binding: 'redirect', query: queryOf(logoutRedirectUrl(options)) });
    const verified = verifyLogoutResponse({ ...judgedByProvider, message, expectedInResponseTo: '_r1' });
    const status = 'urn:oasis:names:tc:SAML:2.0:status:';
    expect(verified).toMatchObject({ outcome: read, inResponseTo: '_r1', statusCode: status + code });
    expect(verified.secondLevelStatusCode).toBe(subcode && status + subcode);
  });
});

describe("a provider's LogoutRequest", () => {
  it.each(['redirect', 'post'] as const)('is read from what the pinned key signed, by %s', (binding) => {
    const message = received({ kind: 'request', binding, relayState: 'a b+c', sessionIndexes: ['_s1'] });
    expect(message).toMatchObject({
      kind: 'request',
      issuer: judge.connection.idpEntityId,
      relayState: 'a b+c',
    });
    expect(verifyLogoutRequest({ ...judge, message })).toMatchObject({
      nameId: 'member@acme.example',
      sessionIndexes: ['_s1'],
      certificateFingerprint: provider.fingerprint,
    });
  });

  it('means all sessions without a SessionIndex, and may have no end of its own', () => {
    const message = received({ kind: 'request', binding: 'post', notOnOrAfter: null });
    expect(verifyLogoutRequest({ ...judge, message })).toMatchObject({
      sessionIndexes: [],
      expiresAt: new Date(now.getTime() + 300_000),
    });
  });

  it('is claimed until its own end, when that comes first', () => {
    const notOnOrAfter = new Date(now.getTime() + 60_000);
    const message = received({ kind: 'request', binding: 'redirect', notOnOrAfter });
    expect(verifyLogoutRequest({ ...judge, message }).expiresAt).toEqual(notOnOrAfter);
  });

  it('may be signed with ECDSA, and with other digests', () => {
    const identity = createSigningIdentity({ keyType: 'ec' });
    const connection = { ...judge.connection, keys: importSigningKeys([identity.certificatePem]) };
    for (const binding of ['redirect', 'post'] as const) {
      const message = received({ kind: 'request', binding, identity });
      expect(verifyLogoutRequest({ ...judge, connection, message }).nameId).toBe('member@acme.example');
      const sha512 = received({ kind: 'request', binding, signatureAlgorithm: 'rsa-sha512' });
      expect(verifyLogoutRequest({ ...judge, message: sha512 }).nameId).toBe('member@acme.example');
    }
  });

  it('may have its parameters in another order and other ones beside, with percent signs in lower case', () => {
    const { query } = buildLogoutMessage({
      now,
      identity: provider,
      logoutUrl,
      kind: 'request',
      binding: 'redirect',
      relayState: 'r',
    });
    const shuffled = `lang=en&${query.split('&').toReversed().join('&')}`;
    expect(
      verifyLogoutRequest({ ...judge, message: readLogoutMessage({ binding: 'redirect', query: shuffled }) })
        .nameId,
    ).toBe('member@acme.example');
  });

  it('is written by some with octets that only they encode so: those are the ones that were signed', () => {
    const xml = buildLogoutMessage({
      now,
      identity: provider,
      logoutUrl,
      kind: 'request',
      binding: 'redirect',
      sign: false,
    });
    const octets = `${xml.query.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())}&SigAlg=http%3a%2f%2fwww.w3.org%2f2001%2f04%2fxmldsig-more%23rsa-sha256`;
    const query = `${octets}&Signature=${encodeURIComponent(signOctets(octets))}`;
    expect(
      verifyLogoutRequest({ ...judge, message: readLogoutMessage({ binding: 'redirect', query }) }).nameId,
    ).toBe('member@acme.example');
  });
});

describe("a provider's LogoutResponse", () => {
  const status = 'urn:oasis:names:tc:SAML:2.0:status:';
  it.each([
    ['success', { code: `${status}Success` }],
    ['partial', { code: `${status}Success`, subcode: `${status}PartialLogout` }],
    ['partial', { code: `${status}Responder`, subcode: `${status}PartialLogout` }],
    ['failed', { code: `${status}Requester`, subcode: `${status}RequestDenied`, message: ' No session ' }],
  ] as const)('says %s: %j', (outcome, given) => {
    for (const binding of ['redirect', 'post'] as const) {
      const message = received({ kind: 'response', binding, inResponseTo: '_r1', status: given });
      expect(message).toMatchObject({ kind: 'response', inResponseTo: '_r1' });
      expect(verifyLogoutResponse({ ...judge, message, expectedInResponseTo: '_r1' })).toMatchObject({
        outcome,
        statusCode: given.code,
        ...('message' in given ? { statusMessage: 'No session' } : {}),
      });
    }
  });
});
