import { afterEach, describe, expect, it, vi } from 'vitest';
import { lookUpDomain } from './look-up-domain.ts';
import type { ResolveTxt } from './resolve-txt.ts';

afterEach(() => {
  vi.useRealTimers();
});

const look = (resolveTxt: ResolveTxt) =>
  lookUpDomain(
    { resolveTxt, randomBytes: (size) => new Uint8Array(size) },
    { domain: 'acme.test', token: 't' },
  );

describe('a look-up', () => {
  it('asks for our record and, once it is there, for a name that nobody can have published', async () => {
    const asked: string[] = [];
    const found = await look(async (name) => {
      asked.push(name);
      return name.startsWith('_team-sso.') ? [['team-sso-verification=t']] : [];
    });
    expect(found).toBe('found');
    expect(asked).toEqual(['_team-sso.acme.test', '_000000000000000000000000.acme.test']);
  });

  it('gives a resolver up that never answers', async () => {
    vi.useFakeTimers();
    const check = look(() => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await check).toBe('unreachable');
  });

  it('takes a resolver that throws at once, or throws no error, for one without an answer', async () => {
    expect(
      await look(() => {
        throw new Error('broken');
      }),
    ).toBe('unreachable');
    expect(await look(() => Promise.reject('ENOTFOUND'))).toBe('unreachable'); // oxlint-disable-line prefer-promise-reject-errors
  });

  it('compares whole records: nothing before, nothing after', async () => {
    for (const value of [
      'team-sso-verification=tt',
      'xteam-sso-verification=t',
      'TEAM-SSO-VERIFICATION=T',
      't',
    ])
      expect(await look(async () => [[value]])).toBe('different');
  });

  it('reads no more records than anybody needs', async () => {
    const many = Array.from({ length: 100 }, (_, index) => [`record ${index}`]);
    expect(await look(async () => [...many, ['team-sso-verification=t']])).toBe('different');
  });
});
