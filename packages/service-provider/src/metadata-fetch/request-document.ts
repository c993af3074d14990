// One GET to one checked host: a connection of its own, TLS verified, name and `Host` as in the URL.

import { request as requestByHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestByHttps, type RequestOptions as TlsRequestOptions } from 'node:https';
import { lookupOf } from './checked-addresses.ts';
import { ACCEPTED_ENCODINGS } from './read-body.ts';

const MAX_HEADER_BYTES = 16 * 1024;

export interface DocumentRequest {
  readonly url: URL;
  /** Where the connection may go; nothing else is asked for the name. */
  readonly addresses: readonly string[];
  readonly etag?: string;
  readonly signal: AbortSignal;
  /** Authorities to trust besides the system's, as PEM; for tests. */
  readonly trustedAuthorities?: readonly string[];
}

/** Sends the request and gives the head of the answer; its body is not read yet. Rejects when there is none. */
export function requestDocument(given: DocumentRequest): Promise<IncomingMessage> {
  const { url, addresses, etag, signal, trustedAuthorities } = given;
  const options: RequestOptions & TlsRequestOptions = {
    method: 'GET',
    // Neither a kept connection nor a proxy of the environment: both would go where nobody looked.
    agent: false,
    lookup: lookupOf(addresses),
    signal,
    maxHeaderSize: MAX_HEADER_BYTES,
    insecureHTTPParser: false,
    rejectUnauthorized: true,
    headers: {
      Accept: 'application/samlmetadata+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1',
      'Accept-Encoding': ACCEPTED_ENCODINGS,
      'User-Agent': 'team-sso-metadata',
      ...(etag === undefined ? {} : { 'If-None-Match': etag }),
    },
    ...(trustedAuthorities ? { ca: [...trustedAuthorities] } : {}),
  };
  const send = url.protocol === 'https:' ? requestByHttps : requestByHttp;
  return new Promise((resolve, reject) => {
    send(url, options, resolve).on('error', reject).end();
  });
}
