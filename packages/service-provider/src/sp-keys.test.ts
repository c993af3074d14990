import { randomBytes, X509Certificate } from 'node:crypto';
import { createMemoryStore } from '@team-sso/storage/memory';
import { describe, expect, it } from 'vitest';
import { failingStore } from '../test/responding-store.ts';
import { createSecretBox } from './secrets.ts';
import { createSpKeys } from './sp-keys.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const secretKey = randomBytes(32);

function keysOver(store: ReturnType<typeof createMemoryStore>, key: Uint8Array = secretKey) {
  return createSpKeys({ store, now: () => NOW, randomBytes, secrets: createSecretBox([key], randomBytes) });
}

describe("the service provider's keys", () => {
  it('are made once, although two instances use them first at the same moment', async () => {
    const store = createMemoryStore();
    const [one, two] = await Promise.all([keysOver(store).forRegion('eu'), keysOver(store).forRegion('eu')]);
    expect(one[0]?.certificatePem).toBe(two[0]?.certificatePem);
    expect(await store.readSpKeys('eu')).toHaveLength(1);
    const { publicKey } = new X509Certificate(one[0]?.certificatePem ?? '');
    for (const key of [one[0], two[0]])
      expect(key && new X509Certificate(key.certificatePem).checkPrivateKey(key.privateKey)).toBe(true);
    expect(publicKey.asymmetricKeyType).toBe('rsa');
  });

  it('differ between regions and lie encrypted in the store', async () => {
    const store = createMemoryStore();
    const keys = keysOver(store);
    const [eu, us] = [await keys.forRegion('eu'), await keys.forRegion('us')];
    expect(eu[0]?.certificatePem).not.toBe(us[0]?.certificatePem);
    expect(JSON.stringify(await store.readSpKeys('eu'))).not.toContain('PRIVATE KEY');
  });

  it('fail clearly under another secret key, and are not replaced', async () => {
    const store = createMemoryStore();
    const [made] = await keysOver(store).forRegion('eu');
    await expect(keysOver(store, randomBytes(32)).forRegion('eu')).rejects.toThrow(
      'no secret key opens this secret',
    );
    expect((await store.readSpKeys('eu'))[0]?.certificatePem).toBe(made?.certificatePem);
  });

  it('are asked for again after the store was down', async () => {
    const down: { names: ReadonlySet<'readSpKeys'> } = { names: new Set(['readSpKeys'] as const) };
    const keys = keysOver(failingStore(down)(createMemoryStore()));
    await expect(keys.forRegion('eu')).rejects.toThrow('database');
    down.names = new Set();
    expect(await keys.forRegion('eu')).toHaveLength(1);
  });
});
