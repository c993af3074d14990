// Judges of our signatures that share no code with this package: xml-crypto and, where installed, xmlsec1.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';

const DS = 'http://www.w3.org/2000/09/xmldsig#';

/** True when xml-crypto verifies every Signature of the document with this certificate. */
export function verifiesWithXmlCrypto(xml: string, certificatePem: string): boolean {
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  const signatures = Array.from(document.getElementsByTagNameNS(DS, 'Signature'));
  return signatures.length > 0 && signatures.every((signature) => holds(signature, xml, certificatePem));
}

/** xml-crypto returns false for another digest and throws for another key. */
function holds(signature: unknown, xml: string, certificatePem: string): boolean {
  const signed = new SignedXml({ publicCert: certificatePem, getCertFromKeyInfo: () => null });
  signed.loadSignature(signature as never);
  try {
    return signed.checkSignature(xml);
  } catch {
    return false;
  }
}

/** True where xmlsec1 can be run. */
export const hasXmlsec1 = ((): boolean => {
  try {
    execFileSync('xmlsec1', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** True when xmlsec1 verifies the Signature directly inside the element with this ID. */
export function verifiesWithXmlsec1(xml: string, certificatePem: string, id: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'mock-idp-'));
  try {
    writeFileSync(join(folder, 'certificate.pem'), certificatePem);
    writeFileSync(join(folder, 'response.xml'), xml);
    const signature = `//*[@ID='${id}']/*[local-name()='Signature']`;
    const ids = ['--id-attr:ID', 'Response', '--id-attr:ID', 'Assertion'];
    const key = ['--pubkey-cert-pem', join(folder, 'certificate.pem'), '--enabled-key-data', 'rsa,ec'];
    execFileSync(
      'xmlsec1',
      ['--verify', ...key, ...ids, '--node-xpath', signature, join(folder, 'response.xml')],
      {
        stdio: 'ignore',
      },
    );
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
