// The shapes of Keycloak, Shibboleth and SimpleSAMLphp.

import type { Person } from '../response-options.ts';
import {
  ATTRIBUTE_NAME_FORMATS,
  AUTHN_CONTEXT_CLASSES,
  NAME_ID_FORMATS,
  namesOf,
  plainShape,
} from './shape.ts';
import type { ResponseShape } from './shape.ts';

/** Keycloak: response signed, `dsig`, three kinds of KeyInfo, Extensions, one Attribute per role, one minute. */
export const keycloakShape: ResponseShape = {
  ...plainShape,
  name: 'keycloak',
  assertionPrefix: '',
  dsPrefix: 'dsig',
  schemaTypesOn: 'value',
  valueType: 'xs:string',
  keyInfo: 'key-name-certificate-key-value',
  lines: 'crlf',
  extensions: '<kckey:KeyInfo xmlns:kckey="urn:keycloak:ext:key:1.0" MessageSigningKeyId="k9Qw3vX7"/>',
  sign: 'response',
  notBeforeSeconds: 0,
  conditionsSeconds: 58,
  confirmationSeconds: 58,
  sessionSeconds: 36_000,
  attributesOf: (person) => [
    {
      name: 'email',
      values: [person.email],
      nameFormat: ATTRIBUTE_NAME_FORMATS.basic,
      friendlyName: 'email',
    },
    ...(person.groups ?? []).map((group) => ({
      name: 'Role',
      values: [group],
      nameFormat: ATTRIBUTE_NAME_FORMATS.basic,
    })),
  ],
  authnContextClass: AUTHN_CONTEXT_CLASSES.unspecified,
};

/** Shibboleth: `saml2`/`saml2p`, OIDs with friendly names, qualifiers, client address, OneTimeUse. */
export const shibbolethShape: ResponseShape = {
  ...plainShape,
  name: 'shibboleth',
  xmlDeclaration: '<?xml version="1.0" encoding="UTF-8"?>',
  samlpPrefix: 'saml2p',
  samlPrefix: 'saml2',
  samlDeclaredOn: 'element',
  schemaTypesOn: 'value',
  valueType: 'xs:string',
  lines: 'lf',
  inclusivePrefixes: ['xs'],
  sign: 'response',
  notBeforeSeconds: 0,
  sessionSeconds: 3600,
  nameIdFormat: NAME_ID_FORMATS.persistent,
  nameQualifiers: 'both',
  nameIdOf: (person) => `${person.id}-pairwise`,
  attributesOf: (person) => objectIdentifiersOf(person),
  conditionsOf: (qualify) => `<${qualify('OneTimeUse')}/><${qualify('ProxyRestriction')} Count="0"/>`,
  defaults: { confirmations: [{ address: '192.0.2.17' }] },
};

/** SimpleSAMLphp: everything declared on the root or the assertion, both signed, five minutes. */
export const simplesamlphpShape: ResponseShape = {
  ...plainShape,
  name: 'simplesamlphp',
  samlDeclaredOn: 'root',
  schemaTypesOn: 'assertion',
  valueType: 'xs:string',
  milliseconds: false,
  sign: 'both',
  notBeforeSeconds: 30,
  sessionSeconds: 28_800,
  nameQualifiers: 'sp',
  attributesOf: (person) => [
    { name: 'uid', values: [person.id], nameFormat: ATTRIBUTE_NAME_FORMATS.basic },
    { name: 'mail', values: [person.email], nameFormat: ATTRIBUTE_NAME_FORMATS.basic },
    { name: 'displayName', values: [person.name], nameFormat: ATTRIBUTE_NAME_FORMATS.basic },
    { name: 'groups', values: person.groups ?? [], nameFormat: ATTRIBUTE_NAME_FORMATS.basic },
  ],
  authnContextClass: AUTHN_CONTEXT_CLASSES.password,
};

function objectIdentifiersOf(person: Person) {
  const { given, family } = namesOf(person);
  const oid = (name: string, friendlyName: string, values: readonly string[]) => ({
    name: `urn:oid:${name}`,
    friendlyName,
    values,
    nameFormat: ATTRIBUTE_NAME_FORMATS.uri,
    extra: ' xmlns:x500="urn:oasis:names:tc:SAML:2.0:profiles:attribute:X500" x500:Encoding="LDAP"',
  });
  return [
    oid('0.9.2342.19200300.100.1.3', 'mail', [person.email]),
    oid('2.5.4.42', 'givenName', [given]),
    oid('2.5.4.4', 'sn', [family]),
    oid('2.16.840.1.113730.3.1.241', 'displayName', [person.name]),
    oid('1.3.6.1.4.1.5923.1.5.1.1', 'isMemberOf', person.groups ?? []),
  ];
}
