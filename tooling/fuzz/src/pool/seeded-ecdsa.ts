// ECDSA signatures that are the same each time: the signature of a finished message is replaced by one with a derived nonce.

import { hash, type KeyObject } from 'node:crypto';
import { canonicalize, parseXml, type XmlElement } from '@team-sso/mock-idp';
import type { Random } from '../random.ts';
import { bigintOf, bytesOf, inverse, publicPoint } from './seeded-keys.ts';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const SCALAR_BYTES = 32;

/** Signs the one `ds:Signature` of a document again, by `ecdsa-sha256` with a nonce from `random` (FIPS 186-5 §6.4). */
export function signAgainWithEcdsa(xml: string, key: KeyObject, random: Random): string {
  const signedInfo = find(parseXml(xml), 'SignedInfo');
  const value = find(parseXml(xml), 'SignatureValue');
  if (signedInfo === null || value === null) throw new TypeError('The message has no signature.');
  const signature = signSeeded(Buffer.from(canonicalize(signedInfo)), key, random);
  return xml.slice(0, value.contentStart) + signature.toString('base64') + xml.slice(value.contentEnd);
}

function signSeeded(octets: Buffer, key: KeyObject, random: Random): Buffer {
  const scalar = bigintOf(Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url'));
  const nonceBytes = random.bytes(SCALAR_BYTES);
  nonceBytes[0] = 0x7f & (nonceBytes[0] ?? 0);
  const r = bigintOf(publicPoint(nonceBytes).subarray(1, 1 + SCALAR_BYTES)) % ORDER;
  const digest = bigintOf(hash('sha256', octets, 'buffer'));
  const s = (inverse(bigintOf(nonceBytes), ORDER) * (digest + r * scalar)) % ORDER;
  return Buffer.concat([bytesOf(r, SCALAR_BYTES), bytesOf(s, SCALAR_BYTES)]);
}

function find(element: XmlElement, localName: string): XmlElement | null {
  if (element.localName === localName) return element;
  for (const child of element.children) {
    const found = child.kind === 'element' ? find(child, localName) : null;
    if (found !== null) return found;
  }
  return null;
}
