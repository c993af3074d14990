// The shapes of Microsoft Entra ID and of AD FS.

import type { Person } from '../response-options.ts';
import {
  ATTRIBUTE_NAME_FORMATS,
  AUTHN_CONTEXT_CLASSES,
  NAME_ID_FORMATS,
  namesOf,
  plainShape,
} from './shape.ts';
import type { ResponseShape } from './shape.ts';

const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const MICROSOFT = 'http://schemas.microsoft.com';

/** Microsoft Entra ID: default namespaces, assertion signed, claim URIs, -5/+60 minutes. */
export const entraShape: ResponseShape = {
  ...plainShape,
  name: 'entra',
  samlPrefix: '',
  dsPrefix: '',
  samlDeclaredOn: 'element',
  notBeforeSeconds: 300,
  conditionsSeconds: 3600,
  confirmationSeconds: 3600,
  attributesOf: (person) => [
    { name: `${MICROSOFT}/identity/claims/tenantid`, values: ['4f1c2b7e-93f0-4a7c-9d4e-0d2c5b1a6e33'] },
    { name: `${MICROSOFT}/identity/claims/objectidentifier`, values: [person.id] },
    { name: `${MICROSOFT}/identity/claims/displayname`, values: [person.name] },
    { name: `${MICROSOFT}/ws/2008/06/identity/claims/groups`, values: person.groups ?? [] },
    {
      name: `${MICROSOFT}/identity/claims/identityprovider`,
      values: ['https://sts.windows.net/4f1c2b7e-93f0-4a7c-9d4e-0d2c5b1a6e33/'],
    },
    {
      name: `${MICROSOFT}/claims/authnmethodsreferences`,
      values: [AUTHN_CONTEXT_CLASSES.password, `${MICROSOFT}/claims/multipleauthn`],
    },
    ...claimsOf(person),
    { name: `${CLAIMS}/name`, values: [person.email] },
  ],
  authnContextClass: AUTHN_CONTEXT_CLASSES.password,
};

/** AD FS: Consent, `ds` inside a default-namespace KeyInfo, `a:OriginalIssuer`, one hour. */
export const adfsShape: ResponseShape = {
  ...plainShape,
  name: 'adfs',
  samlPrefix: '',
  samlDeclaredOn: 'element',
  keyInfo: 'certificate-in-default-namespace',
  responseExtra: ' Consent="urn:oasis:names:tc:SAML:2.0:consent:unspecified"',
  notBeforeSeconds: 0,
  conditionsSeconds: 3600,
  confirmationSeconds: 300,
  nameIdFormat: NAME_ID_FORMATS.unspecified,
  attributesOf: (person) => [
    ...claimsOf(person).map((claim) => ({
      ...claim,
      extra: ` a:OriginalIssuer="http://fs.corp.example/adfs/services/trust" xmlns:a="http://schemas.xmlsoap.org/ws/2009/09/identity/claims"`,
    })),
    {
      name: 'http://schemas.xmlsoap.org/claims/Group',
      values: person.groups ?? [],
      nameFormat: ATTRIBUTE_NAME_FORMATS.uri,
    },
  ],
};

function claimsOf(person: Person) {
  const { given, family } = namesOf(person);
  return [
    { name: `${CLAIMS}/givenname`, values: [given] },
    { name: `${CLAIMS}/surname`, values: [family] },
    { name: `${CLAIMS}/emailaddress`, values: [person.email] },
  ];
}
