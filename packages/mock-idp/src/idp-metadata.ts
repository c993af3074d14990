// The metadata of an identity provider, and the certificates it reads from a service provider's.

import { NAMESPACES } from './algorithms.ts';
import { NAME_ID_FORMATS } from './shapes/shape.ts';
import { pemBody } from './signing-identity.ts';
import { escapeXml } from './xml-text.ts';
import { attributeOf, parseXml, textOf } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

/** What an identity provider publishes of itself. */
export interface IdpMetadataOptions {
  readonly idpEntityId: string;
  readonly signOnUrl: string;
  /** Where logout messages go, by both bindings; default: it takes none. */
  readonly logoutUrl?: string;
  /** PEM, in the order they are published. */
  readonly signingCertificates: readonly string[];
  /** Whether requests must be signed; default false. */
  readonly wantsSignedRequests?: boolean;
}

const BINDINGS = 'urn:oasis:names:tc:SAML:2.0:bindings:';

/** Identity provider metadata (saml-metadata-2.0-os §2.4.3). */
export function buildIdpMetadata(options: IdpMetadataOptions): string {
  const keys = options.signingCertificates.map(
    (certificate) =>
      `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="${NAMESPACES.ds}"><ds:X509Data>` +
      `<ds:X509Certificate>${pemBody(certificate)}</ds:X509Certificate>` +
      '</ds:X509Data></ds:KeyInfo></md:KeyDescriptor>',
  );
  const location = escapeXml(options.signOnUrl);
  const services = ['HTTP-Redirect', 'HTTP-POST'].map(
    (binding) => `<md:SingleSignOnService Binding="${BINDINGS}${binding}" Location="${location}"/>`,
  );
  const { logoutUrl } = options;
  const logouts =
    logoutUrl === undefined
      ? []
      : ['HTTP-Redirect', 'HTTP-POST'].map(
          (binding) =>
            `<md:SingleLogoutService Binding="${BINDINGS}${binding}" Location="${escapeXml(logoutUrl)}"/>`,
        );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<md:EntityDescriptor xmlns:md="${NAMESPACES.md}" entityID="${escapeXml(options.idpEntityId)}">`,
    `<md:IDPSSODescriptor WantAuthnRequestsSigned="${String(options.wantsSignedRequests ?? false)}" protocolSupportEnumeration="${NAMESPACES.samlp}">`,
    keys.join(''),
    logouts.join(''),
    `<md:NameIDFormat>${NAME_ID_FORMATS.email}</md:NameIDFormat>`,
    services.join(''),
    '</md:IDPSSODescriptor></md:EntityDescriptor>\n',
  ].join('');
}

/** The first certificate a service provider publishes for encryption, as PEM, or null. */
export function readEncryptionCertificate(spMetadata: string): string | null {
  return certificatesFor(spMetadata, 'encryption')[0] ?? null;
}

/** Where a service provider takes logout messages, by the binding; null when it takes none. */
export function readLogoutUrl(spMetadata: string, binding: 'redirect' | 'post'): string | null {
  const wanted = `${BINDINGS}${binding === 'post' ? 'HTTP-POST' : 'HTTP-Redirect'}`;
  const service = elementsOf(parseXml(spMetadata)).find(
    (element) => element.localName === 'SingleLogoutService' && attributeOf(element, 'Binding') === wanted,
  );
  return service ? attributeOf(service, 'Location') : null;
}

/** The certificates a service provider publishes for its signed requests, as PEM. */
export function readSigningCertificates(spMetadata: string): readonly string[] {
  return certificatesFor(spMetadata, 'signing');
}

/** A descriptor without `use` is for both (saml-metadata-2.0-os §2.4.1.1). */
function certificatesFor(spMetadata: string, use: 'signing' | 'encryption'): readonly string[] {
  const descriptors = elementsOf(parseXml(spMetadata)).filter(
    (element) => element.localName === 'KeyDescriptor' && (attributeOf(element, 'use') ?? use) === use,
  );
  return descriptors.flatMap((descriptor) =>
    elementsOf(descriptor)
      .filter(({ localName }) => localName === 'X509Certificate')
      .map((certificate) => pemOf(textOf(certificate))),
  );
}

function elementsOf(element: XmlElement): readonly XmlElement[] {
  const inner = element.children.flatMap((child) => (child.kind === 'element' ? elementsOf(child) : []));
  return [element, ...inner];
}

function pemOf(base64: string): string {
  const lines = base64.replace(/\s/gu, '').match(/.{1,64}/gu) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
