import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { startWebServer, type WebServer } from './web-server.ts';

const HURRIED = { headersMillis: 100, requestMillis: 200, checkEveryMillis: 20 };
let server: WebServer | undefined;
afterEach(() => server?.stop());

/** Reads the whole body, as every route does. */
const listener: RequestListener = (request, response) => {
  text(request).then(
    (body) => response.end(`read ${body.length}, ${Object.keys(request.headers).length} headers`),
    () => response.destroy(),
  );
};

async function talkTo(): Promise<{ readonly socket: Socket; readonly heard: Promise<string> }> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  server = await startWebServer(listener, { port, host: '127.0.0.1' }, HURRIED);
  const socket = connect(port, '127.0.0.1');
  return { socket, heard: text(socket) };
}

describe('the web server', () => {
  it('ends a request whose body never comes to its end', async () => {
    const { socket, heard } = await talkTo();
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc');
    expect(await heard).toMatch(/^HTTP\/1\.1 408 |^$/);
  });

  it('ends a request whose headers never come to their end', async () => {
    const { socket, heard } = await talkTo();
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    expect(await heard).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('refuses a flood of header octets', async () => {
    const { socket, heard } = await talkTo();
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'a=b; '.repeat(5000)}\r\n\r\n`);
    expect(await heard).toMatch(/^HTTP\/1\.1 431 /);
  });

  // Which of the two it is depends on the version of Node.
  it('refuses more than a hundred headers, or reads no more', async () => {
    const { socket, heard } = await talkTo();
    const many = Array.from({ length: 500 }, (_, index) => `X-${index}: 1\r\n`).join('');
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${many}\r\n`);
    expect(await heard).toMatch(/^HTTP\/1\.1 431 |read 0, 100 headers$/);
  });
});
