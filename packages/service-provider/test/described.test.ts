// The description of the API in docs/ names exactly the routes that there are, and every status they were seen to answer.

import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRouter } from '../src/koa/index.ts';
import { aConnection, startDeployment, type Deployment } from './deployment.ts';

interface Operation {
  readonly responses: Readonly<Record<string, unknown>>;
}
const { paths } = JSON.parse(
  readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8'),
) as { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>>>> };

let deployment: Deployment;
beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

describe('docs/openapi.json', () => {
  it('names exactly the routes of the router', () => {
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations)
        .filter((method) => method !== 'parameters')
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routed = createRouter(deployment.sso)
      .stack.filter(({ name, methods }) => name !== 'team-sso-unmatched' && methods.length > 0)
      .flatMap(({ path, methods }) =>
        methods.map(
          (method) =>
            `${method} ${String(path)
              .replace('/sso', '')
              .replace(/:(\w+)/g, '{$1}')}`,
        ),
      )
      // HEAD comes with every GET, and GET of the ACS is a page that says there is none.
      .filter((route) => !route.startsWith('HEAD ') && route !== 'GET /{team}/acs');
    expect(routed.toSorted()).toEqual(described.toSorted());
  });

  it('knows every status that a save may answer', async () => {
    const described = Object.keys(paths['/teams/{team}/settings']?.['put']?.responses ?? {});
    const admin = deployment.signedIn('admin');
    const put = (body: unknown, headers: Readonly<Record<string, string>>) =>
      admin.api('PUT', '/sso/teams/acme/settings', body, headers);
    const IM = { 'If-Match': '"0"' };
    const seen = [
      await put({ connection: aConnection() }, { 'If-Match': '*' }),
      await put({ connection: aConnection() }, {}),
      await put({ connection: aConnection() }, { ...IM, 'Sec-Fetch-Site': 'cross-site' }),
      await put({ connection: aConnection() }, { ...IM, 'Content-Type': 'text/plain' }),
      await put({ text: 'a'.repeat(200_000) }, IM),
      await put({ connection: {} }, IM),
      await put({ mode: 'optional' }, IM),
      await put({ connection: aConnection() }, IM),
      await put({ connection: aConnection() }, IM),
      await deployment.browser().api('PUT', '/sso/teams/acme/settings', {}),
      await deployment.signedIn('globex-admin').api('PUT', '/sso/teams/acme/settings', {}),
    ].map(({ status }) => String(status));
    expect(seen).toEqual(['400', '428', '403', '415', '413', '422', '409', '200', '412', '401', '404']);
    for (const status of [...seen, '503']) expect(described).toContain(status);
  });
});
