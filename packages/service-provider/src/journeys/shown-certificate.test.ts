import { SsoError } from '@team-sso/core';
import { buildResponse, createSigningIdentity } from '@team-sso/mock-idp';
import { describe, expect, it } from 'vitest';
import { shownCertificateOf } from './shown-certificate.ts';

const identity = createSigningIdentity({ commonName: 'ana@acme.example' });
const { xml } = buildResponse({ now: new Date('2026-11-23T10:00:00Z'), identity });
const wrongKey = new SsoError('signature_wrong_key' as const);
const shownBy = (
  changed: string,
  refusal: SsoError<'signature_wrong_key' | 'signature_invalid'> = wrongKey,
) => shownCertificateOf(refusal, Buffer.from(changed).toString('base64'));

describe('the certificate that a refused response shows', () => {
  it('is its fingerprint, with what it says of itself, masked', () => {
    expect(shownBy(xml)).toEqual({
      fingerprint: identity.fingerprint,
      subject: 'CN=a•••@acme.example',
      notAfter: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    });
  });

  it('is its bytes alone when they are no certificate', () => {
    const broken = xml.replace(/(<ds:X509Certificate>)[^<]*/, '$1AAAA');
    expect(Object.keys(shownBy(broken) ?? {})).toEqual(['fingerprint']);
  });

  it('is none when none is shown, or the refusal is about something else', () => {
    expect(shownBy(xml.replace(/<ds:KeyInfo>.*?<\/ds:KeyInfo>/s, ''))).toBeUndefined();
    expect(shownBy(xml, new SsoError('signature_invalid' as const))).toBeUndefined();
  });
});
