// The fetch against servers on loopback: redirects, caps, deadlines, ETags, TLS, and what a failure says.

import { createServer as createHttpServer, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { createSelfSignedCertificate } from '@team-sso/saml';
import { afterEach, describe, expect, it } from 'vitest';
import type { MetadataError } from './fetch-problem.ts';
import { isPublicAddress } from './public-address.ts';
import { createMetadataFetch, type MetadataFetchOptions } from './fetch-metadata.ts';

const MAX_BYTES = 1024 * 1024;
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function')
      server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const serve = (answer: RequestListener) => listen(createHttpServer(answer));

/** `idp.example` lives on loopback, which is allowed here; the other names lead to where nothing is allowed. */
const fetcher = (options: Partial<MetadataFetchOptions> = {}) =>
  createMetadataFetch({
    allowLoopback: true,
    ownOrigins: [],
    resolveAddresses: async (hostname) => (hostname === 'idp.example' ? ['127.0.0.1'] : ['10.0.0.1']),
    ...options,
  });
const problemOf = (work: Promise<unknown>): Promise<MetadataError> =>
  work.then(
    () => {
      throw new Error('it was fetched');
    },
    (error: MetadataError) => error,
  );
const textOf = (fetched: Awaited<ReturnType<ReturnType<typeof fetcher>>>) =>
  fetched.kind === 'fetched' ? Buffer.from(fetched.bytes).toString() : fetched.kind;

/** A server on https; the certificate is its own authority. */
async function certified(
  commonName: string,
  answer: RequestListener = (_, response) => response.end('<a/>'),
) {
  const { certificatePem, privateKeyPem } = await createSelfSignedCertificate({
    commonName,
    notBefore: new Date('2024-01-01'),
    notAfter: new Date('2044-01-01'),
  });
  return { server: createHttpsServer({ cert: certificatePem, key: privateKeyPem }, answer), certificatePem };
}
/** Sends the same for as long as somebody listens. */
function endless(response: ServerResponse, chunk: Buffer): void {
  const send = () => {
    while (response.writable && response.write(chunk));
    if (response.writable) response.once('drain', send);
  };
  send();
}

describe('a document', () => {
  it('is fetched by GET, with the name as Host, from the address that was judged', async () => {
    const heads: unknown[] = [];
    const port = await serve((request, response) => {
      heads.push([request.method, request.url, request.headers.host]);
      response.end('<a/>');
    });
    const url = `http://idp.example:${port}/metadata?id=1#part`;
    expect(textOf(await fetcher()(url))).toBe('<a/>');
    expect(heads).toEqual([['GET', '/metadata?id=1', `idp.example:${port}`]]);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('is decompressed: %s', async (encoding, compress) => {
    const port = await serve((_, response) =>
      response.writeHead(200, { 'Content-Encoding': encoding }).end(compress('<a/>')),
    );
    expect(textOf(await fetcher()(`http://idp.example:${port}/`))).toBe('<a/>');
  });

  it('comes with its ETag, and is not sent again while that holds', async () => {
    const port = await serve((request, response) => {
      if (request.headers['if-none-match'] === '"v1"') return response.writeHead(304).end();
      return response.writeHead(200, { ETag: '"v1"' }).end('<a/>');
    });
    const url = `http://idp.example:${port}/`;
    expect(await fetcher()(url)).toMatchObject({ kind: 'fetched', etag: '"v1"' });
    expect(await fetcher()(url, { etag: '"v1"' })).toEqual({ kind: 'not-modified' });
    expect(await fetcher()(url, { etag: '"v0"' })).toMatchObject({ kind: 'fetched' });
  });

  it('is refused as unchanged when nobody asked whether it is', async () => {
    const port = await serve((_, response) => response.writeHead(304).end());
    expect(await problemOf(fetcher()(`http://idp.example:${port}/`))).toMatchObject({
      code: 'http_status',
      evidence: { detail: '304' },
    });
  });
});

describe('redirects', () => {
  it('are followed three times, each judged anew', async () => {
    const port = await serve((request, response) => {
      const step = Number(request.url?.slice(1));
      if (step === 0) return response.end('<a/>');
      return response.writeHead(302, { Location: `/${step - 1}` }).end();
    });
    const fetch = fetcher();
    expect(textOf(await fetch(`http://idp.example:${port}/3`))).toBe('<a/>');
    expect((await problemOf(fetch(`http://idp.example:${port}/4`))).code).toBe('too_many_redirects');
  });

  it.each([
    ['https://10.0.0.1/', 'no_public_address'],
    ['http://169.254.169.254/latest/meta-data', 'no_public_address'],
    ['https://inside.example/', 'no_public_address'],
    ['http://[::ffff:10.0.0.1]/', 'no_public_address'],
    ['http://0xa000001/', 'no_public_address'],
    ['file:///etc/passwd', 'url_invalid'],
    ['ftp://idp.example/', 'https_required'],
    ['https://user:secret@idp.example/', 'credentials_in_url'],
    ['http://', 'url_invalid'],
  ])('to %s end there', async (location, code) => {
    const port = await serve((_, response) => response.writeHead(302, { Location: location }).end());
    expect((await problemOf(fetcher()(`http://idp.example:${port}/`))).code).toBe(code);
  });

  it.each(['127.0.0.1', 'loop.example', '[::ffff:127.0.0.1]', '2130706433', 'localhost'])(
    'from outside to %s never reach this machine',
    async (host) => {
      let reached = 0;
      const inside = await serve((_, response) => {
        reached += 1;
        response.end();
      });
      const port = await serve((_, response) =>
        response.writeHead(307, { Location: `http://${host}:${inside}/` }).end(),
      );
      // The first host stands for one outside.
      let hosts = 0;
      const fetch = fetcher({
        mayConnect: (address) => (hosts++ === 0 ? true : isPublicAddress(address)),
        resolveAddresses: async () => ['127.0.0.1'],
      });
      const problem = await problemOf(fetch(`http://idp.example:${port}/`));
      expect(problem.code).toBe('no_public_address');
      expect(reached).toBe(0);
    },
  );

  it('from https to http are refused', async () => {
    const { server, certificatePem } = await certified('idp.example', (_, response) =>
      response.writeHead(302, { Location: 'http://idp.example/' }).end(),
    );
    const port = await listen(server);
    const fetch = fetcher({
      allowLoopback: false,
      mayConnect: () => true,
      trustedAuthorities: [certificatePem],
    });
    expect((await problemOf(fetch(`https://idp.example:${port}/`))).code).toBe('https_required');
  });
});

describe('a name whose addresses change', () => {
  it('is asked for once per connection, so that there is no second answer to fall for', async () => {
    const port = await serve((_, response) => response.end('<a/>'));
    const answers = ['127.0.0.1', '10.0.0.1'];
    const fetch = fetcher({ resolveAddresses: async () => [answers.shift() ?? '10.0.0.2'] });
    expect(textOf(await fetch(`http://rebinding.example:${port}/`))).toBe('<a/>');
    expect(answers).toEqual(['10.0.0.1']);
  });

  it('is judged again when a redirect comes back to it', async () => {
    let requests = 0;
    const port = await serve((_, response) => {
      requests += 1;
      response.writeHead(302, { Location: '/again' }).end();
    });
    const answers = ['127.0.0.1', '10.0.0.1'];
    const fetch = fetcher({ resolveAddresses: async () => [answers.shift() ?? ''] });
    const problem = await problemOf(fetch(`http://rebinding.example:${port}/`));
    expect(problem.code).toBe('no_public_address');
    expect(requests).toBe(1);
  });
});

describe('too much', () => {
  const big = Buffer.alloc(MAX_BYTES + 1, 0x20);

  it.each<[string, RequestListener]>([
    ['announced', (_, response) => response.writeHead(200, { 'Content-Length': 5_000_000 }).flushHeaders()],
    ['in one piece', (_, response) => response.end(big)],
    ['without end', (_, response) => endless(response, Buffer.alloc(65_536, 0x20))],
    [
      'unpacked by gzip',
      (_, response) =>
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000))),
    ],
    [
      'unpacked by Brotli',
      (_, response) =>
        response
          .writeHead(200, { 'Content-Encoding': 'br' })
          .end(brotliCompressSync(Buffer.alloc(50_000_000))),
    ],
    [
      'empty gzip members without end',
      (_, response) => {
        response.writeHead(200, { 'Content-Encoding': 'gzip' });
        endless(response, Buffer.concat(Array.from({ length: 1000 }, () => gzipSync(''))));
      },
    ],
  ])('is cut off: %s', async (_, answer) => {
    const port = await serve(answer);
    expect((await problemOf(fetcher()(`http://idp.example:${port}/`))).code).toBe('metadata_too_large');
  });

  it('begins after the last byte that is allowed', async () => {
    const port = await serve((_, response) => response.end(big.subarray(1)));
    expect(await fetcher()(`http://idp.example:${port}/`)).toMatchObject({ kind: 'fetched' });
  });

  it('of headers is no answer', async () => {
    const port = await serve((_, response) =>
      response.writeHead(200, { 'X-Long': 'a'.repeat(20_000) }).end('<a/>'),
    );
    expect((await problemOf(fetcher()(`http://idp.example:${port}/`))).code).toBe('connection_failed');
  });
});

