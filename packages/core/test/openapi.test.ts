import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderOpenApi } from '../scripts/openapi.ts';

const text = readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8');
const description = JSON.parse(text) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
};

describe('docs/openapi.json', () => {
  it('is what the schemas say: run `pnpm docs:openapi` after a change', () => {
    expect(text).toBe(renderOpenApi());
  });

  it('refers to nothing that is not in it', () => {
    const refs = [...text.matchAll(/"\$ref": "#\/components\/(\w+)\/(\w+)"/g)];
    const components = description.components as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    expect(refs.length).toBeGreaterThan(20);
    for (const [, kind = '', name = ''] of refs) expect(components[kind]).toHaveProperty(name);
  });

  it('leaves answers open to new fields and bodies closed to unknown ones', () => {
    const { SettingsView, Problem, Connection, SaveBody } = description.components.schemas;
    expect(JSON.stringify([SettingsView, Problem])).not.toContain('additionalProperties":false');
    for (const body of [Connection, SaveBody]) expect(body).toMatchObject({ additionalProperties: false });
  });

  it('names every operation once', () => {
    const operations = Object.values(description.paths)
      .flatMap((path) => Object.values(path))
      .flatMap((operation) => (operation as { readonly operationId?: string }).operationId ?? []);
    expect(new Set(operations).size).toBe(operations.length);
    expect(operations.length).toBeGreaterThan(10);
  });
});
