// The web server: listens on loopback (IPv4 and IPv6) or on the given host, and stops without dropping a request.

import { createServer, type RequestListener, type Server } from 'node:http';
import { isIPv6 } from 'node:net';
import { StartError } from './start-error.ts';

export interface WebServer {
  /** Takes no new connection, finishes accepted requests, then ends; after ten seconds it ends anyway. */
  stop(): Promise<void>;
}

const LOOPBACK_ADDRESSES = ['127.0.0.1', '::1'] as const;
const STOP_TIMEOUT_MILLIS = 10_000;

/** What a client may take its time with, in milliseconds. Node's own limits are for uploads and minutes long. */
export interface Patience {
  /** For all of a request's headers. */
  readonly headersMillis: number;
  /** For all of a request, its body included: a megabyte of metadata over a slow line. */
  readonly requestMillis: number;
  /** How often the two are looked after. */
  readonly checkEveryMillis: number;
}

const PATIENCE: Patience = { headersMillis: 10_000, requestMillis: 30_000, checkEveryMillis: 5_000 };
/** A browser sends some twenty, far below 16 KiB: more of either is answered 431, or not read. */
const MAX_HEADERS = 100;
const MAX_HEADER_BYTES = 16 * 1024;

/** @throws StartError when the port or the address cannot be had. */
export async function startWebServer(
  listener: RequestListener,
  { port, host }: { readonly port: number; readonly host: string | null },
  patience: Patience = PATIENCE,
): Promise<WebServer> {
  const servers: Server[] = [];
  const stop = () => Promise.all(servers.map(stopServer)).then(() => undefined);
  try {
    for (const address of host === null ? LOOPBACK_ADDRESSES : [host]) {
      const server = await listen(createPatientServer(listener, patience), {
        port,
        host: address,
        optional: host === null && isIPv6(address),
      });
      if (server) servers.push(server);
    }
    return { stop };
  } catch (error) {
    await stop();
    throw portError(error, 'PORT', port);
  }
}

function createPatientServer(listener: RequestListener, patience: Patience): Server {
  const server = createServer(
    {
      headersTimeout: patience.headersMillis,
      requestTimeout: patience.requestMillis,
      connectionsCheckingInterval: patience.checkEveryMillis,
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    listener,
  );
  server.maxHeadersCount = MAX_HEADERS;
  return server;
}

/** A machine without IPv6 has no `::1`: then null, if the address is `optional`. */
function listen(
  server: Server,
  { port, host, optional }: { readonly port: number; readonly host: string; readonly optional: boolean },
): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (optional && /^(EADDRNOTAVAIL|EAFNOSUPPORT|EINVAL)$/.test(codeOf(error))) resolve(null);
      else reject(error);
    });
    server.listen({ port, host, ipv6Only: optional }, () => resolve(server));
  });
}

function stopServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT_MILLIS);
    // A connection that was busy is idle after its answer: it would be kept open for the next request.
    server.on('request', (_request, response) => response.setHeader('Connection', 'close'));
    const sweep = setInterval(() => server.closeIdleConnections(), 100);
    server.close(() => {
      clearTimeout(force);
      clearInterval(sweep);
      resolve();
    });
  });
}

/** One line for what a port or an address may be missing. */
export function portError(error: unknown, name: string, port: number, orElse = ''): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new StartError(`Port ${port} is taken by another program; set ${name} to a free port${orElse}.`);
    case 'EACCES':
      return new StartError(
        `Port ${port} needs more rights than this program has; set ${name} to one above 1023${orElse}.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartError(
        'HOST is not an address of this machine; set it to one of its addresses, or leave it out.',
      );
    default:
      return error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
