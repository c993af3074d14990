// What the gate accepts of a kind of document, where kinds differ.

/** Limits and liberties of one kind of document. */
export interface GateProfile {
  readonly maxElements: number;
  readonly maxDeclarationsPerElement: number;
  /** Foreign elements may have an attribute that looks like an ID, and metadata's own elements have one. */
  readonly isMetadata: boolean;
}

/** Responses and logout messages. The limits are far above what providers send. */
export const MESSAGE_GATE: GateProfile = {
  maxElements: 8_000,
  maxDeclarationsPerElement: 16,
  isMetadata: false,
};

/** Metadata: federations declare every namespace they know on one element, and describe many providers. */
export const METADATA_GATE: GateProfile = {
  maxElements: 20_000,
  maxDeclarationsPerElement: 64,
  isMetadata: true,
};
