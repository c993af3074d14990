// Calls of the settings API as tests make them: under the current revision, by whichever browser.

import type { TestRunView } from '@team-sso/core';
import type { ApiAnswer, Browser } from './browser.ts';
import { aConnection, requestIdOf, requestOf, respond, type Deployment } from './deployment.ts';

export const SETTINGS = '/sso/teams/acme/settings';

/** A write under the revision that holds now. */
export async function write(by: Browser, method: string, path: string, body?: unknown): Promise<ApiAnswer> {
  const team = path.split('/')[3] ?? '';
  const { body: view } = await by.api('GET', `/sso/teams/${team}/settings`);
  return by.api(method, path, body, { 'If-Match': `"${view.revision}"` });
}

/** Another connection as the draft. */
export async function saveDraft(by: Browser, changes: Readonly<Record<string, unknown>>): Promise<ApiAnswer> {
  const saved = await write(by, 'PUT', `${SETTINGS}/draft`, { connection: aConnection(changes) });
  if (saved.status !== 200) throw new Error(`no draft was saved: ${JSON.stringify(saved.body)}`);
  return saved;
}

/** Starts a test and walks to the provider. */
export async function beginTest(
  by: Browser,
  target: 'draft' | 'live',
): Promise<{ readonly id: string; readonly requestId: string }> {
  const started = await by.api<{ id: string; startUrl: string }>('POST', '/sso/teams/acme/tests', { target });
  if (started.status !== 200) throw new Error(`no test was started: ${JSON.stringify(started.body)}`);
  const page = await by.visit(started.body.startUrl);
  if (page.status !== 302) throw new Error(`the test did not begin: ${page.status} ${page.text}`);
  return { id: started.body.id, requestId: requestIdOf(requestOf(page.location)) };
}

export async function readTest(by: Browser, id: string): Promise<TestRunView> {
  return (await by.api<TestRunView>('GET', `/sso/teams/acme/tests/${id}`)).body;
}

/** A whole test sign-in; gives its result. */
export async function runTest(
  deployment: Deployment,
  by: Browser,
  target: 'draft' | 'live',
  response: Parameters<typeof respond>[2] = {},
): Promise<TestRunView> {
  const { id, requestId } = await beginTest(by, target);
  const SAMLResponse = respond(deployment, requestId, { email: 'admin@acme.example', ...response });
  const hop = await by.postForm('/sso/acme/acs', { SAMLResponse });
  if (hop.location.includes('/finish')) await by.visit(hop.location);
  return readTest(by, id);
}

export async function auditTypes(deployment: Deployment): Promise<readonly string[]> {
  const records = await deployment.store.readAudit('acme', { limit: 100 });
  return records.map(({ event }) => event.type).toReversed();
}
