// Fetches a provider's metadata for whoever named the URL, and reaches nothing that the internet does not show everybody.

import type { IncomingMessage } from 'node:http';
import { checkedAddresses, resolveBySystem, type ResolveAddresses } from './checked-addresses.ts';
import { checkUrl, type UrlRules } from './check-url.ts';
import { MetadataError } from './fetch-problem.ts';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';
import { readBody } from './read-body.ts';
import { requestDocument } from './request-document.ts';

/** What a metadata URL gave. `not-modified`: the same as when the ETag was given out. */
export type FetchedMetadata =
  | { readonly kind: 'fetched'; readonly bytes: Uint8Array; readonly etag?: string }
  | { readonly kind: 'not-modified' };

/** Fetches a metadata URL. @throws MetadataError with the reason, never with a part of the answer. */
export type FetchMetadata = (url: string, options?: { readonly etag?: string }) => Promise<FetchedMetadata>;

export interface MetadataFetchOptions extends UrlRules {
  /** Default: the system's resolver. */
  readonly resolveAddresses?: ResolveAddresses;
  /** Which addresses may be connected to. Default: public ones, and loopback where `allowLoopback`. For tests. */
  readonly mayConnect?: (address: string) => boolean;
  /** For everything together, name resolution included, in milliseconds. Default 10 000. */
  readonly deadlineMillis?: number;
  /** After decompression. Default 1 MiB. */
  readonly maxBytes?: number;
  /** Authorities to trust instead of the system's, as PEM; for tests. */
  readonly trustedAuthorities?: readonly string[];
}

const DEADLINE_MILLIS = 10_000;
const MAX_BYTES = 1024 * 1024;
const MAX_REDIRECTS = 3;
const MAX_ETAG_LENGTH = 256;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Makes the fetch. Every host on the way is resolved once, judged, and connected to by the very address that was judged. */
export function createMetadataFetch(options: MetadataFetchOptions): FetchMetadata {
  const { deadlineMillis = DEADLINE_MILLIS } = options;
  return async (text, { etag } = {}) => {
    const deadline = AbortSignal.timeout(deadlineMillis);
    try {
      return await withDeadline(followRedirects(text, etag, options, deadline), deadline);
    } catch (error) {
      throw problemOf(error, deadline);
    }
  };
}

async function followRedirects(
  text: string,
  etag: string | undefined,
  options: MetadataFetchOptions,
  signal: AbortSignal,
): Promise<FetchedMetadata> {
  const { resolveAddresses = resolveBySystem, trustedAuthorities } = options;
  const { mayConnect = (address) => isAllowed(address, options) } = options;
  let url = checkUrl(text, options);
  for (let redirects = 0; ; redirects += 1) {
    const addresses = await checkedAddresses(url, resolveAddresses, mayConnect);
    signal.throwIfAborted();
    const response = await requestDocument({
      url,
      addresses,
      signal,
      ...(etag === undefined ? {} : { etag }),
      ...(trustedAuthorities ? { trustedAuthorities } : {}),
    });
    try {
      const { location } = response.headers;
      if (!REDIRECTS.has(response.statusCode ?? 0) || location === undefined)
        return await documentOf(response, etag, options.maxBytes ?? MAX_BYTES, signal);
      if (redirects === MAX_REDIRECTS) throw new MetadataError('too_many_redirects');
      url = checkUrl(location, options, url);
    } finally {
      response.destroy();
    }
  }
}

function isAllowed(address: string, { allowLoopback }: UrlRules): boolean {
  return isPublicAddress(address) || (allowLoopback && isLoopbackAddress(address));
}

async function documentOf(
  response: IncomingMessage,
  asked: string | undefined,
  maxBytes: number,
  signal: AbortSignal,
): Promise<FetchedMetadata> {
  const { statusCode, headers } = response;
  if (statusCode === 304 && asked !== undefined) return { kind: 'not-modified' };
  if (statusCode !== 200) throw new MetadataError('http_status', String(statusCode));
  const bytes = await readBody(response, maxBytes, signal);
  if (isWebPage(headers['content-type'], bytes)) throw new MetadataError('web_page');
  const { etag } = headers;
  return {
    kind: 'fetched',
    bytes,
    // It is sent back as it came: only what a header may hold.
    ...(etag && /^[\x21-\x7e]+$/.test(etag) && etag.length <= MAX_ETAG_LENGTH ? { etag } : {}),
  };
}

/** A sign-in page, most often: the address was the app's, not the metadata's. */
function isWebPage(contentType: string | undefined, bytes: Buffer): boolean {
  const start = bytes
    .subarray(0, 256)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  return (
    /^<(?:!doctype\s+html|html)[\s>]/i.test(start) ||
    (/^text\/html\b/i.test(contentType ?? '') && !start.startsWith('<?xml'))
  );
}

/** Name resolution cannot be called off; nobody waits for it beyond the deadline. */
function withDeadline<T>(work: Promise<T>, deadline: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new MetadataError('timed_out'));
    if (deadline.aborted) giveUp();
    deadline.addEventListener('abort', giveUp, { once: true });
    void work.then(resolve, reject).finally(() => deadline.removeEventListener('abort', giveUp));
  });
}

/** Node's and OpenSSL's codes say enough; their messages may quote what the server sent. */
function problemOf(error: unknown, deadline: AbortSignal): MetadataError {
  if (error instanceof MetadataError) return error;
  if (deadline.aborted) return new MetadataError('timed_out');
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = /^[A-Z0-9_]{1,48}$/.test(code) ? code : undefined;
  if (code.startsWith('Z_') || code.startsWith('ERR__ERROR_FORMAT'))
    return new MetadataError('encoding_unsupported', detail);
  return new MetadataError(isTlsCode(code) ? 'tls_failed' : 'connection_failed', detail);
}

function isTlsCode(code: string): boolean {
  return /^ERR_(?:TLS|SSL)_|CERT|^UNABLE_TO_|^EPROTO$|SELF_SIGNED|^HOSTNAME_MISMATCH$|^CRL_|^INVALID_CA$/.test(
    code,
  );
}
