import { describe, expect, it } from 'vitest';
import { isTeamId, spEntityIdFor } from './regions.ts';

const eu = { id: 'eu', name: 'Europe', spEntityId: 'https://auth.acmebots.example/sso/eu' };

describe('spEntityIdFor', () => {
  it('is the entity ID of the region, or of the team inside it', () => {
    expect(spEntityIdFor(eu, 'region', 'acme')).toBe('https://auth.acmebots.example/sso/eu');
    expect(spEntityIdFor(eu, 'team', 'acme')).toBe('https://auth.acmebots.example/sso/eu/teams/acme');
  });
});

describe('isTeamId', () => {
  it.each(['a', '0', 'acme', 'acme-2', '9-lives', 'a-', `a${'b'.repeat(62)}`, 'team', 'constructor'])(
    'takes %j',
    (text) => {
      expect(isTeamId(text)).toBe(true);
    },
  );
  it.each([
    '',
    '-acme',
    'Acme',
    'ac_me',
    'ac.me',
    'ac/me',
    'acme\n',
    ' acme',
    'äcme',
    '__proto__',
    `a${'b'.repeat(63)}`,
    'teams',
    'discover',
    'assets',
  ])('refuses %j', (text) => {
    expect(isTeamId(text)).toBe(false);
  });
});
