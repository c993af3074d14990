// Everything about a response that a caller may choose; whatever is left out gets a sane value.

import type { DigestAlgorithm, SignatureAlgorithm } from './algorithms.ts';
import type { ResponseShape, ShapeName } from './shapes/shape.ts';
import type { SigningIdentity } from './signing-identity.ts';
import type { EncryptionOptions } from './xml-encryption.ts';
import type { KeyInfoStyle, SignXmlOptions } from './xml-signature.ts';

/** A time, or a raw text that need not be one, or null to leave the attribute out. */
export type TimeValue = Date | string | null;

/** One SAML attribute. */
export interface AttributeInput {
  readonly name: string;
  readonly values: readonly string[];
  readonly nameFormat?: string;
  readonly friendlyName?: string;
  /** Extra attributes on the Attribute element, as text with a leading blank; their prefixes declared in it. */
  readonly extra?: string;
}

/** One SubjectConfirmation. Fields left out follow the response; null leaves the attribute out. */
export interface ConfirmationInput {
  readonly method?: string;
  readonly recipient?: string | null;
  readonly inResponseTo?: string | null;
  readonly notOnOrAfter?: TimeValue;
  readonly notBefore?: TimeValue;
  readonly address?: string;
  /** False leaves SubjectConfirmationData out. */
  readonly data?: boolean;
}

/** A person as an identity provider knows one. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly groups?: readonly string[];
}

/** The status of a response: top-level code, second-level code, message. */
export interface StatusInput {
  readonly code: string;
  readonly subcode?: string;
  readonly message?: string;
}

/** Edits of the text before it is signed: the signatures are then valid over the edited text. */
export interface ResponseEdits {
  readonly assertion?: (xml: string) => string;
  /** Sees the whole response with the assertion, signed or encrypted, already inside. */
  readonly response?: (xml: string) => string;
}

/** Options of `buildResponse`. */
export interface BuildResponseOptions {
  /** The time of issue; every default time is relative to it. */
  readonly now: Date;
  /** Signs the response and the assertion. */
  readonly identity: SigningIdentity;
  /** How the XML looks; default `plain`. */
  readonly shape?: ShapeName | ResponseShape;
  /** Default `https://idp.example/metadata`. */
  readonly idpEntityId?: string;
  /** Default `https://auth.acmebots.example/sso/eu`. */
  readonly spEntityId?: string;
  /** Default for Destination and Recipient; default `http://localhost:3000/sso/acme/acs`. */
  readonly acsUrl?: string;
  /** The request that is answered; null (the default) makes an unsolicited response. */
  readonly inResponseTo?: string | null;
  /** Source of NameID and attributes; default member@acme.example. */
  readonly person?: Person;
  /** NameID; null leaves it out. Default: the person's e-mail address. */
  readonly nameId?: string | null;
  /** NameID Format; null leaves it out. Default by shape. */
  readonly nameIdFormat?: string | null;
  /** Written instead of NameID as it is. */
  readonly nameIdXml?: string;
  /** Default by shape, from the person. */
  readonly attributes?: readonly AttributeInput[];
  /** Split the attributes over so many AttributeStatements; default 1. */
  readonly attributeStatements?: number;
  /** Default: random, with a leading underscore. */
  readonly responseId?: string;
  readonly assertionId?: string;
  /** Default: the assertion ID with `-session`; null leaves it out. */
  readonly sessionIndex?: string | null;
  /** Destination of the response; null leaves it out. Default: the ACS URL. */
  readonly destination?: string | null;
  /** Issuer of the response; null leaves it out. Default: the IdP's entity ID. */
  readonly responseIssuer?: string | null;
  /** Issuer of the assertion; default: the IdP's entity ID. */
  readonly assertionIssuer?: string;
  /** InResponseTo of the response; default `inResponseTo`. */
  readonly responseInResponseTo?: string | null;
  /** Default: Success. */
  readonly status?: StatusInput;
  /** False leaves the assertion out, as error responses do. Default true. */
  readonly assertion?: boolean;
  readonly issueInstant?: TimeValue;
  /** NotBefore and NotOnOrAfter of Conditions; defaults by shape. */
  readonly notBefore?: TimeValue;
  readonly notOnOrAfter?: TimeValue;
  readonly authnInstant?: TimeValue;
  /** Default by shape, null in most. */
  readonly sessionNotOnOrAfter?: TimeValue;
  /** Default: one bearer confirmation. */
  readonly confirmations?: readonly ConfirmationInput[];
  /** One inner list per AudienceRestriction; default: one with the SP's entity ID. */
  readonly audiences?: readonly (readonly string[])[];
  /** False leaves Conditions out; default true. */
  readonly conditions?: boolean;
  /** Further conditions, as XML with the prefix of the shape. */
  readonly extraConditions?: string;
  /** False leaves AuthnStatement out; default true. */
  readonly authnStatement?: boolean;
  readonly authnContextClass?: string;
  /** Default by shape. */
  readonly sign?: 'assertion' | 'response' | 'both' | 'none';
  readonly signatureAlgorithm?: SignatureAlgorithm;
  readonly digestAlgorithm?: DigestAlgorithm;
  /** Default by shape. */
  readonly keyInfo?: KeyInfoStyle;
  /** Anything else about the signatures. */
  readonly signing?: Partial<SignXmlOptions>;
  /** Encrypts the assertion, after signing it; null (the default) does not. */
  readonly encryption?: EncryptionOptions | null;
  readonly edits?: ResponseEdits;
}

/** A response in both its forms, and the identifiers in it. */
export interface BuiltResponse {
  readonly xml: string;
  /** The base64 form value. */
  readonly samlResponse: string;
  readonly responseId: string;
  readonly assertionId: string;
}
