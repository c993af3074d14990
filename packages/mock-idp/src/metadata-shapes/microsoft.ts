// Metadata in the shapes of Microsoft Entra ID and AD FS: default namespace, an ID for a signature, WS-Federation roles beside.

import { NAMESPACES } from '../algorithms.ts';
import { escapeXml } from '../xml-text.ts';
import {
  METADATA_NAMESPACES,
  endpoint,
  keyDescriptor,
  nameIdFormats,
  withoutPrefix as q,
  type MetadataFacts,
} from './parts.ts';

/** Entra ID: one document per tenant and application, redirect and POST at one address. */
export function entraMetadata(facts: MetadataFacts): string {
  return (
    `<?xml version="1.0" encoding="utf-8"?>${entityStart(facts)}` +
    webServiceRole(facts, 'SecurityTokenServiceType') +
    webServiceRole(facts, 'ApplicationServiceType') +
    `<IDPSSODescriptor protocolSupportEnumeration="${NAMESPACES.samlp}">` +
    signingKeys(facts) +
    endpoint(q, 'SingleLogoutService', 'HTTP-Redirect', facts.logoutUrl) +
    endpoint(q, 'SingleSignOnService', 'HTTP-Redirect', facts.signOnUrl) +
    endpoint(q, 'SingleSignOnService', 'HTTP-POST', facts.signOnUrl) +
    '</IDPSSODescriptor></EntityDescriptor>'
  );
}

/** AD FS: a service provider and an identity provider in one entity, with the claims on offer. */
export function adfsMetadata(facts: MetadataFacts): string {
  return (
    `\uFEFF${entityStart(facts)}` +
    webServiceRole(facts, 'ApplicationServiceType') +
    webServiceRole(facts, 'SecurityTokenServiceType') +
    `<SPSSODescriptor WantAssertionsSigned="true" protocolSupportEnumeration="${NAMESPACES.samlp}">` +
    encryptionKey(facts) +
    signingKeys(facts) +
    endpoint(q, 'SingleLogoutService', 'HTTP-Redirect', facts.logoutUrl) +
    nameIdFormats(q, ['emailAddress', 'persistent', 'transient']) +
    `<AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"` +
    ` Location="${escapeXml(facts.signOnUrl)}" index="0" isDefault="true"/></SPSSODescriptor>` +
    `<IDPSSODescriptor protocolSupportEnumeration="${NAMESPACES.samlp}">` +
    encryptionKey(facts) +
    signingKeys(facts) +
    endpoint(q, 'SingleLogoutService', 'HTTP-Redirect', facts.logoutUrl) +
    endpoint(q, 'SingleLogoutService', 'HTTP-POST', facts.logoutUrl) +
    nameIdFormats(q, ['emailAddress', 'persistent', 'transient']) +
    endpoint(q, 'SingleSignOnService', 'HTTP-Redirect', facts.signOnUrl) +
    endpoint(q, 'SingleSignOnService', 'HTTP-POST', facts.signOnUrl) +
    `<Attribute Name="http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress" FriendlyName="E-Mail Address" xmlns="${NAMESPACES.saml}"/>` +
    '</IDPSSODescriptor><ContactPerson contactType="support"/></EntityDescriptor>'
  );
}

function entityStart(facts: MetadataFacts): string {
  return `<EntityDescriptor ID="${facts.documentId}" entityID="${escapeXml(facts.idpEntityId)}" xmlns="${NAMESPACES.md}">`;
}

function signingKeys({ signingCertificates }: MetadataFacts): string {
  return signingCertificates
    .map((certificate) => keyDescriptor(q, certificate, 'signing', { dsPrefix: '' }))
    .join('');
}

function encryptionKey({ encryptionCertificate }: MetadataFacts): string {
  return encryptionCertificate === null
    ? ''
    : keyDescriptor(q, encryptionCertificate, 'encryption', { dsPrefix: '' });
}

/** A role of WS-Federation: of no use to SAML, and full of things that look like it. */
function webServiceRole(facts: MetadataFacts, type: string): string {
  const { auth, fed, wsa } = METADATA_NAMESPACES;
  const element =
    type === 'SecurityTokenServiceType' ? 'SecurityTokenServiceEndpoint' : 'ApplicationServiceEndpoint';
  return (
    `<RoleDescriptor xsi:type="fed:${type}" xmlns:xsi="${NAMESPACES.xsi}" xmlns:fed="${fed}" protocolSupportEnumeration="${fed}">` +
    signingKeys(facts) +
    `<fed:ClaimTypesOffered><auth:ClaimType Uri="http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name" xmlns:auth="${auth}">` +
    '<auth:DisplayName>Name</auth:DisplayName></auth:ClaimType></fed:ClaimTypesOffered>' +
    `<fed:${element}><wsa:EndpointReference xmlns:wsa="${wsa}"><wsa:Address>${escapeXml(facts.signOnUrl)}</wsa:Address>` +
    `</wsa:EndpointReference></fed:${element}></RoleDescriptor>`
  );
}
