// The applications that are loaded: ours over each store, and the peers behind routes of the same shape.

import Koa, { type Context } from 'koa';
import { createPeer } from '../../peers/index.mjs';
import { createJackson } from '../../peers/jackson/index.mjs';
import { idpMetadata } from './idp.ts';
import type { ServerOptions } from './server.ts';
import { createTeamSsoApp } from './team-sso-app.ts';

export const ACS_PATH = '/sso/acme/acs';

/** An application and what ends its stores. */
export interface App {
  readonly app: Koa;
  readonly close: () => Promise<void>;
}

const nothingToClose = () => Promise.resolve();

/** Makes the application of a kind, which is reached at `origin`. */
export async function createApp(options: ServerOptions, origin: string): Promise<App> {
  switch (options.kind) {
    case 'noOp':
      return { app: createNoOpApp(), close: nothingToClose };
    case 'nodeSaml':
      return { app: await createNodeSamlApp(options, origin), close: nothingToClose };
    case 'jackson':
      return createJacksonApp(options, origin);
    default:
      return createTeamSsoApp(options, origin);
  }
}

/** Reads the body and sends the browser on, as every ACS must. */
function createNoOpApp(): Koa {
  const app = new Koa();
  app.use(async (ctx) => {
    await readBody(ctx);
    sendOn(ctx, '/done');
  });
  return app;
}

async function createNodeSamlApp(options: ServerOptions, origin: string): Promise<Koa> {
  const verify = await createPeer('node-saml', {
    idpEntityId: options.idpEntityId,
    spEntityId: options.spEntityId,
    acsUrl: `${origin}${ACS_PATH}`,
    requestId: '',
    certificates: [options.certificatePem],
    isResponseSigned: false,
  });
  const app = new Koa();
  app.use(async (ctx) => {
    await verify(new URLSearchParams(await readBody(ctx)).get('SAMLResponse') ?? '');
    sendOn(ctx, '/done');
  });
  return app;
}

async function createJacksonApp(options: ServerOptions, origin: string): Promise<App> {
  const { spEntityId, databaseUrl = '' } = options;
  const metadataXml = idpMetadata(options);
  const jackson = await createJackson({ origin, acsPath: ACS_PATH, spEntityId, metadataXml, databaseUrl });
  const app = new Koa();
  app.use(async (ctx) => {
    if (ctx.path === '/sso/acme/login') return sendOn(ctx, await jackson.begin());
    if (ctx.path === ACS_PATH) {
      const form = new URLSearchParams(await readBody(ctx));
      return sendOn(ctx, await jackson.receive(form.get('SAMLResponse') ?? '', form.get('RelayState') ?? ''));
    }
    await jackson.finish(String(ctx.query['code']));
    sendOn(ctx, '/done');
  });
  return { app, close: () => jackson.close() };
}

function sendOn(ctx: Context, location: string): void {
  ctx.set('Location', location);
  ctx.body = null;
  ctx.status = 303;
}

async function readBody(ctx: Context): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of ctx.req as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
