// Provider metadata in the shapes that real providers publish, signed where wanted.

import { randomBytes } from 'node:crypto';
import type { SigningIdentity } from '../signing-identity.ts';
import { signXml, type SignXmlOptions } from '../xml-signature.ts';
import { googleMetadata, oktaMetadata } from './cloud-directories.ts';
import { federationMetadata } from './federation.ts';
import { adfsMetadata, entraMetadata } from './microsoft.ts';
import type { MetadataFacts } from './parts.ts';
import { keycloakMetadata, simplesamlphpMetadata } from './self-hosted.ts';

const SHAPES = {
  entra: entraMetadata,
  okta: oktaMetadata,
  google: googleMetadata,
  adfs: adfsMetadata,
  keycloak: keycloakMetadata,
  shibboleth: federationMetadata,
  simplesamlphp: simplesamlphpMetadata,
} as const;
/** Whose metadata it looks like. */
export type MetadataShapeName = keyof typeof SHAPES;
export const METADATA_SHAPES: readonly MetadataShapeName[] = [
  'entra',
  'okta',
  'google',
  'adfs',
  'keycloak',
  'shibboleth',
  'simplesamlphp',
];

/** Options of `buildProviderMetadata`. */
export interface ProviderMetadataOptions {
  readonly shape: MetadataShapeName;
  readonly idpEntityId: string;
  readonly signOnUrl: string;
  /** Default: the sign-on address. */
  readonly logoutUrl?: string;
  /** PEM, in the order they are published. */
  readonly signingCertificates: readonly string[];
  /** PEM; where a shape publishes one. Default: none. */
  readonly encryptionCertificate?: string;
  /** Where a shape has it. */
  readonly validUntil?: Date;
  /** Signs the document by the ID of its root; only for shapes that have one (not `okta`, not `google`). */
  readonly signWith?: SigningIdentity;
  /** How `signWith` signs, where it is not the usual. */
  readonly signature?: Partial<SignXmlOptions>;
  /** Edits the text before it is signed. */
  readonly edit?: (xml: string) => string;
}

/** Builds metadata in the shape of a provider's. */
export function buildProviderMetadata(options: ProviderMetadataOptions): string {
  const { encryptionCertificate = null, signWith, validUntil = null } = options;
  const facts: MetadataFacts = {
    idpEntityId: options.idpEntityId,
    signOnUrl: options.signOnUrl,
    logoutUrl: options.logoutUrl ?? options.signOnUrl,
    signingCertificates: options.signingCertificates,
    encryptionCertificate,
    validUntil,
    documentId: `_${randomBytes(16).toString('hex')}`,
  };
  const built = SHAPES[options.shape](facts);
  const xml = options.edit?.(built) ?? built;
  if (signWith === undefined) return xml;
  return signXml(xml, {
    referenceId: facts.documentId,
    key: signWith.privateKey,
    certificatePem: signWith.certificatePem,
    placement: 'first',
    ...options.signature,
  });
}
