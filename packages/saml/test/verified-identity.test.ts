// What is read from a proved response, and the input that a verification refuses to work with.

import {
  buildResponse,
  createAttackContext,
  encodeResponse,
  verificationFor,
  type BuildResponseOptions,
} from '@team-sso/mock-idp';
import { describe, expect, it } from 'vitest';
import { importSigningKeys, scanResponse, verifyResponse } from '../src/index.ts';
import { inputFor, refusalOf, verify } from './judge.ts';

const now = new Date('2026-11-20T10:00:00.250Z');
const context = createAttackContext({ now });
const verification = verificationFor(context);
const respond = (change: Partial<BuildResponseOptions> = {}) =>
  buildResponse({ now, identity: context.provider, inResponseTo: context.requestId, ...change });
const accepted = (change: Partial<BuildResponseOptions> = {}) =>
  verify({ samlResponse: respond(change).samlResponse, verification });

describe('a verified assertion', () => {
  it('carries who, by whom, for which request, until when and how it was proved', () => {
    const { assertionId, samlResponse } = respond({ sign: 'both' });
    expect(verify({ samlResponse, verification })).toMatchObject({
      assertionId,
      idpEntityId: context.idpEntityId,
      nameId: 'member@acme.example',
      nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      inResponseTo: context.requestId,
      sessionIndex: `${assertionId}-session`,
      authnContextClass: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
      issuedAt: now,
      expiresAt: new Date(now.getTime() + 300_000),
      certificateFingerprint: context.provider.fingerprint,
      signed: 'both',
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
      wasEncrypted: false,
      lifetimeLong: false,
    });
  });

  it('carries the qualifiers of the NameID, which a logout request must repeat', () => {
    expect(accepted()).not.toHaveProperty('nameQualifier');
    const nameIdXml = '<saml:NameID NameQualifier="urn:idp" SPNameQualifier="urn:sp">x</saml:NameID>';
    const verified = accepted({ nameIdXml });
    expect(verified).toMatchObject({ nameId: 'x', nameQualifier: 'urn:idp', spNameQualifier: 'urn:sp' });
    expect(verified).not.toHaveProperty('nameIdFormat');
  });

  it('says whether the response, the assertion or both were signed', () => {
    expect(accepted({ sign: 'response' }).signed).toBe('response');
    expect(accepted({ sign: 'assertion' }).signed).toBe('assertion');
  });

  it('takes the later end of conditions and confirmation, and calls more than two hours long', () => {
    const later = new Date(now.getTime() + 7_200_001);
    expect(accepted({ notOnOrAfter: later })).toMatchObject({ expiresAt: later, lifetimeLong: true });
  });

  it('names the pinned certificate that verified, whatever KeyInfo shows', () => {
    const { certificatePem } = context.attacker;
    const { samlResponse } = respond({ signing: { certificatePem } });
    const both = { ...verification, signingCertificates: [certificatePem, context.provider.certificatePem] };
    expect(verify({ samlResponse, verification: both }).certificateFingerprint).toBe(
      context.provider.fingerprint,
    );
  });

  it('concatenates the values of a repeated attribute and keeps names of objects harmless', () => {
    const attributes = [
      { name: 'Role', values: ['a'] },
      { name: '__proto__', values: ['x'] },
      { name: 'Role', values: ['b', 'c'] },
      { name: 'constructor', values: ['y'] },
    ];
    const read = accepted({ attributes }).attributes;
    expect(Object.getPrototypeOf(read)).toBeNull();
    expect(Object.entries(read)).toEqual([
      ['Role', ['a', 'b', 'c']],
      ['__proto__', ['x']],
      ['constructor', ['y']],
    ]);
  });

  it('lets a friendly name for two different attributes name neither', () => {
    const attributes = [
      { name: 'urn:oid:1', friendlyName: 'mail', values: ['a'] },
      { name: 'urn:oid:2', friendlyName: 'group', values: ['b'] },
      { name: 'urn:oid:3', friendlyName: 'mail', values: ['c'] },
    ];
    expect({ ...accepted({ attributes }).friendlyNames }).toEqual({ group: 'urn:oid:2' });
  });

  it('reads text as it was meant: references, line ends, characters beyond ASCII', () => {
    const { xml } = respond({ attributes: [{ name: 'name', values: ['<Ann> & "Zoë" 😀\r\n'] }] });
    expect(verify({ samlResponse: encodeResponse(xml), verification }).attributes['name']).toEqual([
      '<Ann> & "Zoë" 😀\n',
    ]);
  });

  it('ends the session when the provider says so', () => {
    const end = new Date(now.getTime() + 3_600_000);
    expect(accepted({ sessionNotOnOrAfter: end }).sessionEndsAt).toEqual(end);
  });
});

