// Makes DER for tests: certificates and requests with real keys, put together element by element.

import { sign, type KeyPairKeyObjectResult } from 'node:crypto';

const element = (tag: number, ...contents: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(contents);
  const lengthBytes = Buffer.from(body.length.toString(16).padStart(body.length > 0xff ? 4 : 2, '0'), 'hex');
  const head = body.length < 0x80 ? [tag, body.length] : [tag, 0x80 | lengthBytes.length, ...lengthBytes];
  return Buffer.concat([Buffer.from(head), body]);
};
const sequence = (...contents: readonly Uint8Array[]) => element(0x30, ...contents);
const integer = (value: number) => element(0x02, Buffer.from([value]));
const time = (text: string) => element(0x17, Buffer.from(text));

const SHA256_WITH_RSA = sequence(element(0x06, Buffer.from('2a864886f70d01010b', 'hex')), element(0x05));
const NAME = sequence(
  element(
    0x31,
    sequence(element(0x06, Buffer.from('550403', 'hex')), element(0x0c, Buffer.from('idp.example'))),
  ),
);
const VALIDITY = sequence(time('260101000000Z'), time('360101000000Z'));

/** A self-signed certificate. Only its shape matters here: the algorithm always says RSA. */
export function certificateDer(keys: KeyPairKeyObjectResult, { version }: { version: 1 | 3 }): Buffer {
  const explicitVersion = version === 3 ? [element(0xa0, integer(2))] : [];
  const spki = keys.publicKey.export({ type: 'spki', format: 'der' });
  return signed(keys, sequence(...explicitVersion, integer(7), SHA256_WITH_RSA, NAME, VALIDITY, NAME, spki));
}

/** A PKCS#10 certificate request. */
export function certificateRequestDer(keys: KeyPairKeyObjectResult): Buffer {
  const spki = keys.publicKey.export({ type: 'spki', format: 'der' });
  return signed(keys, sequence(integer(0), NAME, spki, element(0xa0)));
}

function signed({ privateKey }: KeyPairKeyObjectResult, toBeSigned: Buffer): Buffer {
  const digest = privateKey.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  const signature = Buffer.concat([Buffer.of(0), sign(digest, toBeSigned, privateKey)]);
  return sequence(toBeSigned, SHA256_WITH_RSA, element(0x03, signature));
}

/** Text in lines of a width. */
export function wrapped(text: string, width: number): string {
  return text.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? '';
}

/** PEM with 64-column lines. */
export function pemOf(label: string, der: Buffer): string {
  return `-----BEGIN ${label}-----\n${wrapped(der.toString('base64'), 64)}\n-----END ${label}-----\n`;
}
