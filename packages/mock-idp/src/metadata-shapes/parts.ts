// The parts that provider metadata of every shape is put together from (saml-metadata-2.0-os §2).

import { NAMESPACES } from '../algorithms.ts';
import { pemBody } from '../signing-identity.ts';
import { breakBase64, escapeXml } from '../xml-text.ts';

/** What a shape is told. */
export interface MetadataFacts {
  readonly idpEntityId: string;
  readonly signOnUrl: string;
  readonly logoutUrl: string;
  /** PEM, in the order they are published. */
  readonly signingCertificates: readonly string[];
  readonly encryptionCertificate: string | null;
  readonly validUntil: Date | null;
  /** The ID of the root, which a signature refers to. */
  readonly documentId: string;
}

/** Namespaces that metadata of these shapes uses besides SAML's. */
export const METADATA_NAMESPACES = {
  fed: 'http://docs.oasis-open.org/wsfed/federation/200706',
  auth: 'http://docs.oasis-open.org/wsfed/authorization/200706',
  wsa: 'http://www.w3.org/2005/08/addressing',
  mdui: 'urn:oasis:names:tc:SAML:metadata:ui',
  mdrpi: 'urn:oasis:names:tc:SAML:metadata:rpi',
  mdattr: 'urn:oasis:names:tc:SAML:metadata:attribute',
  alg: 'urn:oasis:names:tc:SAML:metadata:algsupport',
  shibmd: 'urn:mace:shibboleth:metadata:1.0',
} as const;

export type BindingName = 'HTTP-Redirect' | 'HTTP-POST' | 'HTTP-Artifact' | 'SOAP';

/** How elements are written: with the prefix `md`, or in the default namespace. */
export type Qualify = (name: string) => string;
export const withPrefix: Qualify = (name) => `md:${name}`;
export const withoutPrefix: Qualify = (name) => name;

/** An endpoint element. */
export function endpoint(q: Qualify, name: string, binding: BindingName, url: string): string {
  return `<${q(name)} Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${escapeXml(url)}"/>`;
}

/** A KeyDescriptor; `use` null leaves it out, which means both. */
export function keyDescriptor(
  q: Qualify,
  certificatePem: string,
  use: 'signing' | 'encryption' | null,
  style: {
    readonly lines?: 'none' | 'lf' | 'crlf';
    readonly dsPrefix?: string;
    readonly before?: string;
  } = {},
): string {
  const { before = '', dsPrefix = 'ds', lines = 'none' } = style;
  const ds = (name: string): string => (dsPrefix === '' ? name : `${dsPrefix}:${name}`);
  const declaration = dsPrefix === '' ? 'xmlns' : `xmlns:${dsPrefix}`;
  const base64 = breakBase64(pemBody(certificatePem), lines, 64);
  return (
    `<${q('KeyDescriptor')}${use === null ? '' : ` use="${use}"`}>` +
    `<${ds('KeyInfo')} ${declaration}="${NAMESPACES.ds}">${before}<${ds('X509Data')}>` +
    `<${ds('X509Certificate')}>${base64}</${ds('X509Certificate')}>` +
    `</${ds('X509Data')}></${ds('KeyInfo')}></${q('KeyDescriptor')}>`
  );
}

/** NameIDFormat elements by the last part of their names. */
export function nameIdFormats(q: Qualify, names: readonly string[]): string {
  return names
    .map((name) => {
      const version = name === 'persistent' || name === 'transient' ? '2.0' : '1.1';
      return `<${q('NameIDFormat')}>urn:oasis:names:tc:SAML:${version}:nameid-format:${name}</${q('NameIDFormat')}>`;
    })
    .join('');
}

/** ` validUntil="…"`, or nothing. */
export function validUntilAttribute({ validUntil }: MetadataFacts): string {
  return validUntil === null ? '' : ` validUntil="${validUntil.toISOString()}"`;
}
