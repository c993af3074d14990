// Our exclusive canonicalization beside xml-crypto's and libxml2's, on documents that nobody has written by hand.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSigningIdentity } from '@team-sso/mock-idp';
import { DOMParser } from '@xmldom/xmldom';
import { afterAll, describe, expect, it } from 'vitest';
import { ExclusiveCanonicalization } from 'xml-crypto';
import { canonicalize } from '../src/canonicalize.ts';
import { signEnveloped } from '../src/enveloped-signing.ts';
import { scanXml } from '../src/strict-xml.ts';
import { randomElement, seededRandom } from './random-xml.ts';

const DOCUMENTS = 400;
const PREFIX_LISTS = ['', 'a', 'xs b nowhere', 'a b xs zeta'];

// Line ends belong to the parser (xml §2.11); xmldom leaves them to its caller.
const parse = (xml: string) =>
  new DOMParser().parseFromString(xml.replaceAll(/\r\n?/g, '\n'), 'text/xml').documentElement;

function ours(xml: string, inclusivePrefixes: readonly string[] = []): string {
  return canonicalize(scanXml(Buffer.from(xml)), 0, { inclusivePrefixes }).toString('utf8');
}

function xmlCrypto(xml: string, inclusivePrefixes: readonly string[]): string {
  const options = { inclusiveNamespacesPrefixList: [...inclusivePrefixes], ancestorNamespaces: [] };
  return new ExclusiveCanonicalization().process(parse(xml), options);
}

describe('exclusive canonicalization', () => {
  it.each(PREFIX_LISTS)('is octet for octet that of xml-crypto, with the PrefixList "%s"', (prefixList) => {
    const inclusivePrefixes = prefixList === '' ? [] : prefixList.split(' ');
    for (let seed = 0; seed < DOCUMENTS; seed++) {
      const xml = randomElement(seededRandom(seed));
      expect
        .soft(ours(xml, inclusivePrefixes), `seed ${seed}: ${xml}`)
        .toBe(xmlCrypto(xml, inclusivePrefixes));
    }
  });

  it('is its own canonical form', () => {
    for (let seed = 0; seed < DOCUMENTS; seed++) {
      const once = ours(randomElement(seededRandom(seed)));
      expect(ours(once)).toBe(once);
    }
  });

  const directory = mkdtempSync(join(tmpdir(), 'canonical-forms-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const hasXmlsec1 = spawnSync('xmlsec1', ['--version']).status === 0;

  it.skipIf(!hasXmlsec1)('is what libxml2 digests: xmlsec1 verifies what we sign', () => {
    const identity = createSigningIdentity();
    const certificate = join(directory, 'certificate.pem');
    writeFileSync(certificate, identity.certificatePem);
    for (let seed = 0; seed < 40; seed++) {
      const file = join(directory, `${seed}.xml`);
      writeFileSync(
        file,
        signEnveloped(messageAround(randomElement(seededRandom(seed))), { key: identity.privateKey }),
      );
      const { stderr } = spawnSync(
        'xmlsec1',
        [
          '--verify',
          '--id-attr:ID',
          'urn:oasis:names:tc:SAML:2.0:protocol:AuthnRequest',
          '--pubkey-cert-pem',
          certificate,
          file,
        ],
        { encoding: 'utf8' },
      );
      expect(stderr, `seed ${seed}`).toMatch(/^OK$/m);
    }
  });
});

function messageAround(content: string): string {
  return (
    '<p:AuthnRequest xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1">' +
    '<s:Issuer xmlns:s="urn:oasis:names:tc:SAML:2.0:assertion">x</s:Issuer>' +
    `<p:Extensions>${content}</p:Extensions></p:AuthnRequest>`
  );
}