describe('a refusal', () => {
  it('names the rule, what was expected and what was received', () => {
    const judge = () => accepted({ audiences: [['https://auth.acmebots.example/sso/us']] });
    expect(refusalOf(judge).evidence).toEqual({
      expected: context.spEntityId,
      received: 'https://auth.acmebots.example/sso/us',
      detail: 'audience',
    });
  });

  it('shows the fingerprint of an unknown signing certificate', () => {
    const judge = () => accepted({ identity: context.attacker });
    expect(refusalOf(judge)).toMatchObject({
      code: 'signature_wrong_key',
      evidence: { received: context.attacker.fingerprint },
    });
  });

  it("gives the provider's own codes and words when it refused the sign-in itself", () => {
    const status = {
      code: 'urn:oasis:names:tc:SAML:2.0:status:Responder',
      subcode: 'urn:oasis:names:tc:SAML:2.0:status:AuthnFailed',
      message: 'AADSTS50105',
    };
    const { code, evidence } = refusalOf(() => accepted({ status, assertion: false, sign: 'response' }));
    expect(code).toBe('status_not_success');
    expect(evidence.received).toBe(`${status.code} · ${status.subcode} · AADSTS50105`);
  });
});

describe('transforms', () => {
  const withTransforms = (first: string, second: string) => () =>
    accepted({
      signing: {
        editSignedInfo: (xml) =>
          xml
            .replace(/(<ds:Transforms><ds:Transform Algorithm=")[^"]*/, `$1${first}`)
            .replace(/(<ds:Transform Algorithm=")[^"]*("\/><\/ds:Transforms>)/, `$1${second}$2`),
      },
    });
  const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
  const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

  it('are enveloped-signature and exclusive canonicalization, in this order', () => {
    expect(withTransforms(ENVELOPED, EXCLUSIVE)().signed).toBe('assertion');
    expect(refusalOf(withTransforms(EXCLUSIVE, EXCLUSIVE)).code).toBe('signature_invalid');
    expect(refusalOf(withTransforms(EXCLUSIVE, ENVELOPED)).code).toBe('signature_invalid');
    expect(refusalOf(withTransforms(ENVELOPED, ENVELOPED)).code).toBe('signature_unsupported');
  });
});

describe('the input of a verification', () => {
  it('may be a response that was scanned before, for routing', () => {
    const { samlResponse } = respond();
    const scanned = scanResponse(samlResponse);
    expect(scanned).toMatchObject({ inResponseTo: context.requestId, issuer: context.idpEntityId });
    expect(
      verifyResponse({ ...inputFor({ samlResponse, verification }), samlResponse: scanned }).nameId,
    ).toBe('member@acme.example');
  });

  it.each([
    ['a skew above 120 seconds', { clockSkewSeconds: 121 }],
    ['a skew below zero', { clockSkewSeconds: -1 }],
    ['a skew that is no number', { clockSkewSeconds: Number.NaN }],
    ['no ACS URL', { acsUrl: '' }],
    ['no entity ID', { spEntityId: '' }],
    ['an empty request ID', { expectedInResponseTo: '' }],
    ['no time', { now: new Date(Number.NaN) }],
  ])('is a mistake of the program with %s', (_, change) => {
    const input = { ...inputFor({ samlResponse: respond().samlResponse, verification }), ...change };
    expect(() => verifyResponse(input)).toThrow(TypeError);
  });

  it('is refused without any pinned key', () => {
    const judge = () =>
      verify({
        samlResponse: respond().samlResponse,
        verification: { ...verification, signingCertificates: [] },
      });
    expect(refusalOf(judge).code).toBe('signature_wrong_key');
  });

  it('tolerates no difference of clocks where none is allowed', () => {
    const message = {
      samlResponse: respond({ notOnOrAfter: now, confirmations: [{ notOnOrAfter: now }] }).samlResponse,
      verification,
    };
    expect(verify(message, { clockSkewSeconds: 1 }).nameId).toBe('member@acme.example');
    expect(refusalOf(() => verify(message, { clockSkewSeconds: 0 })).code).toBe('assertion_expired');
  });
});

describe('signing keys', () => {
  it('are refused when they are too weak to be trusted', () => {
    expect(refusalOf(() => importSigningKeys([context.weak.certificatePem])).code).toBe('signature_weak');
  });

  it('are read from PEM and from bare base64 alike', () => {
    const bare = context.provider.certificatePem.replaceAll(/-----[^-]+-----/g, '');
    const [pem, base64] = importSigningKeys([context.provider.certificatePem, bare]);
    expect(base64?.fingerprint).toBe(pem?.fingerprint);
    expect(() => importSigningKeys(['nonsense'])).toThrow(TypeError);
  });
});
