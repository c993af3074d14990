// Everything this package offers, by name.

export { buildResponse, DEFAULT_PERSON, encodeResponse } from './response.ts';
export type {
  AttributeInput,
  BuildResponseOptions,
  BuiltResponse,
  ConfirmationInput,
  Person,
  ResponseEdits,
  StatusInput,
  TimeValue,
} from './response-options.ts';
export { RESPONSE_SHAPES } from './shapes/index.ts';
export { ATTRIBUTE_NAME_FORMATS, AUTHN_CONTEXT_CLASSES, NAME_ID_FORMATS } from './shapes/shape.ts';
export type { ResponseShape, ShapeName } from './shapes/shape.ts';
export { createSigningIdentity } from './signing-identity.ts';
export type { SigningIdentity, SigningIdentityOptions } from './signing-identity.ts';
export { signXml } from './xml-signature.ts';
export type { KeyInfoStyle, SignaturePlacement, SignXmlOptions } from './xml-signature.ts';
export { encryptXml } from './xml-encryption.ts';
export type {
  ContentAlgorithm,
  EncryptedWrapper,
  EncryptionOptions,
  KeyTransport,
} from './xml-encryption.ts';
export { canonicalize } from './canonicalize.ts';
export type { CanonicalizeOptions } from './canonicalize.ts';
export { parseXml } from './xml-tree.ts';
export type { XmlAttribute, XmlElement, XmlNode } from './xml-tree.ts';
export { DIGEST_ALGORITHMS, NAMESPACES, SIGNATURE_ALGORITHMS, TRANSFORMS } from './algorithms.ts';
export type { Canonicalization, DigestAlgorithm, SignatureAlgorithm } from './algorithms.ts';
export { createMockIdp } from './mock-idp.ts';
export type { MockIdp, MockIdpOptions } from './mock-idp.ts';
export { FAULTS } from './server/faults.ts';
export type { Fault, FaultContext, FaultId } from './server/faults.ts';
export type { AnswerTarget, SignOnAnswer } from './server/sign-on-answer.ts';
export type {
  EncryptionCertificateSource,
  LogoutUrlSource,
  RequestCertificateSource,
} from './server/provider.ts';
export type { RequestSignatures } from './server/request-signature.ts';
export {
  buildIdpMetadata,
  readEncryptionCertificate,
  readLogoutUrl,
  readSigningCertificates,
} from './idp-metadata.ts';
export type { IdpMetadataOptions } from './idp-metadata.ts';
export { buildLogoutMessage } from './logout-message.ts';
export type { BuiltLogoutMessage, LogoutMessageOptions } from './logout-message.ts';
export { buildProviderMetadata, METADATA_SHAPES } from './metadata-shapes/index.ts';
export type { MetadataShapeName, ProviderMetadataOptions } from './metadata-shapes/index.ts';
export { attacks } from './attacks/index.ts';
export { ATTACK_CLASSES, createAttackContext, verificationFor, VICTIM } from './attacks/attack.ts';
export type { Attack, AttackCase, AttackClass, AttackContext, VerificationInput } from './attacks/attack.ts';
export { goodResponses } from './good-responses.ts';
export type { GoodResponse } from './good-responses.ts';
