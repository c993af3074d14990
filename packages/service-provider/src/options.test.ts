import { createMemoryStore } from '@team-sso/storage/memory';
import { describe, expect, it } from 'vitest';
import { createFakeHost, createFakeHostState } from '../test/fake-host.ts';
import { isLoopbackHost, resolveOptions } from './options.ts';

const given = () => ({
  host: createFakeHost(createFakeHostState()),
  store: createMemoryStore(),
  publicUrl: 'https://app.example.com',
  regions: [{ id: 'eu', name: 'Europe', spEntityId: 'https://auth.example/eu' }],
  secretKeys: [new Uint8Array(32)],
});

describe('options', () => {
  it.each([
    [{ publicUrl: 'app.example.com' }, 'publicUrl'],
    [{ publicUrl: 'ftp://app.example.com' }, 'publicUrl'],
    [{ publicUrl: 'https://app.example.com/path' }, 'publicUrl'],
    [{ publicUrl: 'http://app.example.com' }, 'publicUrl must be https'],
    [{ unsafeAllowLoopbackProviders: true }, 'unsafeAllowLoopbackProviders'],
    [{ clockSkewSeconds: 121 }, 'clockSkewSeconds'],
    [{ clockSkewSeconds: -1 }, 'clockSkewSeconds'],
    [{ clockSkewSeconds: Number.NaN }, 'clockSkewSeconds'],
    [{ policyCacheSeconds: 61 }, 'policyCacheSeconds'],
    [{ policyCacheSeconds: Number.NaN }, 'policyCacheSeconds'],
    [{ secretKeys: [] }, 'secretKeys'],
    [{ secretKeys: [new Uint8Array(31)] }, 'secretKeys'],
    [{ regions: [] }, 'regions'],
    [{ trustedOrigins: ['https://admin.example.com/'] }, 'trustedOrigins'],
    [{ trustedOrigins: ['null'] }, 'trustedOrigins'],
    [{ trustedOrigins: ['*'] }, 'trustedOrigins'],
    [{ basePath: 'sso' }, 'basePath'],
    [{ basePath: '/sso/' }, 'basePath'],
  ])('are refused with their name: %j', (change, name) => {
    expect(() => resolveOptions({ ...given(), ...change })).toThrow(TypeError);
    expect(() => resolveOptions({ ...given(), ...change })).toThrow(name);
  });

  it.each(['id', 'spEntityId'] as const)('are refused when two regions share their %s', (field) => {
    const [eu] = given().regions;
    const other = {
      id: 'us',
      name: 'United States',
      spEntityId: 'https://auth.example/us',
      [field]: eu?.[field],
    };
    expect(() => resolveOptions({ ...given(), regions: [...given().regions, other] })).toThrow(field);
  });

  it('that are there and undefined have their defaults', () => {
    const withUndefined = { ...given(), clockSkewSeconds: undefined, basePath: undefined };
    const resolved = resolveOptions(withUndefined as unknown as Parameters<typeof resolveOptions>[0]);
    expect(resolved).toMatchObject({ clockSkewSeconds: 120, basePath: '/sso', secondOpinion: 'never' });
  });

  it('are copied: what the caller changes later changes nothing', () => {
    const options = { ...given(), trustedOrigins: ['https://admin.example.com'] };
    const resolved = resolveOptions(options);
    options.trustedOrigins.push('https://evil.example');
    options.secretKeys[0]?.fill(9);
    expect(resolved.trustedOrigins).toEqual(['https://admin.example.com']);
    expect(resolved.secretKeys[0]?.[0]).toBe(0);
    expect(Object.isFrozen(resolved)).toBe(true);
  });

  it('are plain http on loopback at most', () => {
    for (const publicUrl of ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])
      expect(resolveOptions({ ...given(), publicUrl })).toMatchObject({
        secure: false,
        publicOrigin: publicUrl,
      });
  });
});

describe('a loopback host', () => {
  it.each(['localhost', 'localhost.', 'idp.localhost', '127.0.0.1', '127.1.2.3', '[::1]'])(
    'is %s',
    (name) => {
      expect(isLoopbackHost(name)).toBe(true);
    },
  );

  it.each(['localhost.example', 'notlocalhost', '127.0.0.1.example', '10.0.0.1', '[::2]'])(
    'is not %s',
    (name) => {
      expect(isLoopbackHost(name)).toBe(false);
    },
  );
});
