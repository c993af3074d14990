// What a host passes to createServiceProvider, checked and frozen once.

import { randomBytes } from 'node:crypto';
import type { Host, Region, Store } from '@team-sso/core';
import { createSystemResolver, type ResolveTxt } from './domains/resolve-txt.ts';
import { resolveBySystem, type ResolveAddresses } from './metadata-fetch/checked-addresses.ts';
import { createMetadataFetch, type FetchMetadata } from './metadata-fetch/fetch-metadata.ts';
import type { Observe } from './observe.ts';
import {
  resolveRateLimits,
  type FailureLimit,
  type LimitedDoor,
  type RateLimits,
} from './rate-limits/limits.ts';

export interface ServiceProviderOptions<Context = unknown> {
  readonly host: Host<Context>;
  readonly store: Store;
  /** Where browsers reach this deployment, for example `https://app.example.com`. Plain http on loopback only. */
  readonly publicUrl: string;
  /** The regions this deployment serves; a team of another region is not found here. */
  readonly regions: readonly Region[];
  /** 32-byte keys for secrets at rest: the first encrypts, all decrypt. */
  readonly secretKeys: readonly Uint8Array[];
  /** Further origins that may call the settings API with cookies and be returned to. Default: none. */
  readonly trustedOrigins?: readonly string[];
  /** Where the router is mounted. Default `/sso`. */
  readonly basePath?: string;
  /** How far a provider's clock may be off, in seconds, 0–120. Default 120. */
  readonly clockSkewSeconds?: number;
  /** Whether node-saml judges every verified response as well. Default `never`: see docs/fuzzing.md. */
  readonly secondOpinion?: 'always' | 'never';
  /** What becomes of a response whose pinned certificate has expired. Default `accept`: the key is pinned, not the date. */
  readonly expiredCertificates?: 'accept' | 'refuse';
  /**
   * How long decisions about access may go by settings that were read before, in seconds, 0–60. Default 0: each decision
   * reads them. Otherwise whatever an admin changes (a mode, ended sessions, an emergency admin), and a store that fails,
   * takes this long to be felt at a resource, on every instance; the settings API and sign-ins always read.
   */
  readonly policyCacheSeconds?: number;
  /** Adds the reason of a refused sign-in to its JSON answer. For development; default false. */
  readonly exposeReasons?: boolean;
  /** Allows providers on http and on loopback addresses, only while `publicUrl` itself is http on loopback. Default false. */
  readonly unsafeAllowLoopbackProviders?: boolean;
  /**
   * The network address a request came from, for the audit log: with Koa `(ctx) => ctx.ip`, which believes proxies only as
   * far as the app does. Rate limits go by it too. Default: none is written down, and nothing is limited.
   */
  readonly clientAddress?: (ctx: Context) => string | undefined;
  /**
   * How many failures a client may have at each door; good sign-ins are never counted. Needs `clientAddress`: without it
   * nobody can be told apart, and nothing is limited. Default: `DEFAULT_RATE_LIMITS`.
   */
  readonly rateLimits?: RateLimits;
  /** Looks up the DNS records that verify domains. Default: the system's resolver, at most 10 seconds. */
  readonly resolveTxt?: ResolveTxt;
  /** Further e-mail domains that no team may have, for example your own. Lower case. Default: none. */
  readonly refusedDomains?: readonly string[];
  /**
   * Fetches metadata URLs, for example through a proxy that guards the way out. Default: https to public addresses only,
   * each resolved once and judged.
   */
  readonly fetchMetadata?: FetchMetadata;
  /** Resolves the host names of metadata URLs for the default `fetchMetadata`. Default: the system's resolver. */
  readonly resolveAddresses?: ResolveAddresses;
  /** Told what happened, for logs, metrics and traces. Default: nobody. */
  readonly observe?: Observe;
  /** The clock. Default: the system's. */
  readonly now?: () => Date;
  /** The source of randomness. Default: `node:crypto`. */
  readonly randomBytes?: (size: number) => Uint8Array;
}

/** Options with every default filled in. */
export interface ResolvedOptions<Context> extends Required<ServiceProviderOptions<Context>> {
  readonly rateLimits: Readonly<Record<LimitedDoor, FailureLimit | 'off'>>;
  readonly publicOrigin: string;
  /** True when `publicUrl` is https: cookies are then `__Host-` and Secure. */
  readonly secure: boolean;
}

