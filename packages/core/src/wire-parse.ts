// The body and the answer of `POST /parse`: what was pasted, dropped or fetched, and what it turned out to be.

import type { Connection } from './connection.ts';
import { parseWith, type Parsed } from './parsed.ts';
import type { CertificateFactsView } from './wire.ts';
import { parseTextSchema, parseUrlSchema } from './wire-schemas.ts';

/** What `POST /parse` recognised in a pasted text. */
export interface ParseAnswer {
  readonly kind:
    | 'certificate'
    | 'private_key'
    | 'certificate_request'
    | 'metadata'
    | 'own_metadata'
    | 'url'
    | 'unknown';
  readonly values: Partial<
    Pick<
      Connection,
      | 'idpEntityId'
      | 'signOnUrl'
      | 'signOnBinding'
      | 'signingCertificates'
      | 'metadataUrl'
      | 'metadataSigningCertificates'
      | 'signRequests'
      | 'logoutUrl'
      | 'logoutResponseUrl'
      | 'logoutBinding'
    >
  >;
  readonly certificates: readonly CertificateFactsView[];
  readonly warnings: readonly { readonly code: string; readonly detail?: string }[];
  /** Metadata of several identity providers: all of them, for a person to choose from; `values` is empty then. */
  readonly choices?: readonly MetadataChoice[];
  /** Metadata: whether a pinned key verified its signature. */
  readonly signature?: 'absent' | 'verified' | 'unverified';
  /** Metadata: until when it holds. */
  readonly validUntil?: string;
}

/** One identity provider of metadata that describes several. Its names are its own words: untrusted text. */
export interface MetadataChoice {
  readonly idpEntityId: string;
  readonly organizationName?: string;
}

/** The body of `POST /parse`: a text that was pasted, or the URL of metadata to fetch. */
export type ParseBody = ({ readonly text: string } | { readonly url: string }) & {
  /** Which identity provider is meant, when the metadata describes several. */
  readonly idpEntityId?: string;
  /** Certificates of which one must have signed the metadata, as PEM or base64. */
  readonly metadataSigningCertificates?: readonly string[];
};

/** Reads the body of `POST /parse`. */
export function parseParseBody(input: unknown): Parsed<ParseBody> {
  const namesUrl = typeof input === 'object' && input !== null && 'url' in input && !('text' in input);
  return (
    namesUrl ? parseWith(parseUrlSchema, input) : parseWith(parseTextSchema, input)
  ) as Parsed<ParseBody>;
}
