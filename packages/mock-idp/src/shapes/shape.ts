// What providers vary within the standard: prefixes, declarations, line breaks, lifetimes, attribute names.

import type { AttributeInput, BuildResponseOptions, Person } from '../response-options.ts';
import type { KeyInfoStyle } from '../xml-signature.ts';

/** The shapes that come with this package. */
export type ShapeName =
  | 'plain'
  | 'entra'
  | 'okta'
  | 'onelogin'
  | 'pingone'
  | 'google'
  | 'adfs'
  | 'keycloak'
  | 'shibboleth'
  | 'simplesamlphp';

/** How one provider writes its responses. */
export interface ResponseShape {
  readonly name: string;
  /** XML declaration, or the empty string. */
  readonly xmlDeclaration: string;
  /** Prefixes; the empty string means a default namespace. */
  readonly samlpPrefix: string;
  readonly samlPrefix: string;
  /** Prefix inside the assertion, where it differs from `samlPrefix`. */
  readonly assertionPrefix?: string;
  readonly dsPrefix: string;
  /** Where the assertion namespace is declared: once on the root, on each top element, or on both. */
  readonly samlDeclaredOn: 'root' | 'element' | 'both';
  /** Where `xs` and `xsi` are declared. */
  readonly schemaTypesOn: 'root' | 'assertion' | 'value' | 'nowhere';
  /** Value of `xsi:type` on AttributeValue, or null for none. */
  readonly valueType: string | null;
  /** Format attribute on Issuer. */
  readonly issuerFormat: boolean;
  readonly milliseconds: boolean;
  readonly keyInfo: KeyInfoStyle;
  readonly lines: 'none' | 'lf' | 'crlf';
  readonly inclusivePrefixes: readonly string[];
  /** Content of samlp:Extensions, or the empty string. */
  readonly extensions: string;
  /** More attributes on Response, as text with a leading blank. */
  readonly responseExtra: string;
  readonly sign: 'assertion' | 'response' | 'both';
  /** Seconds between NotBefore and the time of issue. */
  readonly notBeforeSeconds: number;
  /** Seconds from issue to Conditions' NotOnOrAfter. */
  readonly conditionsSeconds: number;
  /** Seconds from issue to the confirmation's NotOnOrAfter. */
  readonly confirmationSeconds: number;
  /** Seconds from issue to SessionNotOnOrAfter, or null for none. */
  readonly sessionSeconds: number | null;
  readonly nameIdFormat: string | null;
  /** NameQualifier and SPNameQualifier on NameID. */
  readonly nameQualifiers: 'none' | 'sp' | 'both';
  readonly nameIdOf: (person: Person) => string;
  readonly attributesOf: (person: Person) => readonly AttributeInput[];
  readonly authnContextClass: string;
  /** More conditions, written with the given prefix function. */
  readonly conditionsOf: (qualify: (name: string) => string) => string;
  /** Defaults for other options of `buildResponse`. */
  readonly defaults: Partial<BuildResponseOptions>;
}

/** NameID formats by their short names. */
export const NAME_ID_FORMATS = {
  email: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  unspecified: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
  entity: 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity',
} as const;

/** Attribute name formats by their short names. */
export const ATTRIBUTE_NAME_FORMATS = {
  basic: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic',
  unspecified: 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified',
  uri: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
} as const;

/** AuthnContext classes by their short names. */
export const AUTHN_CONTEXT_CLASSES = {
  password: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
  passwordProtectedTransport: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
  unspecified: 'urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified',
} as const;

/** The shape that the others are described against: conventional prefixes, five minutes, plain attribute names. */
export const plainShape: ResponseShape = {
  name: 'plain',
  xmlDeclaration: '',
  samlpPrefix: 'samlp',
  samlPrefix: 'saml',
  dsPrefix: 'ds',
  samlDeclaredOn: 'both',
  schemaTypesOn: 'nowhere',
  valueType: null,
  issuerFormat: false,
  milliseconds: true,
  keyInfo: 'certificate',
  lines: 'none',
  inclusivePrefixes: [],
  extensions: '',
  responseExtra: '',
  sign: 'assertion',
  notBeforeSeconds: 60,
  conditionsSeconds: 300,
  confirmationSeconds: 300,
  sessionSeconds: null,
  nameIdFormat: NAME_ID_FORMATS.email,
  nameQualifiers: 'none',
  nameIdOf: (person) => person.email,
  attributesOf: (person) => [
    { name: 'email', values: [person.email] },
    { name: 'name', values: [person.name] },
    { name: 'groups', values: person.groups ?? [] },
  ],
  authnContextClass: AUTHN_CONTEXT_CLASSES.passwordProtectedTransport,
  conditionsOf: () => '',
  defaults: {},
};

/** The first and last word of a person's name. */
export function namesOf(person: Person): { readonly given: string; readonly family: string } {
  const words = person.name.split(' ');
  return { given: words[0] ?? '', family: words.slice(1).join(' ') || (words[0] ?? '') };
}
