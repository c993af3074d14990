// Which URLs may be fetched at all, before any name is resolved. Every redirect passes it again.

import { MetadataError } from './fetch-problem.ts';

export interface UrlRules {
  /** Plain http, and addresses of this machine: for development only. */
  readonly allowLoopback: boolean;
  /** Origins that are never asked: our own. */
  readonly ownOrigins: readonly string[];
}

const MAX_URL_LENGTH = 2048;
const HTTPS_PORT = 443;
/** Below it are services that are not the web's, mail above all; provider software listens on ports of its own above it. */
const FIRST_UNPRIVILEGED_PORT = 1024;

/**
 * The URL, as the platform reads it: odd spellings of an IPv4 address are dotted decimals after this.
 * @throws MetadataError `url_invalid`, `https_required`, `credentials_in_url`, `port_refused` or `own_address`.
 */
export function checkUrl(text: string, { allowLoopback, ownOrigins }: UrlRules, base?: URL): URL {
  const url = text.length > MAX_URL_LENGTH ? null : URL.parse(text, base?.href);
  if (!url || url.hostname === '') throw new MetadataError('url_invalid');
  if (url.protocol !== 'https:' && !(allowLoopback && url.protocol === 'http:'))
    throw new MetadataError('https_required');
  if (url.username !== '' || url.password !== '') throw new MetadataError('credentials_in_url');
  if (ownOrigins.includes(url.origin)) throw new MetadataError('own_address');
  const port = url.port === '' ? HTTPS_PORT : Number(url.port);
  if (port !== HTTPS_PORT && port < FIRST_UNPRIVILEGED_PORT && !allowLoopback)
    throw new MetadataError('port_refused');
  url.hash = '';
  return url;
}