const MAX_CLOCK_SKEW_SECONDS = 120;
const MAX_POLICY_CACHE_SECONDS = 60;
const SECRET_KEY_BYTES = 32;

/** Fills in defaults. @throws TypeError naming the option that is wrong and what would be right. */
export function resolveOptions<Context>(options: ServiceProviderOptions<Context>): ResolvedOptions<Context> {
  const url = URL.parse(options.publicUrl);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new TypeError('publicUrl must be an absolute URL such as https://app.example.com');
  if (url.pathname !== '/' || url.search || url.hash)
    throw new TypeError('publicUrl must be an origin without a path');
  const secure = url.protocol === 'https:';
  if (!secure && !isLoopbackHost(url.hostname))
    throw new TypeError('publicUrl must be https; plain http is for loopback addresses only');
  if (options.unsafeAllowLoopbackProviders && secure)
    throw new TypeError('unsafeAllowLoopbackProviders needs a publicUrl that is http on loopback');
  // An option that is there and undefined is one that was not given.
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const resolved: ResolvedOptions<Context> = {
    trustedOrigins: [],
    basePath: '/sso',
    clockSkewSeconds: MAX_CLOCK_SKEW_SECONDS,
    secondOpinion: 'never',
    expiredCertificates: 'accept',
    policyCacheSeconds: 0,
    exposeReasons: false,
    unsafeAllowLoopbackProviders: false,
    resolveAddresses: resolveBySystem,
    fetchMetadata: createMetadataFetch({
      allowLoopback: options.unsafeAllowLoopbackProviders ?? false,
      ownOrigins: [url.origin],
      resolveAddresses: options.resolveAddresses ?? resolveBySystem,
    }),
    clientAddress: () => undefined,
    refusedDomains: [],
    resolveTxt: createSystemResolver(),
    now: () => new Date(),
    randomBytes,
    ...(Object.fromEntries(given) as ServiceProviderOptions<Context>),
    rateLimits: resolveRateLimits(options.rateLimits),
    observe: quietly(options.observe),
    publicUrl: url.origin,
    publicOrigin: url.origin,
    secure,
  };
  checkOptions(resolved);
  return Object.freeze({
    ...resolved,
    regions: Object.freeze(resolved.regions.map((region) => Object.freeze({ ...region }))),
    secretKeys: Object.freeze(resolved.secretKeys.map((key) => Uint8Array.from(key))),
    trustedOrigins: Object.freeze([...resolved.trustedOrigins]),
    refusedDomains: Object.freeze([...resolved.refusedDomains]),
  });
}

/** Whoever watches must not be able to break what is watched. */
function quietly(observe: Observe = () => {}): Observe {
  return (event) => {
    try {
      observe(event);
    } catch {
      // There is nobody left to tell.
    }
  };
}

function checkOptions<Context>(options: ResolvedOptions<Context>): void {
  const { clockSkewSeconds, policyCacheSeconds, secretKeys, regions, trustedOrigins, basePath } = options;
  if (!(clockSkewSeconds >= 0 && clockSkewSeconds <= MAX_CLOCK_SKEW_SECONDS))
    throw new TypeError(`clockSkewSeconds must be from 0 to ${MAX_CLOCK_SKEW_SECONDS}`);
  if (!(policyCacheSeconds >= 0 && policyCacheSeconds <= MAX_POLICY_CACHE_SECONDS))
    throw new TypeError(`policyCacheSeconds must be from 0 to ${MAX_POLICY_CACHE_SECONDS}`);
  if (secretKeys.length === 0 || secretKeys.some((key) => key.length !== SECRET_KEY_BYTES))
    throw new TypeError(`secretKeys must hold at least one key of ${SECRET_KEY_BYTES} bytes`);
  if (regions.length === 0) throw new TypeError('regions must name at least one region');
  for (const field of ['id', 'spEntityId'] as const)
    if (new Set(regions.map((region) => region[field])).size !== regions.length)
      throw new TypeError(`regions must have an ${field} each`);
  if (trustedOrigins.some((origin) => URL.parse(origin)?.origin !== origin))
    throw new TypeError('trustedOrigins must be origins such as https://admin.example.com');
  if (!/^(\/[a-z0-9-]+)+$/.test(basePath)) throw new TypeError('basePath must look like /sso');
}

/** Whether a URL's host name is this machine. */
export function isLoopbackHost(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(name)
  );
}
