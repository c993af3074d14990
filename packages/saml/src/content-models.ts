// The schema of what messages may hold (saml-core-2.0-os, xmldsig-core1), as data: order, cardinality, attributes.

import {
  any,
  anything,
  elements,
  empty,
  one,
  open,
  optional,
  several,
  text,
  type ContentModel,
} from './content-model.ts';
import { LOGOUT_MODELS } from './logout-models.ts';
import { ATTRIBUTE as A, DS, EC, SAML, SAMLP, XENC, localNameIdOf } from './names.ts';

const IDENTIFIER_ATTRIBUTES = [A.NameQualifier, A.SPNameQualifier, A.Format, A.SPProvidedID];

const MODELS: readonly (readonly [number, ContentModel])[] = [
  // saml-core-2.0-os §3.2.2, §3.3.3. How many assertions there are is a rule of its own, with its own reason.
  [
    SAMLP.Response,
    elements(
      [A.ID, A.InResponseTo, A.Version, A.IssueInstant, A.Destination, A.Consent],
      optional(SAML.Issuer),
      optional(DS.Signature),
      optional(SAMLP.Extensions),
      one(SAMLP.Status),
      any(SAML.Assertion, SAML.EncryptedAssertion),
    ),
  ],
  [SAMLP.Extensions, anything],
  [
    SAMLP.Status,
    elements([], one(SAMLP.StatusCode), optional(SAMLP.StatusMessage), optional(SAMLP.StatusDetail)),
  ],
  [SAMLP.StatusCode, elements([A.Value], optional(SAMLP.StatusCode))],
  [SAMLP.StatusMessage, text()],
  [SAMLP.StatusDetail, anything],
  // §2.3.3
  [
    SAML.Assertion,
    elements(
      [A.Version, A.ID, A.IssueInstant],
      one(SAML.Issuer),
      optional(DS.Signature),
      optional(SAML.Subject),
      optional(SAML.Conditions),
      optional(SAML.Advice),
      any(SAML.AuthnStatement, SAML.AttributeStatement, SAML.AuthzDecisionStatement, SAML.Statement),
    ),
  ],
  [SAML.EncryptedAssertion, elements([], one(XENC.EncryptedData), any(XENC.EncryptedKey))],
  // Their parts are read by decryption, which has one answer for all that is wrong with them.
  [XENC.EncryptedData, open(A.Id, A.Type, A.MimeType, A.Encoding)],
  [XENC.EncryptedKey, open(A.Id, A.Type, A.MimeType, A.Encoding, A.Recipient)],
  [SAML.Issuer, text(...IDENTIFIER_ATTRIBUTES)],
  // §2.4
  [
    SAML.Subject,
    elements([], optional(SAML.NameID, SAML.EncryptedID, SAML.BaseID), any(SAML.SubjectConfirmation)),
  ],
  [SAML.NameID, text(...IDENTIFIER_ATTRIBUTES)],
  [SAML.EncryptedID, anything],
  [SAML.BaseID, anything],
  [
    SAML.SubjectConfirmation,
    elements(
      [A.Method],
      optional(SAML.NameID, SAML.EncryptedID, SAML.BaseID),
      optional(SAML.SubjectConfirmationData),
    ),
  ],
  [SAML.SubjectConfirmationData, open(A.NotBefore, A.NotOnOrAfter, A.Recipient, A.InResponseTo, A.Address)],
  // §2.5. Content open on purpose: what is not known there has a reason of its own, `condition_unknown`.
  [SAML.Conditions, open(A.NotBefore, A.NotOnOrAfter)],
  [SAML.AudienceRestriction, elements([], several(SAML.Audience))],
  [SAML.Audience, text()],
  [SAML.OneTimeUse, empty()],
  [SAML.ProxyRestriction, elements([A.Count], any(SAML.Audience))],
  [SAML.Advice, anything],
  // §2.7
  [
    SAML.AuthnStatement,
    elements(
      [A.AuthnInstant, A.SessionIndex, A.SessionNotOnOrAfter],
      optional(SAML.SubjectLocality),
      one(SAML.AuthnContext),
    ),
  ],
  [SAML.SubjectLocality, empty(A.Address, A.DNSName)],
  [
    SAML.AuthnContext,
    elements(
      [],
      optional(SAML.AuthnContextClassRef),
      optional(SAML.AuthnContextDecl, SAML.AuthnContextDeclRef),
      any(SAML.AuthenticatingAuthority),
    ),
  ],
  [SAML.AuthnContextClassRef, text()],
  [SAML.AuthnContextDeclRef, text()],
  [SAML.AuthnContextDecl, anything],
  [SAML.AuthenticatingAuthority, text()],
  [SAML.AuthzDecisionStatement, anything],
  [SAML.Statement, anything],
  // Without any Attribute it is invalid by the schema and harmless; some providers send it for a user without attributes.
  [SAML.AttributeStatement, elements([], any(SAML.Attribute, SAML.EncryptedAttribute))],
  [SAML.Attribute, elements([A.Name, A.NameFormat, A.FriendlyName], any(SAML.AttributeValue))],
  [SAML.EncryptedAttribute, anything],
  [SAML.AttributeValue, anything],
  // xmldsig-core1 §4. No Object: the enveloped-signature transform would hide it from the digest.
  [DS.Signature, elements([A.Id], one(DS.SignedInfo), one(DS.SignatureValue), optional(DS.KeyInfo))],
  [
    DS.SignedInfo,
    elements([A.Id], one(DS.CanonicalizationMethod), one(DS.SignatureMethod), one(DS.Reference)),
  ],
  [DS.CanonicalizationMethod, elements([A.Algorithm], optional(EC.InclusiveNamespaces))],
  // Parameters of algorithms that are refused by name anyway.
  [DS.SignatureMethod, open(A.Algorithm)],
  [DS.Reference, elements([A.Id, A.URI], one(DS.Transforms), one(DS.DigestMethod), one(DS.DigestValue))],
  [DS.Transforms, elements([], several(DS.Transform))],
  [DS.Transform, open(A.Algorithm)],
  [EC.InclusiveNamespaces, empty(A.PrefixList)],
  [DS.DigestMethod, empty(A.Algorithm)],
  [DS.DigestValue, text()],
  [DS.SignatureValue, text(A.Id)],
  [DS.KeyInfo, open(A.Id)],
];

