// The one public door for provider metadata: a document in, the identity providers it describes out.

import { MAX_METADATA_BYTES } from './limits.ts';
import { METADATA_GATE } from './gate-profile.ts';
import { readEntities, type IdpMetadataEntity } from './metadata-entities.ts';
import { inMetadataWords, refuseMetadata } from './metadata-refusal.ts';
import { hasExpired, UNLIMITED, validityWithin } from './metadata-validity.ts';
import type { MetadataWarning } from './metadata-warning.ts';
import { DS, MD } from './names.ts';
import { checkShape } from './response-shape.ts';
import { verifyEnvelopedSignature } from './signature.ts';
import type { SigningKey } from './signing-key.ts';
import { scanXml } from './strict-xml.ts';
import { withoutComments } from './without-comments.ts';
import type { XmlTable } from './xml-table.ts';

/** What reading metadata depends on. */
export interface IdpMetadataOptions {
  readonly now: Date;
  /**
   * Keys that must have signed the document, see `importSigningKeys`. Without them a signature is neither needed nor looked
   * at, and the document is worth what the connection it came by is worth.
   */
  readonly pinnedKeys?: readonly SigningKey[];
}

/** What a metadata document says. */
export interface IdpMetadata {
  /** At least one; several need an explicit choice by a person. */
  readonly entities: readonly IdpMetadataEntity[];
  /** `unverified`: there is a signature, and no pinned key to verify it with. */
  readonly signature: 'absent' | 'verified' | 'unverified';
  /** SHA-256 fingerprint of the pinned certificate that verified the document. */
  readonly signedBy?: string;
  readonly warnings: readonly MetadataWarning[];
}

/**
 * Reads the SAML 2.0 identity providers of a metadata document: `EntityDescriptor` or `EntitiesDescriptor`, nested as they
 * like. The gate is that of messages, but a byte order mark, comments and processing instructions are passed over, and so is
 * everything foreign; a DOCTYPE never is. At most 1 MiB and 20 000 elements. Synchronous, pure, linear in its input.
 *
 * A signature must be over the root element by its ID. A document that must be signed may have no processing instructions:
 * they are signed and yet not read.
 *
 * @throws SsoError with a {@link MetadataRefusal} as code; `expected` and `received` are untrusted text.
 * @throws TypeError for an empty list of pinned keys, or a time that is none.
 */
export function readIdpMetadata(xml: Uint8Array | string, options: IdpMetadataOptions): IdpMetadata {
  const { now, pinnedKeys } = options;
  if (Number.isNaN(now.getTime())) throw new TypeError('now: not a time');
  if (pinnedKeys?.length === 0) throw new TypeError('pinnedKeys: at least one, or left out');
  const bytes = withoutByteOrderMark(toBytes(xml));
  const content = withoutComments(bytes, pinnedKeys !== undefined);
  const table = inMetadataWords(() => scanXml(content, METADATA_GATE));
  checkRoot(table);
  const signature = verifySignature(table, pinnedKeys);
  if (hasExpired(validityWithin(UNLIMITED, table, 0), now)) refuseMetadata('metadata_expired');
  const { entities, serviceProvider, warnings } = readEntities(table, now);
  if (entities.length === 0) {
    if (serviceProvider !== null && warnings.length === 0)
      refuseMetadata('metadata_of_service_provider', { received: serviceProvider });
    refuseMetadata('metadata_no_identity_provider', { detail: warnings.map(({ code }) => code).join(' ') });
  }
  return { entities, warnings, ...signature };
}

function toBytes(xml: Uint8Array | string): Buffer {
  if (xml.length > MAX_METADATA_BYTES) refuseTooLarge(xml.length);
  if (typeof xml !== 'string') return Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength);
  // A lone surrogate would become another character on its way into UTF-8.
  if (!xml.isWellFormed()) refuseMetadata('metadata_invalid', { detail: 'utf8' });
  const bytes = Buffer.from(xml);
  if (bytes.length > MAX_METADATA_BYTES) refuseTooLarge(bytes.length);
  return bytes;
}

function refuseTooLarge(size: number): never {
  refuseMetadata('metadata_too_large', {
    expected: `at most ${MAX_METADATA_BYTES} bytes`,
    received: String(size),
  });
}

function withoutByteOrderMark(bytes: Buffer): Buffer {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const rest = hasMark ? bytes.subarray(3) : bytes;
  // A sign-in page where metadata was expected is the commonest mistake, and not worth a lecture about DOCTYPE.
  const beginning = rest.toString('latin1', 0, 200);
  if (/^\s*<(?:!doctype\s+html|html[\s>])/i.test(beginning))
    refuseMetadata('metadata_other_document', { expected: 'md:EntityDescriptor', received: 'html' });
  return rest;
}

function checkRoot(table: XmlTable): void {
  const name = table.name(0);
  if (name === MD.EntityDescriptor || name === MD.EntitiesDescriptor) return;
  refuseMetadata('metadata_other_document', {
    expected: 'md:EntityDescriptor',
    received: table.qualifiedName(0),
  });
}

/** saml-metadata-2.0-os §3.1: the signature of the root is its first child. Those of inner entities say nothing here. */
function verifySignature(
  table: XmlTable,
  pinnedKeys: readonly SigningKey[] | undefined,
): Pick<IdpMetadata, 'signature' | 'signedBy'> {
  const row = table.child(0, DS.Signature);
  if (pinnedKeys === undefined) return { signature: row < 0 ? 'absent' : 'unverified' };
  if (row < 0) refuseMetadata('metadata_signature_missing');
  if (row !== 1)
    refuseMetadata('metadata_signature_invalid', {
      detail: 'the signature is not the first child of the root',
    });
  const { key } = inMetadataWords(() => {
    checkShape(table, row);
    return verifyEnvelopedSignature(table, row, pinnedKeys);
  });
  return { signature: 'verified', signedBy: key.fingerprint };
}