describe('an answer that does not come', () => {
  const impatient = { deadlineMillis: 50 };

  it.each<[string, RequestListener]>([
    ['at all', () => {}],
    ['to an end', (_, response) => void response.write('<a')],
  ])('%s ends at the deadline', async (_, answer) => {
    const port = await serve(answer);
    expect((await problemOf(fetcher(impatient)(`http://idp.example:${port}/`))).code).toBe('timed_out');
  });

  it('because the name server is silent ends at the deadline', async () => {
    const fetch = fetcher({ ...impatient, resolveAddresses: () => new Promise(() => {}) });
    expect((await problemOf(fetch('http://idp.example/'))).code).toBe('timed_out');
  });

  it('because nobody listens is a connection that failed', async () => {
    const port = await serve(() => {});
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect(await problemOf(fetcher()(`http://idp.example:${port}/`))).toMatchObject({
      code: 'connection_failed',
      evidence: { detail: 'ECONNREFUSED' },
    });
  });
});

describe('what a failure says', () => {
  it.each([
    [500, {}, 'http_status'],
    [200, { 'Content-Encoding': 'zstd' }, 'encoding_unsupported'],
    [200, { 'Content-Encoding': 'gzip, gzip' }, 'encoding_unsupported'],
    [200, { 'Content-Encoding': 'gzip' }, 'encoding_unsupported'],
    [200, { 'Content-Encoding': 'br' }, 'encoding_unsupported'],
    [200, { 'Content-Type': 'text/html' }, 'web_page'],
    [302, {}, 'http_status'],
    [302, { Location: 'http://[secret' }, 'url_invalid'],
  ])('holds nothing of the answer: %i %j', async (status, headers, code) => {
    const port = await serve((_, response) =>
      response.writeHead(status, 'secret', headers).end('<html>secret</html>'),
    );
    const problem = await problemOf(fetcher()(`http://idp.example:${port}/`));
    expect(problem.code).toBe(code);
    expect(`${JSON.stringify(problem)} ${problem.message} ${String(problem.cause)}`).not.toContain('secret');
  });

  it('knows a web page by its beginning', async () => {
    const port = await serve((_, response) => response.end('\uFEFF <!DOCTYPE html><title>Sign in</title>'));
    expect((await problemOf(fetcher()(`http://idp.example:${port}/`))).code).toBe('web_page');
  });
});

describe('TLS', () => {
  it('is verified for the name in the URL', async () => {
    const { server, certificatePem } = await certified('idp.example');
    const port = await listen(server);
    const url = `https://idp.example:${port}/`;
    expect(textOf(await fetcher({ trustedAuthorities: [certificatePem] })(url))).toBe('<a/>');
    expect((await problemOf(fetcher()(url))).code).toBe('tls_failed');
  });

  it('is refused for another name', async () => {
    const { server, certificatePem } = await certified('other.example');
    const port = await listen(server);
    const fetch = fetcher({ trustedAuthorities: [certificatePem] });
    expect((await problemOf(fetch(`https://idp.example:${port}/`))).code).toBe('tls_failed');
  });
});
