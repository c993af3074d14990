// One SAML connection: what an admin saves, and the parser that the element and the server share.

import * as z from 'zod/mini';
import type { Parsed } from './parsed.ts';
import { parseWith } from './parsed.ts';

/** The platform's URL, the same in browsers and Node; this package takes the types of neither. */
declare const URL: {
  parse(text: string): { hostname: string; username: string; password: string; hash: string } | null;
};

export const PROVIDERS = ['entra', 'okta', 'onelogin', 'pingone', 'google', 'generic'] as const;
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

export const MAX_SIGNING_CERTIFICATES = 5;
const MAX_URL_LENGTH = 2048;
const MAX_CERTIFICATE_LENGTH = 16_384;

const nonEmpty = (max: number) =>
  z.string().check(
    z.refine((text) => text.trim() !== '', { error: 'required' }),
    z.maxLength(max, 'too_long'),
  );

/** Certificates, entity IDs and URLs are pasted: the white space around them is never meant. */
const pasted = (max: number) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text: string) => text.trim()),
    ),
    nonEmpty(max),
  );

const url = z.pipe(
  pasted(MAX_URL_LENGTH),
  z.string().check(z.refine((text) => isWebUrl(text), { error: 'url_invalid' })),
);
const names = z.array(pasted(256)).check(z.maxLength(10, 'too_many'));

const connectionSchema = z.strictObject({
  provider: z.optional(z.enum(PROVIDERS)),
  idpEntityId: pasted(1024),
  signOnUrl: url,
  signOnBinding: z._default(z.enum(['redirect', 'post']), 'redirect'),
  signingCertificates: z
    .array(pasted(MAX_CERTIFICATE_LENGTH))
    .check(z.minLength(1, 'required'), z.maxLength(MAX_SIGNING_CERTIFICATES, 'too_many')),
  metadataUrl: z.optional(url),
  metadataPolicy: z._default(z.enum(['notify', 'add-certificates', 'manual']), 'notify'),
  signRequests: z._default(z.boolean(), false),
  nameIdFormat: z.optional(pasted(256)),
  requestedAuthnContext: z.optional(pasted(256)),
  forceAuthn: z._default(z.boolean(), false),
  allowUnsolicited: z._default(z.boolean(), false),
  allowCbcEncryption: z._default(z.boolean(), false),
  spEntityIdScope: z._default(z.enum(['region', 'team']), 'region'),
  attributeMapping: z.optional(
    z.strictObject({ email: z.optional(names), name: z.optional(names), groups: z.optional(names) }),
  ),
  logoutUrl: z.optional(url),
  logoutBinding: z.optional(z.enum(['redirect', 'post'])),
});

/** An absolute http(s) URL without user name, password or fragment. Whether http is allowed is the server's rule. */
export function isWebUrl(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || /[\s\\<>"]/.test(text)) return false;
  const parsed = URL.parse(text);
  return (
    parsed !== null &&
    parsed.hostname !== '' &&
    parsed.username === '' &&
    parsed.password === '' &&
    parsed.hash === ''
  );
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
