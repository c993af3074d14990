// The limits of the accepted XML subset that all kinds of documents share. Each is far above what providers send and far below what hurts.

/** The form field as posted, in characters: 256 KiB. */
export const MAX_ENCODED_CHARACTERS = 262_144;
export const MAX_DEPTH = 32;
export const MAX_ATTRIBUTES_PER_ELEMENT = 64;
export const MAX_NAME_CHARACTERS = 256;
/** Different prefixes, and different namespaces, in one message. Those in use have about ten. */
export const MAX_DIFFERENT_PREFIXES = 512;
/** Namespaces that are declared once and used by many elements grow when canonicalized: a message of 192 KiB at most doubles. */
export const MAX_CANONICAL_BYTES = 524_288;
/** A namespace URI; the longest in use have about 80. */
export const MAX_NAMESPACE_CHARACTERS = 1_024;
/** saml-core-2.0-os §8.3.7 allows 256 for a persistent identifier; others are sometimes longer. */
export const MAX_NAME_ID_CHARACTERS = 1_024;
/** A metadata document. */
export const MAX_METADATA_BYTES = 1_048_576;
