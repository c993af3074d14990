// The services that wider tests need start with one call and are gone after another.

import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { postgresIsInstalled, startPostgres } from '../src/postgres.ts';
import { simpleSamlPhpIsInstalled, startSimpleSamlPhp } from '../src/simplesamlphp.ts';

describe.skipIf(!postgresIsInstalled)('PostgreSQL', () => {
  it('answers on its URL until it is stopped', async () => {
    const postgres = await startPostgres();
    const port = Number(new URL(postgres.url).port);
    expect(await acceptsConnections(port)).toBe(true);
    await postgres.stop();
    expect(await acceptsConnections(port)).toBe(false);
  });
});

describe.skipIf(!simpleSamlPhpIsInstalled)('SimpleSAMLphp', () => {
  it('publishes both its certificates until it is stopped', async () => {
    const provider = await startSimpleSamlPhp({ serviceProviders: [], options: { secondCertificate: true } });
    const metadata = await (await fetch(provider.metadataUrl)).text();
    expect(metadata).toContain(`entityID="${provider.entityId}"`);
    for (const pem of [provider.certPem, provider.nextCertPem ?? 'missing'])
      expect(metadata).toContain(pem.replaceAll(/-----[^-]+-----|\s/g, ''));
    await provider.stop();
    await expect(fetch(provider.metadataUrl)).rejects.toThrow('fetch failed');
  });
});

function acceptsConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
