// Reading request bodies: bounded, of the right type, and behind a host's own body parser too.

import type { Context } from 'koa';
import { ProblemError } from '../problem-error.ts';

/** Any JSON value. @throws ProblemError `media_type_unsupported`, `body_too_large` or `malformed_request`. */
export async function readJson(ctx: Context, maxBodyBytes: number): Promise<unknown> {
  mustBe(ctx, 'application/json');
  const parsed = parsedByHost(ctx);
  if (parsed !== undefined) return parsed;
  try {
    return JSON.parse(await readText(ctx, maxBodyBytes)) as unknown;
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError('malformed_request');
  }
}

/** Like `readJson`; a request without a body reads as an empty object. */
export async function readOptionalJson(ctx: Context, maxBodyBytes: number): Promise<unknown> {
  const hasBody = ctx.get('Transfer-Encoding') !== '' || (ctx.request.length ?? 0) > 0;
  return hasBody ? readJson(ctx, maxBodyBytes) : {};
}

/** Form fields; each with every value it was sent with. @throws ProblemError like `readJson`. */
export async function readForm(
  ctx: Context,
  maxBodyBytes: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  mustBe(ctx, 'application/x-www-form-urlencoded');
  const parsed = parsedByHost(ctx);
  const fields = new Map<string, string[]>();
  const pairs =
    typeof parsed === 'object' && parsed !== null
      ? Object.entries(parsed).flatMap(([name, value]) =>
          [value].flat().map((one) => [name, String(one)] as const),
        )
      : new URLSearchParams(await readText(ctx, maxBodyBytes));
  for (const [name, value] of pairs) fields.set(name, [...(fields.get(name) ?? []), value]);
  return fields;
}

function mustBe(ctx: Context, type: string): void {
  // Compressed bodies could grow past every limit once unpacked, and nobody sends one here.
  if (!ctx.is(type) || !/^(?:identity)?$/i.test(ctx.get('Content-Encoding')))
    throw new ProblemError('media_type_unsupported');
}

/** What koa-bodyparser and its like leave behind; some leave an empty object when they did not read the body. */
function parsedByHost(ctx: Context): unknown {
  const parsed: unknown = 'body' in ctx.request ? ctx.request.body : undefined;
  const isUntouched = !ctx.req.readableDidRead && !ctx.req.readableEnded;
  return isUntouched && isEmptyObject(parsed) ? undefined : parsed;
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

async function readText(ctx: Context, maxBodyBytes: number): Promise<string> {
  if ((ctx.request.length ?? 0) > maxBodyBytes) throw tooLarge(ctx);
  const octets = await readOctets(ctx, maxBodyBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    throw new ProblemError('malformed_request');
  }
}

async function readOctets(ctx: Context, maxBodyBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of ctx.req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maxBodyBytes) throw tooLarge(ctx);
      chunks.push(chunk);
    }
  } catch (error) {
    // Cut off by the client, or by the server's own limit on slow ones: neither is a failure of ours.
    throw error instanceof ProblemError ? error : new ProblemError('malformed_request');
  }
  return Buffer.concat(chunks);
}

/** What is left of the body is read and dropped: closing the connection would often lose the answer on its way. */
function tooLarge(ctx: Context): ProblemError {
  ctx.req.resume();
  return new ProblemError('body_too_large');
}
