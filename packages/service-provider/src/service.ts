// What every journey works with: the resolved options and what is made from them once. Journeys are functions of it.

import type { KeyObject } from 'node:crypto';
import type { Region } from '@team-sso/core';
import { importSigningKeys, type SigningKey } from '@team-sso/saml';
import type { StoredConnection } from '@team-sso/core';
import { createAuditSealer, type AuditSealer } from './audit-seal.ts';
import { resolveOptions, type ResolvedOptions, type ServiceProviderOptions } from './options.ts';
import { ProblemError } from './problem-error.ts';
import { sendNotices } from './journeys/send-notices.ts';
import { createPolicyReads, type ReadPolicy } from './policy-reads.ts';
import { createFailureLimits, type FailureLimits } from './rate-limits/failure-limits.ts';
import { createRecent, type Recent } from './recent.ts';
import { createSecretBox, type SecretBox } from './secrets.ts';
import { createSpKeys, type SpKeys } from './sp-keys.ts';
import { createUrls, type Urls } from './urls.ts';

export interface Service<Context> extends ResolvedOptions<Context> {
  readonly urls: Urls;
  readonly spKeys: SpKeys;
  readonly auditSealer: AuditSealer;
  readonly secrets: SecretBox;
  /** 256 random bits as base64url. */
  readonly newSecret: () => string;
  readonly newId: () => string;
  /** Settings for decisions about access: at most `policyCacheSeconds` old. */
  readonly readPolicy: ReadPolicy;
  /** Answers of the host about plans that the store holds already. */
  readonly recentEntitlements: Recent;
  readonly failureLimits: FailureLimits<Context>;
  /** Requests that the host knows to be denied already. */
  readonly recentDenials: Recent;
  /** Emergency access that the audit log holds already. */
  readonly recentEmergencies: Recent;
  /** Says that audit records wait for the host: they are handed out soon, and nobody waits for it. */
  readonly noticesWaiting: () => void;
  /** The region a team lives in; null for an unknown team or one of another deployment. */
  findRegion(team: string): Promise<Region | null>;
  /** The region a team lives in. @throws ProblemError `not_found` for an unknown team or one of another deployment. */
  regionOf(team: string): Promise<Region>;
  signingKeysOf(connection: StoredConnection): readonly SigningKey[];
  decryptionKeysOf(region: Region): Promise<readonly KeyObject[]>;
}

/** Connections whose parsed keys are kept ready; the oldest goes first. */
const MAX_CACHED_CONNECTIONS = 10_000;
const MAX_REMEMBERED = 10_000;

export function createService<Context>(given: ServiceProviderOptions<Context>): Service<Context> {
  const options = resolveOptions(given);
  const { store, randomBytes, now, host } = options;
  const secrets = createSecretBox(options.secretKeys, randomBytes);
  const spKeys = createSpKeys({ store, now, randomBytes, secrets });
  const regions = new Map(options.regions.map((region) => [region.id, region]));
  const findRegion = async (team: string): Promise<Region | null> => {
    const id = await host.region(team);
    return id === null ? null : (regions.get(id) ?? null);
  };
  const service: Service<Context> = {
    ...options,
    urls: createUrls(options),
    spKeys,
    secrets,
    auditSealer: createAuditSealer(options.secretKeys),
    newSecret: () => Buffer.from(randomBytes(32)).toString('base64url'),
    newId: () => Buffer.from(randomBytes(16)).toString('hex'),
    readPolicy: createPolicyReads(store, {
      seconds: options.policyCacheSeconds,
      maxTeams: MAX_REMEMBERED,
      now,
    }),
    recentEntitlements: createRecent(MAX_REMEMBERED, 60),
    recentDenials: createRecent(MAX_REMEMBERED, 30 * 60),
    failureLimits: createFailureLimits(options),
    recentEmergencies: createRecent(MAX_REMEMBERED, 24 * 3600),
    // `maintain()` sends what this loses.
    noticesWaiting: () => void sendNotices(service).catch(() => {}),
    findRegion,
    regionOf: async (team) => {
      const region = await findRegion(team);
      if (!region) throw new ProblemError('not_found', { reason: 'not_a_member' });
      return region;
    },
    signingKeysOf: createKeyCache(),
    decryptionKeysOf: async (region) =>
      (await spKeys.forRegion(region.id)).map(({ privateKey }) => privateKey),
  };
  return service;
}

/** A connection's content never changes under its id, so parsed keys can be kept by it. */
function createKeyCache(): (connection: StoredConnection) => readonly SigningKey[] {
  const cached = new Map<string, readonly SigningKey[]>();
  return (connection) => {
    const kept = cached.get(connection.connectionId);
    if (kept) return kept;
    const keys = importSigningKeys(connection.signingCertificates);
    cached.set(connection.connectionId, keys);
    if (cached.size > MAX_CACHED_CONNECTIONS) cached.delete(cached.keys().next().value!);
    return keys;
  };
}