/** The content model of every element that is read; others may stand only inside `open` content. */
export const CONTENT_MODELS: ReadonlyMap<number, ContentModel> = new Map([...MODELS, ...LOGOUT_MODELS]);

/** Local names that must not occur in a foreign namespace, even in open content: somebody's parser would take them for ours. */
export const CONFUSABLE_ELEMENTS: ReadonlySet<number> = new Set(
  [SAMLP.Response, SAML.Assertion, SAML.EncryptedAssertion, DS.Signature].map(localNameIdOf),
);

/** Attributes that must not occur with a namespace on an element of ours: somebody's parser would ignore the namespace. */
export const CONFUSABLE_ATTRIBUTES: ReadonlySet<number> = new Set(
  [
    A.ID,
    A.Version,
    A.IssueInstant,
    A.Destination,
    A.InResponseTo,
    A.Method,
    A.NotBefore,
    A.NotOnOrAfter,
    A.Recipient,
    A.SessionIndex,
    A.SessionNotOnOrAfter,
    A.Name,
    A.Algorithm,
    A.URI,
    A.PrefixList,
    A.Value,
    A.Format,
  ].map(localNameIdOf),
);

/** What KeyInfo of a signature may hold: all of it is ignored, nothing of it can hide content. */
export const KEY_INFO_ELEMENTS: ReadonlySet<string> = new Set([
  'KeyName',
  'KeyValue',
  'RSAKeyValue',
  'Modulus',
  'Exponent',
  'ECKeyValue',
  'NamedCurve',
  'PublicKey',
  'X509Data',
  'X509Certificate',
  'X509SubjectName',
  'X509IssuerSerial',
  'X509IssuerName',
  'X509SerialNumber',
  'X509SKI',
  'X509Digest',
]);
