// The import rules of the house (docs/architecture.md) break when they are broken, and name the room.

import { beforeAll, describe, expect, it } from 'vitest';
import { lintFiles } from '../src/lint-fixture.ts';
import type { Complaint } from '../src/lint-fixture.ts';

type Import = readonly [from: string, specifier: string];

const FORBIDDEN: readonly (readonly [...Import, room: string])[] = [
  ['packages/core/src/settings.ts', 'node:crypto', 'Room core'],
  ['packages/core/src/settings.ts', '@team-sso/saml', 'Room core'],
  ['packages/core/src/settings.ts', 'zod', 'zod/mini'],
  ['packages/core/src/settings.ts', 'lit', 'Room core'],
  ['packages/core/src/providers/okta.ts', 'node:fs', 'Room core'],
  ['packages/core/src/settings.ts', '../../saml/src/index.ts', 'its public door'],
  ['packages/saml/src/verify-response.ts', '@node-saml/node-saml', 'Room saml'],
  ['packages/saml/src/verify-response.ts', '@team-sso/core', 'Room saml'],
  ['packages/saml/src/verify-response.ts', 'koa', 'Room saml'],
  ['packages/saml/src/verify-response.ts', 'xml-crypto', 'Room saml'],
  ['packages/saml/src/node-saml.ts', '@team-sso/core', 'Room saml'],
  ['packages/saml/src/node-saml.ts', 'koa', 'Room saml'],
  ['packages/service-provider/src/journeys/start-login.ts', 'koa', 'Room service-provider'],
  ['packages/service-provider/src/journeys/start-login.ts', '@koa/router', 'Room service-provider'],
  ['packages/service-provider/src/journeys/start-login.ts', '../koa/router.ts', 'Journeys know no HTTP'],
  [
    'packages/service-provider/src/journeys/start-login.ts',
    '../koa/routes/login.ts',
    'Journeys know no HTTP',
  ],
  ['packages/service-provider/src/index.ts', './koa/index.ts', 'Journeys know no HTTP'],
  [
    'packages/service-provider/src/journeys/start-login.ts',
    '@team-sso/storage/memory',
    'Room service-provider',
  ],
  ['packages/service-provider/src/journeys/start-login.ts', '@node-saml/node-saml', 'Room service-provider'],
  ['packages/service-provider/src/koa/routes/login.ts', '@team-sso/saml', 'Room service-provider/koa'],
  ['packages/service-provider/src/koa/cookies.ts', './routes/login.ts', 'Only koa/router.ts'],
  ['packages/service-provider/src/koa/routes/login.ts', 'kysely', 'Room service-provider/koa'],
  ['packages/storage/src/sqlite.ts', '@team-sso/service-provider', 'Room storage'],
  ['packages/storage/src/sqlite.ts', 'better-sqlite3', 'Room storage'],
  ['packages/mock-idp/src/index.ts', '@team-sso/core', 'Room mock-idp'],
  ['packages/mock-idp/src/index.ts', '@team-sso/saml', 'Room mock-idp'],
  ['packages/mock-idp/src/index.ts', '../../core/src/index.ts', 'its public door'],
  ['packages/settings-element/src/define.ts', '@team-sso/service-provider', 'Room settings-element'],
  ['packages/settings-element/src/sections/mode.ts', 'node:fs', 'Room settings-element'],
  ['apps/demo/src/main.ts', '@node-saml/node-saml', 'Only packages/saml/src/node-saml.ts'],
  ['tooling/e2e/src/demo.ts', '@node-saml/node-saml', 'Only packages/saml/src/node-saml.ts'],
];

const ALLOWED: readonly Import[] = [
  ['packages/core/src/settings.ts', 'zod/mini'],
  ['packages/core/src/providers/okta.ts', '../reasons.ts'],
  ['packages/core/src/settings.ts', './providers/okta.ts'],
  ['packages/core/src/settings.test.ts', 'fast-check'],
  ['packages/saml/src/verify-response.ts', '@team-sso/core/reasons'],
  ['packages/saml/src/verify-response.ts', 'node:crypto'],
  ['packages/saml/src/node-saml.ts', '@node-saml/node-saml'],
  ['packages/saml/src/verify-response.test.ts', '@team-sso/mock-idp'],
  ['packages/service-provider/src/journeys/start-login.ts', '@team-sso/core'],
  ['packages/service-provider/src/journeys/start-login.ts', '@team-sso/saml'],
  ['packages/service-provider/src/journeys/start-login.ts', '../urls.ts'],
  ['packages/service-provider/src/koa/index.ts', './router.ts'],
  ['packages/service-provider/src/koa/router.ts', './routes/login.ts'],
  ['packages/service-provider/src/koa/router.ts', '@koa/router'],
  ['packages/service-provider/src/koa/routes/login.ts', '../../journeys/start-login.ts'],
  ['packages/service-provider/src/koa/routes/login.ts', '../cookies.ts'],
  ['packages/storage/src/postgres.ts', 'pg'],
  ['packages/storage/src/sql-schema.ts', 'kysely/migration'],
  ['packages/storage/src/sqlite.ts', 'node:sqlite'],
  ['packages/storage/src/sqlite.ts', 'node:fs/promises'],
  ['packages/storage/src/sqlite.ts', '@team-sso/core'],
  ['packages/mock-idp/src/server/http.ts', '../pages/login.ts'],
  ['packages/mock-idp/src/server/http.ts', 'node:http'],
  ['packages/settings-element/src/team-sso-settings.ts', 'lit/decorators.js'],
  ['packages/settings-element/src/sections/mode.ts', '../messages/en.ts'],
  ['packages/settings-element/src/sections/mode.ts', '@team-sso/core/providers/okta'],
  ['packages/settings-element/test/axe.test.ts', 'axe-core'],
  ['apps/demo/src/main.ts', '@team-sso/storage/sqlite'],
];

describe('an import', () => {
  let complaints: readonly Complaint[];
  const imports = [...FORBIDDEN, ...ALLOWED];

  beforeAll(async () => {
    const files: Record<string, string> = {};
    for (const [from] of imports)
      files[from] = importsOf(from)
        .map((name, line) => importLine(name, line))
        .join('');
    complaints = await lintFiles(files);
  }, 60_000);

  it.each(FORBIDDEN)('in %s of %s is refused', (from, specifier, room) => {
    expect(complaintsAbout(from, specifier)).toContain(room);
  });

  it.each(ALLOWED)('in %s of %s is fine', (from, specifier) => {
    expect(complaintsAbout(from, specifier)).toBe('');
  });

  it('that closes a circle is refused', async () => {
    const circle = await lintFiles({
      'packages/core/src/access.ts': `import { b } from './settings.ts';\nexport const a = (): unknown => b;\n`,
      'packages/core/src/settings.ts': `import { a } from './access.ts';\nexport const b = (): unknown => a;\n`,
    });
    expect(circle.map(({ text }) => text).join()).toContain('no-cycle');
  });

  function importsOf(path: string): readonly string[] {
    return imports.filter(([from]) => from === path).map(([, specifier]) => specifier);
  }

  function complaintsAbout(from: string, specifier: string): string {
    const line = importsOf(from).indexOf(specifier) + 1;
    return complaints
      .filter((complaint) => complaint.path === from && complaint.line === line)
      .filter(({ text }) => text.includes('no-restricted-imports'))
      .map(({ text }) => text)
      .join('\n');
  }
});

function importLine(specifier: string, line: number): string {
  return `export * as name${line} from '${specifier}';\n`;
}
