// The settings API under /teams/:team. Each route: who may, which revision, which body, one journey, the view.

import type Router from '@koa/router';
import {
  isTeamId,
  parseModeBody,
  parseParseBody,
  parseSaveBody,
  type Parsed,
  type SettingsView,
} from '@team-sso/core';
import type { Context } from 'koa';
import type { SettingsCall, SettingsNeed } from '../../journeys/authorize-settings.ts';
import { ProblemError } from '../../problem-error.ts';
import type { ServiceProvider } from '../../service-provider.ts';
import { readJson } from '../body.ts';

const MAX_SETTINGS_BODY_BYTES = 128 * 1024;
/** Metadata may be pasted: a megabyte of text, and its escapes. */
const MAX_PARSE_BODY_BYTES = 2 * 1024 * 1024;

export function addSettingsRoutes(router: Router, sso: ServiceProvider<Context>): void {
  router.get('/teams/:team/settings', async (ctx) => {
    const call = await authorize(ctx, sso, 'view', false);
    sendView(ctx, await sso.viewSettings(call));
  });

  router.put('/teams/:team/settings', async (ctx) => {
    const call = await authorize(ctx, sso, 'manage', true);
    const expectedRevision = readIfMatch(ctx);
    const body = mustParse(parseSaveBody(await readJson(ctx, MAX_SETTINGS_BODY_BYTES)));
    sendView(ctx, await sso.saveSettings({ call, expectedRevision }, body));
  });

  router.delete('/teams/:team/settings', async (ctx) => {
    const call = await authorize(ctx, sso, 'manage', true);
    const expectedRevision = readIfMatch(ctx);
    const confirm = String(ctx.query['confirm'] ?? '').split(',');
    sendView(ctx, await sso.deleteSettings({ call, expectedRevision }, confirm));
  });

  router.put('/teams/:team/settings/mode', async (ctx) => {
    const call = await authorize(ctx, sso, 'manage', true);
    const expectedRevision = readIfMatch(ctx);
    const body = mustParse(parseModeBody(await readJson(ctx, MAX_SETTINGS_BODY_BYTES)));
    sendView(ctx, await sso.setMode({ call, expectedRevision }, body));
  });

  router.post('/teams/:team/parse', async (ctx) => {
    await authorize(ctx, sso, 'manage', false);
    const { text } = mustParse(parseParseBody(await readJson(ctx, MAX_PARSE_BODY_BYTES)));
    ctx.body = sso.parse(text);
  });
}

async function authorize(
  ctx: Context,
  sso: ServiceProvider<Context>,
  right: SettingsNeed['right'],
  recentProof: boolean,
): Promise<SettingsCall> {
  const team = String(ctx['params']['team']);
  if (!isTeamId(team)) throw new ProblemError('not_found', { reason: 'not_a_member' });
  // The element sits on a page of the host: that page is where a person comes back to.
  const returnTo = sso.config.urls.safeReturnTo(ctx.get('Referer') || undefined);
  return sso.authorizeSettings(ctx, team, { right, recentProof, returnTo });
}

/** The revision of `If-Match`. A weak tag is one too; `*` would overwrite what nobody saw. */
function readIfMatch(ctx: Context): number {
  const header = ctx.get('If-Match').trim();
  if (header === '') throw new ProblemError('revision_missing');
  const revision = /^(?:W\/)?"(\d{1,15})"$/.exec(header)?.[1];
  if (revision === undefined)
    throw new ProblemError('malformed_request', {
      issues: [{ path: 'If-Match', code: 'value_invalid', expected: '"<revision>"' }],
    });
  return Number(revision);
}

function mustParse<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new ProblemError('validation_failed', { issues: parsed.issues });
  return parsed.value;
}

function sendView(ctx: Context, view: SettingsView): void {
  ctx.status = 200;
  ctx.set('ETag', `"${view.revision}"`);
  ctx.body = view;
}
