// The service provider's metadata (saml-metadata-2.0-os §2.4.4): what a provider's administrator imports.

import { METADATA_NAMESPACE, PROTOCOL_NAMESPACE, SIGNATURE_NAMESPACE } from './namespaces.ts';
import { certificateDer } from './certificate.ts';
import { escapeAttribute } from './xml-text.ts';

/** What the metadata says. */
export interface SpMetadataOptions {
  readonly spEntityId: string;
  readonly acsUrl: string;
  readonly logoutUrl?: string;
  /** PEM; the first is in use, further ones are published ahead of their use. */
  readonly signingCertificates: readonly string[];
  readonly encryptionCertificates: readonly string[];
  /** Default true. */
  readonly wantAssertionsSigned?: boolean;
  /** Default false. */
  readonly authnRequestsSigned?: boolean;
  readonly validUntil?: Date;
}

/** Builds an EntityDescriptor with one SPSSODescriptor and one HTTP-POST assertion consumer service. */
export function buildSpMetadata(options: SpMetadataOptions): string {
  const { spEntityId, acsUrl, logoutUrl, validUntil } = options;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<md:EntityDescriptor xmlns:md="${METADATA_NAMESPACE}" entityID="${escapeAttribute(spEntityId)}"` +
    (validUntil === undefined ? '' : ` validUntil="${validUntil.toISOString()}"`) +
    `>\n  <md:SPSSODescriptor AuthnRequestsSigned="${String(options.authnRequestsSigned ?? false)}"` +
    ` WantAssertionsSigned="${String(options.wantAssertionsSigned ?? true)}"` +
    ` protocolSupportEnumeration="${PROTOCOL_NAMESPACE}">\n` +
    options.signingCertificates.map((pem) => keyDescriptor('signing', pem)).join('') +
    options.encryptionCertificates.map((pem) => keyDescriptor('encryption', pem)).join('') +
    (logoutUrl === undefined ? '' : singleLogoutServices(logoutUrl)) +
    '    <md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"' +
    ` Location="${escapeAttribute(acsUrl)}" index="0" isDefault="true"/>\n` +
    '  </md:SPSSODescriptor>\n</md:EntityDescriptor>\n'
  );
}

function keyDescriptor(use: 'signing' | 'encryption', pem: string): string {
  const der = certificateDer(pem);
  if (der === null) throw new TypeError(`${use}Certificates: an entry is not an X.509 certificate`);
  // The algorithms that verification accepts, most wanted first; a provider that honours them needs no setting by hand.
  const methods =
    use === 'signing'
      ? ''
      : ['http://www.w3.org/2009/xmlenc11#aes256-gcm', 'http://www.w3.org/2009/xmlenc11#aes128-gcm']
          .concat('http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p')
          .map((algorithm) => `<md:EncryptionMethod Algorithm="${algorithm}"/>`)
          .join('');
  return (
    `    <md:KeyDescriptor use="${use}"><ds:KeyInfo xmlns:ds="${SIGNATURE_NAMESPACE}"><ds:X509Data>` +
    `<ds:X509Certificate>${der.toString('base64')}</ds:X509Certificate>` +
    `</ds:X509Data></ds:KeyInfo>${methods}</md:KeyDescriptor>\n`
  );
}

function singleLogoutServices(logoutUrl: string): string {
  return ['HTTP-Redirect', 'HTTP-POST']
    .map(
      (binding) =>
        `    <md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}"` +
        ` Location="${escapeAttribute(logoutUrl)}"/>\n`,
    )
    .join('');
}
