// Reading request bodies: bounded, of the right type, and behind a host's own body parser too.

import type { Context } from 'koa';
import { ProblemError } from '../problem-error.ts';

/** A JSON object or array. @throws ProblemError `media_type_unsupported`, `body_too_large` or `malformed_request`. */
export async function readJson(ctx: Context, maxBodyBytes: number): Promise<unknown> {
  if (!ctx.is('application/json')) throw new ProblemError('media_type_unsupported');
  const parsed = parsedByHost(ctx);
  if (parsed !== undefined) return parsed;
  try {
    return JSON.parse(await readText(ctx, maxBodyBytes)) as unknown;
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError('malformed_request');
  }
}

/** Form fields; each with every value it was sent with. @throws ProblemError like `readJson`. */
export async function readForm(
  ctx: Context,
  maxBodyBytes: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (!ctx.is('application/x-www-form-urlencoded')) throw new ProblemError('media_type_unsupported');
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

/** What koa-bodyparser and its like leave behind. */
function parsedByHost(ctx: Context): unknown {
  return 'body' in ctx.request ? ctx.request.body : undefined;
}

async function readText(ctx: Context, maxBodyBytes: number): Promise<string> {
  if ((ctx.request.length ?? 0) > maxBodyBytes) throw new ProblemError('body_too_large');
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBodyBytes) throw new ProblemError('body_too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
