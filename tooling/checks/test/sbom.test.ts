// The bill of materials: all that the packages bring along, each with its hash, and nothing of our tools.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

interface Component {
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly externalReferences?: readonly { readonly hashes?: readonly { readonly alg: string }[] }[];
}
interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

const nameOf = ({ group, name }: Component): string => (group === undefined ? name : `${group}/${name}`);

describe('pnpm run sbom', () => {
  let folder: string;
  let bill: {
    readonly bomFormat: string;
    readonly specVersion: string;
    readonly components: readonly Component[];
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'team-sso-sbom-'));
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const file = join(folder, 'team-sso.cdx.json');
    const command = scripts['sbom']?.replace('team-sso.cdx.json', file) ?? 'false';
    execFileSync(command, { cwd: ROOT, shell: true, stdio: ['ignore', 'ignore', 'inherit'] });
    bill = JSON.parse(readFileSync(file, 'utf8')) as typeof bill;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('writes CycloneDX', () => {
    expect([bill.bomFormat, bill.specVersion]).toEqual(['CycloneDX', '1.6']);
  });

  it('names every dependency of every package, in the version that is pinned', () => {
    const names = bill.components.map(nameOf);
    const versions = bill.components.map((component) => `${nameOf(component)}@${component.version}`);
    const needed = readdirSync(join(ROOT, 'packages')).flatMap((directory) => {
      const manifest = JSON.parse(
        readFileSync(join(ROOT, 'packages', directory, 'package.json'), 'utf8'),
      ) as Manifest;
      return Object.entries(manifest.dependencies ?? {});
    });
    const own = needed.filter(([, range]) => range.startsWith('workspace:'));
    expect(names).toEqual(expect.arrayContaining(own.map(([name]) => name)));
    const foreign = needed.filter(([, range]) => !range.startsWith('workspace:'));
    expect(versions).toEqual(expect.arrayContaining(foreign.map(([name, range]) => `${name}@${range}`)));
  });

  it('gives the hash of each that comes from a registry', () => {
    const foreign = bill.components.filter(({ group }) => group !== '@team-sso');
    expect(foreign.length).toBeGreaterThan(20);
    for (const { purl, externalReferences = [] } of foreign) {
      const algorithms = externalReferences.flatMap(({ hashes = [] }) => hashes.map(({ alg }) => alg));
      expect({ purl, algorithms }).toMatchObject({ algorithms: ['SHA-512'] });
    }
  });

  it('leaves out what only our tools use', () => {
    const names = new Set(bill.components.map(nameOf));
    for (const tool of ['vitest', 'oxlint', 'turbo', 'typescript', 'playwright'])
      expect(names).not.toContain(tool);
  });
});
