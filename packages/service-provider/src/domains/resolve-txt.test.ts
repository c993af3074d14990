import { createSocket, type Socket } from 'node:dgram';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookUpDomain } from './look-up-domain.ts';
import { createSystemResolver, type ResolveTxt } from './resolve-txt.ts';

const HEADER_BYTES = 12;
const NOERROR = 0;
const SERVFAIL = 2;
const NXDOMAIN = 3;
const REFUSED = 5;

/** The question's name, and where the question ends. */
function readQuestion(query: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('ascii', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.'), end: at + 5 };
}

/** An answer by RFC 1035 §4: the question again, then TXT records that point back to its name. */
function answerTo(query: Buffer, code: number, records: readonly (readonly string[])[]): Buffer {
  const header = Buffer.from(query.subarray(0, HEADER_BYTES));
  header.writeUInt16BE(0x8180 | code, 2);
  header.writeUInt16BE(records.length, 6);
  header.fill(0, 8);
  const answers = records.map((strings) => {
    const data = Buffer.concat(strings.map((text) => Buffer.from([text.length, ...Buffer.from(text)])));
    const head = Buffer.from([0xc0, HEADER_BYTES, 0, 16, 0, 1, 0, 0, 0, 0, 0, 0]);
    head.writeUInt16BE(data.length, 10);
    return Buffer.concat([head, data]);
  });
  return Buffer.concat([header, query.subarray(HEADER_BYTES, readQuestion(query).end), ...answers]);
}

const ZONE: Readonly<Record<string, readonly [number, ...(readonly string[])[]]>> = {
  '_team-sso.good.test': [NOERROR, ['v=spf1 -all'], ['team-sso-', 'verification=t']],
  '_team-sso.empty.test': [NOERROR],
  '_team-sso.broken.test': [SERVFAIL],
  '_team-sso.closed.test': [REFUSED],
};

let server: Socket;
let resolveTxt: ResolveTxt;
beforeAll(async () => {
  server = createSocket('udp4');
  server.on('message', (query, { port, address }) => {
    const { name } = readQuestion(query);
    if (name === '_team-sso.silent.test') return;
    const [code, ...records] = ZONE[name] ?? [NXDOMAIN];
    server.send(answerTo(query, code, records), port, address);
  });
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
  resolveTxt = createSystemResolver({ servers: [`127.0.0.1:${server.address().port}`], timeoutMillis: 50 });
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

describe('a real resolver', () => {
  it.each([
    ['good.test', 'found'],
    ['absent.test', 'missing'],
    ['empty.test', 'missing'],
    ['broken.test', 'unreachable'],
    ['closed.test', 'unreachable'],
    ['silent.test', 'unreachable'],
    [`${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.test`, 'unreachable'],
  ])('tells no record from no answer: %s is %s', async (domain, check) => {
    const randomBytes = (size: number) => new Uint8Array(size);
    expect(await lookUpDomain({ resolveTxt, randomBytes }, { domain, token: 't' })).toBe(check);
  });

  it('refuses a server that is no address', () => {
    expect(() => createSystemResolver({ servers: ['dns.example'] })).toThrow(TypeError);
  });
});
