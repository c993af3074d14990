// RSA-OAEP with a digest and a mask hash chosen apart (RFC 8017 §7.1), which Node's own padding cannot do.

import { constants, createHash, publicEncrypt } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** The two hashes, and where the seed comes from. */
export interface OaepOptions {
  readonly digest: string;
  readonly maskHash: string;
  readonly randomBytes: (size: number) => Buffer;
}

/** Encrypts a short secret with RSA-OAEP. */
export function encryptOaep(secret: Buffer, publicKey: KeyObject, options: OaepOptions): Buffer {
  const { digest, maskHash, randomBytes } = options;
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 2048;
  const size = Math.ceil(bits / 8);
  const labelHash = createHash(digest).digest();
  const padding = Buffer.alloc(size - secret.length - 2 * labelHash.length - 2);
  const block = Buffer.concat([labelHash, padding, Buffer.from([1]), secret]);
  const seed = randomBytes(labelHash.length);
  const maskedBlock = xor(block, mask(seed, block.length, maskHash));
  const maskedSeed = xor(seed, mask(maskedBlock, seed.length, maskHash));
  const message = Buffer.concat([Buffer.from([0]), maskedSeed, maskedBlock]);
  return publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, message);
}

function mask(seed: Buffer, length: number, hash: string): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0, made = 0; made < length; counter += 1) {
    const suffix = Buffer.alloc(4);
    suffix.writeUInt32BE(counter);
    const block = createHash(hash).update(seed).update(suffix).digest();
    blocks.push(block);
    made += block.length;
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));
}
