// Reads a small body: JSON from programs, a form from pages. Either way a flat record of texts.

import type { Context } from 'koa';
import { HttpProblem } from './http-problem.ts';

export interface Body {
  readonly isForm: boolean;
  readonly fields: ReadonlyMap<string, string>;
}

const MAX_BODY_BYTES = 16 * 1024;

/** @throws HttpProblem `media_type_unsupported`, `body_too_large` or `malformed_request`. */
export async function readBody(ctx: Context): Promise<Body> {
  const type = ctx.is('json', 'urlencoded');
  if (!type) throw new HttpProblem('media_type_unsupported');
  const text = await readText(ctx);
  return type === 'json'
    ? { isForm: false, fields: fieldsOfJson(text) }
    : { isForm: true, fields: new Map(new URLSearchParams(text)) };
}

async function readText(ctx: Context): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of ctx.req) {
    if (!Buffer.isBuffer(chunk)) throw new HttpProblem('malformed_request');
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw new HttpProblem('body_too_large');
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new HttpProblem('malformed_request');
  }
}

function fieldsOfJson(text: string): Map<string, string> {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    throw new HttpProblem('malformed_request');
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new HttpProblem('malformed_request');
  return new Map(
    Object.entries(input).map(([name, value]) => {
      if (typeof value !== 'string') throw new HttpProblem('malformed_request');
      return [name, value];
    }),
  );
}
