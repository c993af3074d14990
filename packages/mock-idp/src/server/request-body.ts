// Reads request bodies within a limit.

import type { IncomingMessage } from 'node:http';

/** A body that cannot be taken; `status` is the HTTP answer. */
export class BodyError extends Error {
  override readonly name = 'BodyError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const MAX_BODY_BYTES = 131_072;

/** Reads an urlencoded form. @throws BodyError */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await readText(request, 'application/x-www-form-urlencoded'));
}

/** Reads JSON. @throws BodyError */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request, 'application/json');
  try {
    return JSON.parse(text);
  } catch {
    throw new BodyError(400, 'The body is not JSON.');
  }
}

async function readText(request: IncomingMessage, mediaType: string): Promise<string> {
  if (request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() !== mediaType) {
    throw new BodyError(415, `The body must be ${mediaType}.`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new BodyError(413, 'The body is too large.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
