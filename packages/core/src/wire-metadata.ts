// What the API shows of a provider's metadata and its changes, and the body that decides about one.

import type { Connection } from './connection.ts';
import type { MetadataDifference } from './metadata-change.ts';
import type { MetadataProblem } from './metadata-problems.ts';
import { parseWith, type Parsed } from './parsed.ts';
import type { CertificateFactsView, CertificateView } from './wire.ts';
import { metadataReviewSchema } from './wire-schemas.ts';

/** `GET /metadata-review`. */
export interface MetadataReviewView {
  /** The revision of the settings, for `If-Match`. */
  readonly revision: number;
  readonly metadataPolicy: Connection['metadataPolicy'];
  /** Absent: the live connection has none, and there is nothing to review. */
  readonly metadataUrl?: string;
  /** When it was last asked; absent: not yet. */
  readonly checkedAt?: string;
  /** Set while the last attempts failed. Sign-in is not affected. */
  readonly failing?: {
    readonly code: MetadataProblem;
    /** A status number or an error code. */
    readonly detail?: string;
    readonly since: string;
    readonly times: number;
  };
  /** Until when the metadata says it holds. */
  readonly validUntil?: string;
  /** Whether a pinned key verified its signature. */
  readonly isSigned: boolean;
  /** What differs from the live connection; null: nothing. */
  readonly change: MetadataChangeView | null;
  /** The draft says already what the metadata says: test and promote it. */
  readonly isPrepared: boolean;
}

export interface MetadataChangeView {
  /** Names exactly this change; what is accepted or ignored is what was seen. */
  readonly id: string;
  readonly since: string;
  /** Somebody decided to leave it. */
  readonly isIgnored: boolean;
  readonly fields: readonly MetadataDifference[];
  readonly added: readonly OfferedCertificate[];
  /** Pinned and not published any more. */
  readonly removed: readonly CertificateView[];
  /** Where accepting all of it leads: `live` when it only adds certificates, else a draft to test and promote. */
  readonly savedAs: 'live' | 'draft';
}

/** A certificate that the provider publishes and nobody has pinned yet. */
export interface OfferedCertificate extends CertificateFactsView {
  /** The newest sign-in that was refused because this key had signed it; absent: none. */
  readonly refusedSignIn?: { readonly at: string; readonly shortCode: string };
}

/** The body of `POST /metadata-review`. */
export type MetadataReviewBody =
  /** Reads the metadata now. */
  | { readonly action: 'check' }
  /** Leaves the connection as it is; the same change is not announced again. */
  | { readonly action: 'ignore'; readonly change: string }
  | {
      readonly action: 'accept';
      readonly change: string;
      /** Fingerprints: adds only these of the published certificates, as next. Absent: the whole change. */
      readonly certificates?: readonly string[];
    };

/** Reads the body of `POST /metadata-review`. */
export function parseMetadataReviewBody(input: unknown): Parsed<MetadataReviewBody> {
  return parseWith(metadataReviewSchema, input) as Parsed<MetadataReviewBody>;
}
