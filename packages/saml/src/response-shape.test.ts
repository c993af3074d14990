import { buildResponse, createSigningIdentity } from '@team-sso/mock-idp';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../test/judge.ts';
import { checkShape } from './response-shape.ts';
import { scanXml } from './strict-xml.ts';

const { xml } = buildResponse({ now: new Date('2026-11-20T10:00:00Z'), identity: createSigningIdentity() });
const shapeOf = (text: string) => refusalOf(() => checkShape(scanXml(Buffer.from(text)), 0));
const without = (text: string, pattern: RegExp) => text.replace(pattern, '');
const STATUS = /<samlp:Status>.*<\/samlp:Status>/;

describe('the shape of a response', () => {
  it('is that of the schema', () => {
    expect(shapeOf(xml).code).toBe('accepted');
  });

  it.each([
    ['Status', STATUS],
    ['StatusCode', /<samlp:StatusCode [^>]*\/>/],
    ['DigestValue', /<ds:DigestValue>.*<\/ds:DigestValue>/],
    ['SignedInfo', /<ds:SignedInfo>.*<\/ds:SignedInfo>/],
    ['the Issuer of the assertion', /(?<=<saml:Assertion [^>]*>)<saml:Issuer[^>]*>[^<]*<\/saml:Issuer>/],
    ['AuthnContext', /<saml:AuthnContext>.*<\/saml:AuthnContext>/],
  ])('is refused without %s', (_, pattern) => {
    expect(without(xml, pattern)).not.toBe(xml);
    expect(shapeOf(without(xml, pattern))).toMatchObject({ code: 'xml_invalid', rule: 'shape' });
  });

  it('is refused when elements are out of order', () => {
    const status = STATUS.exec(xml)?.[0] ?? '';
    expect(
      shapeOf(xml.replace(status, '').replace('</samlp:Response>', `${status}</samlp:Response>`)).rule,
    ).toBe('shape');
  });

  it.each([
    ['text between elements', '<samlp:Status>', 'x<samlp:Status>'],
    ['an element in text', '</saml:Issuer>', '<b/></saml:Issuer>'],
    ['a foreign element', '<samlp:Status>', '<x:Status xmlns:x="urn:x"/><samlp:Status>'],
    ['an attribute that SAML does not have', '<samlp:Status>', '<samlp:Status evil="1">'],
    [
      'an attribute of SAML in a foreign namespace',
      '<saml:Subject>',
      '<saml:Subject xmlns:x="urn:x" x:InResponseTo="_1">',
    ],
    ['an Object in the signature', '</ds:Signature>', '<ds:Object/></ds:Signature>'],
    ['a RetrievalMethod in KeyInfo', '<ds:X509Data>', '<ds:RetrievalMethod URI="http://x"/><ds:X509Data>'],
    ['text in SignedInfo', '<ds:SignedInfo>', '<ds:SignedInfo>x'],
    ['a second SignedInfo', '<ds:SignatureValue>', '<ds:SignedInfo/><ds:SignatureValue>'],
    [
      'a signature in an attribute value',
      '</saml:AttributeValue>',
      '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/></saml:AttributeValue>',
    ],
    [
      'a foreign Assertion in an attribute value',
      '</saml:AttributeValue>',
      '<x:Assertion xmlns:x="urn:x"/></saml:AttributeValue>',
    ],
  ])('is refused with %s', (_, place, replacement) => {
    expect(xml).toContain(place);
    expect(shapeOf(xml.replace(place, replacement))).toMatchObject({ code: 'xml_invalid', rule: 'shape' });
  });

  it.each([
    ['Extensions', '<samlp:Status>', '<samlp:Extensions><saml:Assertion/></samlp:Extensions><samlp:Status>'],
    ['an attribute value', '</saml:AttributeValue>', '<saml:Assertion/></saml:AttributeValue>'],
    [
      'Advice',
      '<saml:AuthnStatement ',
      '<saml:Advice><saml:EncryptedAssertion/></saml:Advice><saml:AuthnStatement ',
    ],
  ])('is refused with a second assertion in %s', (_, place, replacement) => {
    expect(xml).toContain(place);
    const declared = xml.replace(
      '<samlp:Response',
      '<samlp:Response xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"',
    );
    const text = xml.includes('xmlns:saml=') && /<samlp:Response[^>]*xmlns:saml=/.test(xml) ? xml : declared;
    expect(shapeOf(text.replace(place, replacement)).code).toBe('several_assertions');
  });

  it('may hold what providers send beside it', () => {
    const extended = xml
      .replace(
        '<samlp:Status>',
        '<samlp:Extensions><k:KeyInfo xmlns:k="urn:k" MessageSigningKeyId="x"/></samlp:Extensions><samlp:Status>',
      )
      .replace('</saml:AttributeValue>', '<x:any xmlns:x="urn:x" a="1">t</x:any></saml:AttributeValue>')
      .replace('<saml:Attribute ', '<saml:Attribute xmlns:a="urn:a" a:OriginalIssuer="x" ');
    expect(shapeOf(extended).code).toBe('accepted');
  });
});
