// Metadata in the shapes of Keycloak and SimpleSAMLphp.

import { NAMESPACES } from '../algorithms.ts';
import { escapeXml } from '../xml-text.ts';
import { endpoint, keyDescriptor, nameIdFormats, withPrefix as q, type MetadataFacts } from './parts.ts';

/** Keycloak: a KeyName before each certificate, every binding there is, signed requests wanted. */
export function keycloakMetadata(facts: MetadataFacts): string {
  return (
    `<md:EntityDescriptor xmlns="${NAMESPACES.md}" xmlns:md="${NAMESPACES.md}" xmlns:saml="${NAMESPACES.saml}"` +
    ` xmlns:ds="${NAMESPACES.ds}" entityID="${escapeXml(facts.idpEntityId)}" ID="${facts.documentId}">` +
    `<md:IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="${NAMESPACES.samlp}">` +
    facts.signingCertificates
      .map((pem, index) =>
        keyDescriptor(q, pem, 'signing', { before: `<ds:KeyName>key-${index + 1}</ds:KeyName>` }),
      )
      .join('') +
    `<md:ArtifactResolutionService Binding="urn:oasis:names:tc:SAML:2.0:bindings:SOAP" Location="${escapeXml(facts.signOnUrl)}/resolve" index="0"/>` +
    (['HTTP-POST', 'HTTP-Redirect', 'HTTP-Artifact', 'SOAP'] as const)
      .map((binding) => endpoint(q, 'SingleLogoutService', binding, facts.logoutUrl))
      .join('') +
    nameIdFormats(q, ['persistent', 'transient', 'unspecified', 'emailAddress']) +
    (['HTTP-POST', 'HTTP-Redirect', 'SOAP', 'HTTP-Artifact'] as const)
      .map((binding) => endpoint(q, 'SingleSignOnService', binding, facts.signOnUrl))
      .join('') +
    '</md:IDPSSODescriptor></md:EntityDescriptor>'
  );
}

/** SimpleSAMLphp: signing and encryption with one certificate, redirect only, a contact. */
export function simplesamlphpMetadata(facts: MetadataFacts): string {
  const keys = facts.signingCertificates.flatMap((pem) => [
    keyDescriptor(q, pem, 'signing'),
    keyDescriptor(q, facts.encryptionCertificate ?? pem, 'encryption'),
  ]);
  return [
    '<?xml version="1.0"?>',
    `<md:EntityDescriptor xmlns:md="${NAMESPACES.md}" xmlns:ds="${NAMESPACES.ds}" entityID="${escapeXml(facts.idpEntityId)}" ID="${facts.documentId}">`,
    `  <md:IDPSSODescriptor protocolSupportEnumeration="${NAMESPACES.samlp}">`,
    ...keys.map((key) => `    ${key}`),
    `    ${endpoint(q, 'SingleLogoutService', 'HTTP-Redirect', facts.logoutUrl)}`,
    `    ${nameIdFormats(q, ['transient'])}`,
    `    ${endpoint(q, 'SingleSignOnService', 'HTTP-Redirect', facts.signOnUrl)}`,
    '  </md:IDPSSODescriptor>',
    '  <md:ContactPerson contactType="technical"><md:GivenName>Administrator</md:GivenName><md:EmailAddress>mailto:it@acme.example</md:EmailAddress></md:ContactPerson>',
    '</md:EntityDescriptor>',
    '',
  ].join('\n');
}
