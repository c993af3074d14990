// Metadata in the shape of a Shibboleth federation: an aggregate with comments, extensions of every kind and nested groups.

import { NAMESPACES } from '../algorithms.ts';
import { escapeXml } from '../xml-text.ts';
import {
  METADATA_NAMESPACES,
  endpoint,
  keyDescriptor,
  nameIdFormats,
  validUntilAttribute,
  withPrefix as q,
  type MetadataFacts,
} from './parts.ts';

/** A federation: the provider, another provider in a group of its own, and a service provider. */
export function federationMetadata(facts: MetadataFacts): string {
  const { alg, mdattr, mdrpi, mdui, shibmd } = METADATA_NAMESPACES;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!-- The members of a federation. Use is subject to its <rules> & policies. -->\n' +
    `<md:EntitiesDescriptor xmlns:md="${NAMESPACES.md}" xmlns:ds="${NAMESPACES.ds}" xmlns:saml="${NAMESPACES.saml}" xmlns:xsi="${NAMESPACES.xsi}"` +
    ` xmlns:alg="${alg}" xmlns:mdattr="${mdattr}" xmlns:mdrpi="${mdrpi}" xmlns:mdui="${mdui}" xmlns:shibmd="${shibmd}"` +
    ` ID="${facts.documentId}" Name="https://federation.example" cacheDuration="PT6H"${validUntilAttribute(facts)}>` +
    `<md:Extensions><mdrpi:PublicationInfo publisher="https://federation.example" creationInstant="2026-11-20T00:00:00Z"/></md:Extensions>\n` +
    `<!-- a member -->${member(facts, facts.idpEntityId, 'Member University')}\n` +
    `<md:EntitiesDescriptor Name="https://federation.example/test" cacheDuration="PT1H">` +
    member(facts, 'https://idp.test.example/shibboleth', 'Test College') +
    `</md:EntitiesDescriptor>\n${serviceProvider(facts)}</md:EntitiesDescriptor>\n`
  );
}

function member(facts: MetadataFacts, idpEntityId: string, name: string): string {
  const shibboleth = 'urn:mace:shibboleth:1.0';
  return (
    `<md:EntityDescriptor entityID="${escapeXml(idpEntityId)}"><md:Extensions>` +
    '<mdrpi:RegistrationInfo registrationAuthority="https://federation.example"/>' +
    '<mdattr:EntityAttributes><saml:Attribute Name="http://macedir.org/entity-category-support" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri">' +
    '<saml:AttributeValue>http://refeds.org/category/research-and-scholarship</saml:AttributeValue></saml:Attribute></mdattr:EntityAttributes>' +
    '<alg:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/></md:Extensions>' +
    `<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:1.1:protocol ${NAMESPACES.samlp} ${shibboleth}">` +
    '<md:Extensions><shibmd:Scope regexp="false">member.example</shibmd:Scope><mdui:UIInfo>' +
    `<mdui:DisplayName xml:lang="en">${escapeXml(name)}</mdui:DisplayName><mdui:Logo height="16" width="16">https://idp.member.example/logo.png</mdui:Logo>` +
    '</mdui:UIInfo></md:Extensions>' +
    // Without `use`: for both.
    facts.signingCertificates
      .map((pem) => keyDescriptor(q, pem, null, { lines: 'lf' }))
      .join('<!-- next -->') +
    endpoint(q, 'SingleLogoutService', 'SOAP', facts.logoutUrl) +
    endpoint(q, 'SingleLogoutService', 'HTTP-Redirect', facts.logoutUrl) +
    nameIdFormats(q, ['transient', 'persistent']) +
    `<md:SingleSignOnService Binding="${shibboleth}:profiles:AuthnRequest" Location="${escapeXml(facts.signOnUrl)}"/>` +
    endpoint(q, 'SingleSignOnService', 'HTTP-POST', facts.signOnUrl) +
    endpoint(q, 'SingleSignOnService', 'HTTP-Redirect', facts.signOnUrl) +
    `</md:IDPSSODescriptor><md:AttributeAuthorityDescriptor protocolSupportEnumeration="${NAMESPACES.samlp}">` +
    endpoint(q, 'AttributeService', 'SOAP', facts.signOnUrl) +
    `</md:AttributeAuthorityDescriptor><md:Organization><md:OrganizationName xml:lang="en">${escapeXml(name)}</md:OrganizationName>` +
    `<md:OrganizationDisplayName xml:lang="en">${escapeXml(name)}</md:OrganizationDisplayName>` +
    '<md:OrganizationURL xml:lang="en">https://member.example/</md:OrganizationURL></md:Organization></md:EntityDescriptor>'
  );
}

function serviceProvider(facts: MetadataFacts): string {
  return (
    `<md:EntityDescriptor entityID="https://sp.member.example/shibboleth"><md:SPSSODescriptor protocolSupportEnumeration="${NAMESPACES.samlp}">` +
    `<md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${escapeXml(facts.signOnUrl)}" index="1"/>` +
    '</md:SPSSODescriptor></md:EntityDescriptor>'
  );
}
