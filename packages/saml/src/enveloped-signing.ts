// Signs a message of our own with an enveloped signature (saml-core-2.0-os §5.4): RSA-SHA256 over exclusive canonical XML.

import { sign, type KeyObject } from 'node:crypto';
import { digestOf } from './algorithms.ts';
import { canonicalize } from './canonicalize.ts';
import { certificateDer } from './certificate.ts';
import { ATTRIBUTE, SAML } from './names.ts';
import { SIGNATURE_NAMESPACE } from './namespaces.ts';
import { scanXml } from './strict-xml.ts';
import { ELEMENT } from './xml-table.ts';

const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** Puts a signature over the root element right after its Issuer. */
export function signEnveloped(
  xml: string,
  signing: { readonly key: KeyObject; readonly certificatePem?: string },
): string {
  if (signing.key.asymmetricKeyType !== 'rsa')
    throw new TypeError('signing.key: requests are signed with an RSA key');
  const bytes = Buffer.from(xml);
  const table = scanXml(bytes);
  const id = table.attribute(0, ATTRIBUTE.ID);
  const issuer = table.child(0, SAML.Issuer);
  if (id === null || issuer < 0) throw new TypeError('xml: a message with ID and Issuer');
  const signedInfo = signedInfoXml(id, digestOf(canonicalize(table, 0), 'sha256').toString('base64'));
  const value = sign('sha256', Buffer.from(signedInfo), signing.key).toString('base64');
  const at = table.element(issuer, ELEMENT.END);
  const signature =
    `<ds:Signature xmlns:ds="${SIGNATURE_NAMESPACE}">${signedInfo}` +
    `<ds:SignatureValue>${value}</ds:SignatureValue>${keyInfoXml(signing.certificatePem)}</ds:Signature>`;
  return bytes.toString('utf8', 0, at) + signature + bytes.toString('utf8', at);
}

/** Written as its own canonical form, declaration included, so that what is signed is what is sent. */
function signedInfoXml(id: string, digest: string): string {
  const method = (name: string, algorithm: string): string =>
    `<ds:${name} Algorithm="${algorithm}"></ds:${name}>`;
  return [
    `<ds:SignedInfo xmlns:ds="${SIGNATURE_NAMESPACE}">`,
    method('CanonicalizationMethod', EXCLUSIVE_C14N),
    method('SignatureMethod', 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'),
    `<ds:Reference URI="#${id}"><ds:Transforms>`,
    method('Transform', `${SIGNATURE_NAMESPACE}enveloped-signature`),
    method('Transform', EXCLUSIVE_C14N),
    '</ds:Transforms>',
    method('DigestMethod', 'http://www.w3.org/2001/04/xmlenc#sha256'),
    `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`,
  ].join('');
}

function keyInfoXml(certificatePem: string | undefined): string {
  if (certificatePem === undefined) return '';
  const der = certificateDer(certificatePem);
  if (der === null) throw new TypeError('signing.certificatePem: not an X.509 certificate');
  const certificate = `<ds:X509Certificate>${der.toString('base64')}</ds:X509Certificate>`;
  return `<ds:KeyInfo><ds:X509Data>${certificate}</ds:X509Data></ds:KeyInfo>`;
}
