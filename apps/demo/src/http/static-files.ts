// The built script, style sheet and icon: read once at the start, served with their types and for as long as they live.

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Middleware } from 'koa';
import { StartError } from '../start-error.ts';

export interface StaticFiles {
  readonly serve: Middleware;
  /** Addresses for the pages' head. */
  readonly script: string;
  readonly styles: readonly string[];
}

interface StaticFile {
  readonly body: Buffer;
  readonly type: string;
  readonly etag: string;
  readonly cacheControl: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** @throws StartError when the pages are not built. */
export async function loadStaticFiles(folder: string): Promise<StaticFiles> {
  const entry = await readEntry(folder);
  const files = await readFiles(folder);
  return {
    script: `/${entry.file}`,
    styles: entry.css.map((path) => `/${path}`),
    serve: async (ctx, next) => {
      const file = files.get(ctx.path);
      if (!file || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
      ctx.set('Cache-Control', file.cacheControl);
      ctx.set('ETag', file.etag);
      ctx.type = file.type;
      ctx.status = 200;
      if (ctx.fresh) ctx.status = 304;
      else ctx.body = file.body;
    },
  };
}

async function readFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const names = await readdir(folder, { recursive: true });
  const served = names.filter((name) => TYPES[extname(name)] !== undefined);
  return new Map(
    await Promise.all(
      served.map(async (name) => {
        const body = await readFile(join(folder, name));
        // Names under assets/ carry a hash of the content: what they name never changes.
        const isForever = name.startsWith('assets');
        const file: StaticFile = {
          body,
          type: TYPES[extname(name)] ?? 'application/octet-stream',
          etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
          cacheControl: isForever ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
        };
        return [`/${name.replaceAll('\\', '/')}`, file] as const;
      }),
    ),
  );
}

async function readEntry(
  folder: string,
): Promise<{ readonly file: string; readonly css: readonly string[] }> {
  const path = join(folder, 'manifest.json');
  const text = await readFile(path, 'utf8').catch(() => {
    throw new StartError(`The pages are not built (${path} is missing); run npm start, or pnpm build first.`);
  });
  const manifest: unknown = JSON.parse(text);
  const entries = typeof manifest === 'object' && manifest !== null ? Object.values(manifest) : [];
  const entry: unknown = entries.find((value: unknown) => isObject(value) && value['isEntry'] === true);
  if (!isObject(entry) || typeof entry['file'] !== 'string') throw new StartError(`${path} names no script.`);
  const css: unknown[] = Array.isArray(entry['css']) ? entry['css'] : [];
  return { file: entry['file'], css: css.filter((value) => typeof value === 'string') };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
