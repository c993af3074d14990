// The shapes of Okta, OneLogin, PingOne and Google Workspace.

import {
  ATTRIBUTE_NAME_FORMATS,
  AUTHN_CONTEXT_CLASSES,
  NAME_ID_FORMATS,
  namesOf,
  plainShape,
} from './shape.ts';
import type { ResponseShape } from './shape.ts';

/** Okta: XML declaration, `saml2`/`saml2p`, both signed, InclusiveNamespaces, line breaks, ±5 minutes. */
export const oktaShape: ResponseShape = {
  ...plainShape,
  name: 'okta',
  xmlDeclaration: '<?xml version="1.0" encoding="UTF-8"?>',
  samlpPrefix: 'saml2p',
  samlPrefix: 'saml2',
  samlDeclaredOn: 'element',
  schemaTypesOn: 'root',
  valueType: 'xs:string',
  issuerFormat: true,
  lines: 'lf',
  inclusivePrefixes: ['xs'],
  sign: 'both',
  notBeforeSeconds: 300,
  attributesOf: (person) => {
    const { given, family } = namesOf(person);
    return [
      { name: 'email', values: [person.email], nameFormat: ATTRIBUTE_NAME_FORMATS.unspecified },
      { name: 'firstName', values: [given], nameFormat: ATTRIBUTE_NAME_FORMATS.unspecified },
      { name: 'lastName', values: [family], nameFormat: ATTRIBUTE_NAME_FORMATS.unspecified },
      { name: 'groups', values: person.groups ?? [], nameFormat: ATTRIBUTE_NAME_FORMATS.unspecified },
    ];
  },
};

/** OneLogin: namespaces on the root only, response signed, whole seconds, ±3 minutes, session of a day. */
export const oneloginShape: ResponseShape = {
  ...plainShape,
  name: 'onelogin',
  samlDeclaredOn: 'root',
  schemaTypesOn: 'assertion',
  valueType: 'xs:string',
  milliseconds: false,
  sign: 'response',
  notBeforeSeconds: 180,
  conditionsSeconds: 180,
  confirmationSeconds: 180,
  sessionSeconds: 86_400,
  attributesOf: (person) => {
    const { given, family } = namesOf(person);
    return [
      { name: 'User.email', values: [person.email], nameFormat: ATTRIBUTE_NAME_FORMATS.basic },
      { name: 'User.FirstName', values: [given], nameFormat: ATTRIBUTE_NAME_FORMATS.basic },
      { name: 'User.LastName', values: [family], nameFormat: ATTRIBUTE_NAME_FORMATS.basic },
      {
        name: 'memberOf',
        values: [(person.groups ?? []).join(';')],
        nameFormat: ATTRIBUTE_NAME_FORMATS.basic,
      },
    ];
  },
};

/** PingOne: NameID is a user id without Format, only `saml_subject` besides, -1/+5 minutes. */
export const pingoneShape: ResponseShape = {
  ...plainShape,
  name: 'pingone',
  samlDeclaredOn: 'element',
  schemaTypesOn: 'value',
  valueType: 'xs:string',
  nameIdFormat: null,
  nameIdOf: (person) => person.id,
  attributesOf: (person) => [
    { name: 'saml_subject', values: [person.id], nameFormat: ATTRIBUTE_NAME_FORMATS.unspecified },
    { name: 'email', values: [person.email], nameFormat: ATTRIBUTE_NAME_FORMATS.unspecified },
    { name: 'groups', values: person.groups ?? [], nameFormat: ATTRIBUTE_NAME_FORMATS.unspecified },
  ],
  authnContextClass: AUTHN_CONTEXT_CLASSES.unspecified,
};

/** Google Workspace: standalone declaration, subject name in KeyInfo, `&#13;` line ends, `xs:anyType` values. */
export const googleShape: ResponseShape = {
  ...plainShape,
  name: 'google',
  xmlDeclaration: '<?xml version="1.0" encoding="UTF-8" standalone="no"?>',
  samlpPrefix: 'saml2p',
  samlPrefix: 'saml2',
  samlDeclaredOn: 'element',
  schemaTypesOn: 'value',
  valueType: 'xs:anyType',
  keyInfo: 'certificate-and-subject',
  lines: 'crlf',
  notBeforeSeconds: 300,
  nameIdFormat: NAME_ID_FORMATS.email,
  attributesOf: (person) => {
    const { given, family } = namesOf(person);
    return [
      { name: 'email', values: [person.email] },
      { name: 'firstName', values: [given] },
      { name: 'lastName', values: [family] },
      { name: 'groups', values: person.groups ?? [] },
    ];
  },
  authnContextClass: AUTHN_CONTEXT_CLASSES.unspecified,
};
