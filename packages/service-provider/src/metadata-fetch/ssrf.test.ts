// Metadata URLs as an attacker names them. A listener on loopback counts connections: there must be none.

import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MetadataError } from './fetch-problem.ts';
import { createMetadataFetch } from './fetch-metadata.ts';

let inside: Server;
let port: number;
let connections: number;
let asked: string[];
beforeAll(async () => {
  inside = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  ({ port } = inside.address() as AddressInfo);
});
afterAll(() => new Promise((resolve) => inside.close(resolve)));
beforeEach(() => {
  connections = 0;
  asked = [];
});

/** What the attacker's name server answers. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'inside.example': ['127.0.0.1'],
  'ten.example': ['10.0.0.1'],
  'cloud.example': ['169.254.169.254'],
  'nat.example': ['100.64.0.1'],
  'ula.example': ['fd00::1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'nat64.example': ['64:ff9b::7f00:1'],
  'both.example': ['93.184.215.14', '127.0.0.1'],
  'both6.example': ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', '::1'],
  'nothing.example': [],
  'flood.example': Array.from({ length: 17 }, (_, index) => `93.184.215.${index}`),
  'odd.example': ['0x7f.1'],
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1'],
};
const fetchMetadata = createMetadataFetch({
  allowLoopback: false,
  ownOrigins: ['https://app.example'],
  resolveAddresses: async (hostname) => {
    asked.push(hostname);
    const addresses = NAMES[hostname];
    if (!addresses) throw new Error(`no such name: ${hostname}`);
    return addresses;
  },
});
const codeOf = (url: string) =>
  fetchMetadata(url).then(
    () => 'fetched',
    (error: MetadataError) => error.code,
  );

describe('an address inside, however it is spelt', () => {
  it.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '127.0.0.1.',
    '%31%32%37.0.0.1',
    '①②⑦.⓪.⓪.①',
    '0',
    '0.0.0.0',
    '10.0.0.1',
    '169.254.169.254',
    '0xa9fea9fe',
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[fd00:ec2::254]',
    '[fe80::1]',
  ])('is refused without a connection: %s', async (host) => {
    expect(await codeOf(`https://${host}:${port}/`)).toBe('no_public_address');
    expect(connections).toBe(0);
    expect(asked).toEqual([]);
  });

  it.each(['[fe80::1%25lo]', '[::1%lo]', '127.0.0.1:99999', '999.1.1.1'])(
    'is refused as no URL when it is none: %s',
    async (host) => {
      expect(await codeOf(`https://${host}/`)).toBe('url_invalid');
      expect(connections).toBe(0);
    },
  );
});

describe('a name that leads inside', () => {
  it.each(Object.keys(NAMES))('is refused without a connection: %s', async (name) => {
    expect(await codeOf(`https://${name}:${port}/metadata`)).toBe('no_public_address');
    expect(connections).toBe(0);
  });

  it('is refused by the code of a name that does not exist', async () => {
    expect(await codeOf('https://unknown.example/')).toBe('no_public_address');
  });
});

describe('an address of another kind', () => {
  it.each([
    ['http://idp.example/', 'https_required'],
    ['HTTP://127.0.0.1/', 'https_required'],
    ['ftp://idp.example/', 'https_required'],
    ['file:///etc/passwd', 'url_invalid'],
    ['gopher://127.0.0.1:70/_x', 'https_required'],
    ['data:text/xml,<a/>', 'url_invalid'],
    ['javascript:alert(1)', 'url_invalid'],
    ['https://user:secret@idp.example/', 'credentials_in_url'],
    ['https://user@idp.example/', 'credentials_in_url'],
    ['https://idp.example:25/', 'port_refused'],
    ['https://idp.example:22/', 'port_refused'],
    ['https://app.example/sso/acme/metadata', 'own_address'],
    ['//idp.example/', 'url_invalid'],
    ['idp.example', 'url_invalid'],
    [`https://idp.example/${'a'.repeat(2048)}`, 'url_invalid'],
    ['', 'url_invalid'],
  ])('is refused before its name is asked for: %s', async (url, code) => {
    expect(await codeOf(url)).toBe(code);
    expect(asked).toEqual([]);
    expect(connections).toBe(0);
  });
});
