// Metadata in the shapes of Okta and Google Workspace: short, prefixed, unsigned.

import { NAMESPACES } from '../algorithms.ts';
import { escapeXml } from '../xml-text.ts';
import {
  endpoint,
  keyDescriptor,
  nameIdFormats,
  validUntilAttribute,
  withPrefix as q,
  type MetadataFacts,
} from './parts.ts';

/** Okta: lines inside the certificate, POST before redirect, no logout. */
export function oktaMetadata(facts: MetadataFacts): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor entityID="${escapeXml(facts.idpEntityId)}" xmlns:md="${NAMESPACES.md}">` +
    `<md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="${NAMESPACES.samlp}">` +
    facts.signingCertificates.map((pem) => keyDescriptor(q, pem, 'signing', { lines: 'lf' })).join('') +
    nameIdFormats(q, ['unspecified', 'emailAddress']) +
    endpoint(q, 'SingleSignOnService', 'HTTP-POST', facts.signOnUrl) +
    endpoint(q, 'SingleSignOnService', 'HTTP-Redirect', facts.signOnUrl) +
    '</md:IDPSSODescriptor></md:EntityDescriptor>'
  );
}

/** Google Workspace: validUntil, white space between elements, an address with a query of its own. */
export function googleMetadata(facts: MetadataFacts): string {
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>',
    `<md:EntityDescriptor xmlns:md="${NAMESPACES.md}" entityID="${escapeXml(facts.idpEntityId)}"${validUntilAttribute(facts)}>`,
    `  <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="${NAMESPACES.samlp}">`,
    ...facts.signingCertificates.map((pem) => `    ${keyDescriptor(q, pem, 'signing', { lines: 'lf' })}`),
    `    ${nameIdFormats(q, ['emailAddress'])}`,
    `    ${endpoint(q, 'SingleSignOnService', 'HTTP-Redirect', facts.signOnUrl)}`,
    `    ${endpoint(q, 'SingleSignOnService', 'HTTP-POST', facts.signOnUrl)}`,
    '  </md:IDPSSODescriptor>',
    '</md:EntityDescriptor>',
    '',
  ].join('\n');
}
