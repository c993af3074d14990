// What a provider's metadata says and the connection does not: found, judged by the policy, applied. Pure.

import { MAX_SIGNING_CERTIFICATES, type Connection } from './connection.ts';
import type { CertificateFacts } from './reasons.ts';

/** An address by each binding that the provider has one for. */
export interface PublishedAddresses {
  readonly redirect?: string;
  readonly post?: string;
}

/** What a provider publishes about itself, as it was last read. */
export interface PublishedMetadata {
  readonly idpEntityId: string;
  readonly signOn: PublishedAddresses;
  readonly logout: PublishedAddresses;
  /** Those that may be pinned: keys that sign and are strong enough, at least one. */
  readonly signingCertificates: readonly CertificateFacts[];
  readonly validUntil?: Date;
  /** Fingerprint of the pinned certificate that the document was verified by. */
  readonly signedBy?: string;
}

/** Fields that metadata can say something about, certificates aside. */
export type MetadataField = 'idpEntityId' | 'signOnUrl' | 'signOnBinding' | 'logoutUrl' | 'logoutBinding';

export interface MetadataDifference {
  readonly field: MetadataField;
  /** What the connection says; absent: nothing. */
  readonly current?: string;
  readonly published: string;
}

/** How the metadata differs from a connection. */
export interface MetadataChange {
  readonly fields: readonly MetadataDifference[];
  /** Published and not pinned; none of them has expired. */
  readonly added: readonly CertificateFacts[];
  /** Pinned and not published any more, by fingerprint. */
  readonly removed: readonly string[];
}

/** A connection with the facts of its pinned certificates. */
export interface PinnedConnection {
  readonly connection: Connection;
  /** In the order of `signingCertificates`. */
  readonly pinned: readonly Pick<CertificateFacts, 'fingerprint'>[];
}

/** How metadata differs from a connection; null when there is nothing to review. */
export function findMetadataChange(
  { connection, pinned }: PinnedConnection,
  published: PublishedMetadata,
  now: Date,
): MetadataChange | null {
  const isPinned = new Set(pinned.map(({ fingerprint }) => fingerprint));
  const isPublished = new Set(published.signingCertificates.map(({ fingerprint }) => fingerprint));
  const change: MetadataChange = {
    fields: [
      ...differences(connection, { idpEntityId: published.idpEntityId }),
      ...differences(
        connection,
        addressChange(published.signOn, connection.signOnUrl, connection.signOnBinding, 'signOn'),
      ),
      // An address for logout is taken over at set-up, or not at all.
      ...(connection.logoutUrl === undefined
        ? []
        : differences(
            connection,
            addressChange(
              published.logout,
              connection.logoutUrl,
              connection.logoutBinding ?? 'redirect',
              'logout',
            ),
          )),
    ],
    added: published.signingCertificates.filter(
      ({ fingerprint, notAfter }) => !isPinned.has(fingerprint) && notAfter > now,
    ),
    removed: [...isPinned].filter((fingerprint) => !isPublished.has(fingerprint)),
  };
  return change.fields.length + change.added.length + change.removed.length === 0 ? null : change;
}

/** Nothing while the address in use is published for its binding; else the one to use, of the same binding if there is one. */
function addressChange(
  published: PublishedAddresses,
  url: string,
  binding: 'redirect' | 'post',
  prefix: 'signOn' | 'logout',
): Partial<Record<MetadataField, string>> {
  if (published[binding] === url) return {};
  const other = binding === 'redirect' ? 'post' : 'redirect';
  const use = published[other] === url || published[binding] === undefined ? other : binding;
  const address = published[use];
  return address === undefined ? {} : { [`${prefix}Url`]: address, [`${prefix}Binding`]: use };
}

function differences(
  connection: Connection,
  published: Partial<Record<MetadataField, string>>,
): MetadataDifference[] {
  return (Object.entries(published) as [MetadataField, string][])
    .filter(([field, value]) => connection[field] !== value)
    .map(([field, value]) => {
      const current = connection[field];
      return { field, published: value, ...(current === undefined ? {} : { current }) };
    });
}

/** A text that two changes share exactly when they say the same: what an admin reviewed is what is accepted. */
export function metadataChangeText({ fields, added, removed }: MetadataChange): string {
  return JSON.stringify([
    fields.map(({ field, published }) => [field, published]).toSorted(byText),
    added.map(({ fingerprint }) => fingerprint).toSorted(byText),
    removed.toSorted(byText),
  ]);
}

const byText = (a: unknown, b: unknown): number =>
  String(a) < String(b) ? -1 : Number(String(a) > String(b));

/** The names of what a change is about, as an audit event has them. */
export function changedByMetadata({ fields, added, removed }: MetadataChange): readonly string[] {
  return [
    ...fields.map(({ field }) => field),
    ...(added.length + removed.length > 0 ? ['signingCertificates'] : []),
  ];
}

/** Whether a change does nothing but add certificates: nobody's sign-in can suffer by it. */
export function onlyAddsCertificates({ fields, removed }: MetadataChange): boolean {
  return fields.length === 0 && removed.length === 0;
}

/**
 * What the policy `add-certificates` adds without asking: new signing certificates, those that last longest first, as many
 * as there is room for. Never while the entity ID differs: then these are another provider's keys.
 */
export function automaticAdditions(
  { pinned, connection }: PinnedConnection,
  { fields, added }: MetadataChange,
): readonly CertificateFacts[] {
  if (connection.metadataPolicy !== 'add-certificates') return [];
  if (fields.some(({ field }) => field === 'idpEntityId')) return [];
  return longestLasting(added).slice(0, Math.max(0, MAX_SIGNING_CERTIFICATES - pinned.length));
}

/** The connection as the metadata has it; the certificates that were pinned before stay in front. */
export function applyMetadataChange(
  { connection, pinned }: PinnedConnection,
  { fields, added, removed }: MetadataChange,
): Connection {
  const kept = connection.signingCertificates.filter(
    (_, index) => !removed.includes(pinned[index]?.fingerprint ?? ''),
  );
  const { logoutResponseUrl, ...others } = connection;
  const keepsLogout = fields.every(({ field }) => field !== 'logoutUrl' && field !== 'logoutBinding');
  return {
    ...others,
    // It belongs to the address that it came with.
    ...(keepsLogout && logoutResponseUrl !== undefined ? { logoutResponseUrl } : {}),
    ...Object.fromEntries(fields.map(({ field, published }) => [field, published])),
    signingCertificates: [...kept, ...longestLasting(added).map(({ pem }) => pem)].slice(
      0,
      MAX_SIGNING_CERTIFICATES,
    ),
  };
}

function longestLasting(certificates: readonly CertificateFacts[]): readonly CertificateFacts[] {
  return certificates.toSorted((a, b) => b.notAfter.getTime() - a.notAfter.getTime());
}
