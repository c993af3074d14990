// The body of an answer, decompressed and capped: a bomb is cut off where the cap is, not where it ends.

import type { IncomingMessage } from 'node:http';
import { Transform, type Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { MetadataError } from './fetch-problem.ts';

/** What we can decompress; sent as `Accept-Encoding`. */
export const ACCEPTED_ENCODINGS = 'gzip, br';

/** @throws MetadataError `encoding_unsupported`, `metadata_too_large`; what the stream rejects with otherwise. */
export async function readBody(
  response: IncomingMessage,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const decompress = decompressorOf(response.headers['content-encoding']);
  if (Number(response.headers['content-length'] ?? 0) > maxBytes)
    throw new MetadataError('metadata_too_large');
  const chunks: Buffer[] = [];
  const keep = async (source: AsyncIterable<Buffer>) => {
    let size = 0;
    for await (const chunk of source) {
      size += chunk.length;
      if (size > maxBytes) throw new MetadataError('metadata_too_large');
      chunks.push(chunk);
    }
  };
  // What comes in is capped as well: members of gzip may be empty, and there is no end to them.
  await (decompress
    ? pipeline(response, capped(maxBytes), decompress, keep, { signal })
    : pipeline(response, keep, { signal }));
  return Buffer.concat(chunks);
}

function decompressorOf(encoding: string | undefined): Duplex | null {
  switch (encoding?.trim().toLowerCase() ?? '') {
    case '':
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new MetadataError('encoding_unsupported');
  }
}

function capped(maxBytes: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      size += chunk.length;
      callback(size > maxBytes ? new MetadataError('metadata_too_large') : null, chunk);
    },
  });
}
