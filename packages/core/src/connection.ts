// One SAML connection: what an admin saves, and the parser that the element and the server share.

import { connectionSchema, type PROVIDERS } from './connection-schema.ts';
import type { Parsed } from './parsed.ts';
import { parseWith } from './parsed.ts';

export { isWebUrl, MAX_SIGNING_CERTIFICATES, PROVIDERS } from './connection-schema.ts';

/** The product an admin chose; it selects wording and attribute defaults, never trust. */
export type Provider = (typeof PROVIDERS)[number];

/** Names of attributes to read a value from, tried in order. */
export interface AttributeMapping {
  readonly email?: readonly string[];
  readonly name?: readonly string[];
  readonly groups?: readonly string[];
}

/** How a team's members sign in: the identity provider and how to talk to it. */
export interface Connection {
  readonly provider?: Provider;
  /** The provider's entity ID ("Issuer"), compared byte for byte. Any non-empty text is legal. */
  readonly idpEntityId: string;
  /** SingleSignOnService location ("Sign on URL"). */
  readonly signOnUrl: string;
  readonly signOnBinding: 'redirect' | 'post';
  /** 1–5 pinned certificates as PEM. */
  readonly signingCertificates: readonly string[];
  readonly metadataUrl?: string;
  /** Certificates of which one must have signed what `metadataUrl` gives, as PEM; absent: https is its only proof. */
  readonly metadataSigningCertificates?: readonly string[];
  readonly metadataPolicy: 'notify' | 'add-certificates' | 'manual';
  readonly signRequests: boolean;
  readonly nameIdFormat?: string;
  readonly requestedAuthnContext?: string;
  readonly forceAuthn: boolean;
  readonly allowUnsolicited: boolean;
  readonly allowCbcEncryption: boolean;
  readonly spEntityIdScope: 'region' | 'team';
  readonly attributeMapping?: AttributeMapping;
  readonly logoutUrl?: string;
  /** Where answers to the provider's logout requests go, when that is another address (ResponseLocation). */
  readonly logoutResponseUrl?: string;
  readonly logoutBinding?: 'redirect' | 'post';
}

/** A connection in use: its id changes whenever its content does. */
export interface StoredConnection extends Connection {
  readonly connectionId: string;
}

/** A prepared connection that nobody uses yet. */
export interface DraftConnection extends StoredConnection {
  /** The live `connectionId` the draft was made from; null when nothing was live. */
  readonly basedOn: string | null;
}

/**
 * Reads a connection from untrusted input: defaults filled in, pasted white space trimmed, unknown keys refused.
 * What needs more than text (is the certificate one, may this URL be http) is checked by the server.
 */
export function parseConnection(input: unknown): Parsed<Connection> {
  return parseWith(connectionSchema, input) as Parsed<Connection>;
}

/** Whether two connections say the same, whatever the order of their keys. */
export function sameConnection(a: Connection, b: Connection): boolean {
  return changedFields(a, b).length === 0;
}

/** The names of the fields in which two connections differ. */
export function changedFields(a: Connection, b: Connection): (keyof Connection)[] {
  return CONNECTION_FIELDS.filter((field) => comparable(a[field]) !== comparable(b[field]));
}

/** The list fixes the order of an attribute mapping's keys; texts and arrays are not touched by it. */
function comparable(value: Connection[keyof Connection]): string | undefined {
  return JSON.stringify(value, ['email', 'name', 'groups']);
}

export const CONNECTION_FIELDS: readonly (keyof Connection)[] = Object.keys(
  connectionSchema.shape,
) as (keyof Connection)[];

/** The bare connection inside a stored one. */
export function connectionOf(stored: StoredConnection): Connection {
  return Object.fromEntries(
    CONNECTION_FIELDS.filter((field) => stored[field] !== undefined).map((field) => [field, stored[field]]),
  ) as unknown as Connection;
}
