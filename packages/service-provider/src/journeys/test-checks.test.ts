import { SIGN_IN_REASONS, type MappedIdentity } from '@team-sso/core';
import { describe, expect, it } from 'vitest';
import { checksOfPerson, checksOfRefusal, type TestPerson } from './test-checks.ts';

const ORDER = [
  'message',
  'status',
  'assertion',
  'encryption',
  'signature',
  'issuer',
  'address',
  'audience',
  'time',
  'request',
  'person',
  'email',
  'member',
];
const states = (checks: readonly { readonly id: string; readonly state: string }[]) =>
  Object.fromEntries(checks.map(({ id, state }) => [id, state]));

describe('the checks of a refusal', () => {
  it('are those before it, it, and those that were not reached', () => {
    const checks = checksOfRefusal('audience_mismatch', { expected: 'ours', received: 'theirs' });
    expect(checks.map(({ id }) => id)).toEqual(ORDER);
    const failedAt = ORDER.indexOf('audience');
    for (const [index, { id, state }] of checks.entries())
      expect([id, state]).toEqual([
        id,
        index < failedAt ? 'passed' : index === failedAt ? 'failed' : 'not_reached',
      ]);
    expect(checks[failedAt]).toEqual({
      id: 'audience',
      state: 'failed',
      expected: 'ours',
      received: 'theirs',
    });
  });

  it.each(SIGN_IN_REASONS)('never pass a later check than the one that %s is about', (reason) => {
    const found = checksOfRefusal(reason, {}).map(({ state }) => state);
    const reached = found.filter((state) => state !== 'not_reached');
    expect(found.slice(0, reached.length)).toEqual(reached);
    expect(reached.slice(0, -1).every((state) => state === 'passed')).toBe(true);
    expect(['failed', undefined]).toContain(reached.at(-1));
  });

  it.each([
    ['xml_invalid', 'message'],
    ['status_not_success', 'status'],
    ['several_assertions', 'assertion'],
    ['encryption_weak', 'encryption'],
    ['signature_wrong_key', 'signature'],
    ['second_opinion_differs', 'signature'],
    ['issuer_mismatch', 'issuer'],
    ['recipient_mismatch', 'address'],
    ['audience_mismatch', 'audience'],
    ['assertion_too_early', 'time'],
    ['replayed', 'request'],
    ['nameid_transient', 'person'],
    ['email_missing', 'email'],
    ['member_unknown', 'member'],
  ] as const)('put %s on the line %s', (reason, line) => {
    const failed = checksOfRefusal(reason, {}).find(({ state }) => state === 'failed');
    expect(failed?.id).toBe(line);
  });
});

describe('the checks of a response that held', () => {
  const mapped = (
    identity: Partial<MappedIdentity['identity']> = {},
    groupsOmitted = false,
  ): MappedIdentity => ({
    identity: {
      nameId: 'id-1',
      email: 'ana@acme.example',
      groups: ['Engineering'],
      attributes: {},
      ...identity,
    },
    groupsOmitted,
  });
  const MEMBER: TestPerson = { wouldMatch: { userId: 'ana', by: 'email' } };
  const person = (of: MappedIdentity, who = MEMBER, nameIdFormat?: string) =>
    states(
      checksOfPerson(
        { lifetimeLong: false, ...(nameIdFormat === undefined ? {} : { nameIdFormat }) },
        of,
        who,
      ),
    );

  it('are all of them', () => {
    expect(person(mapped())).toEqual(Object.fromEntries(ORDER.map((id) => [id, 'passed'])));
  });

  it('fail on a person whom nobody matches, masked', () => {
    const checks = checksOfPerson({ lifetimeLong: false }, mapped(), { refusal: 'member_unknown' });
    expect(checks).toContainEqual({ id: 'member', state: 'failed', received: 'a•••@acme.example' });
  });

  it('warn about nobody yet, who would join', () => {
    const joins = { wouldMatch: null, wouldJoin: { role: 'member' } };
    expect(person(mapped(), joins)).toMatchObject({ email: 'passed', member: 'warning' });
  });

  it('fail on an address outside the domains, before anybody is looked for', () => {
    const states = person(mapped(), { wouldMatch: null, refusal: 'email_domain_not_allowed' });
    expect(states).toMatchObject({ email: 'failed', member: 'not_reached' });
  });

  it.each<readonly [string, ReturnType<typeof person>, string]>([
    ['no e-mail address', person(mapped({ email: undefined } as never)), 'email'],
    [
      'an identifier that is an e-mail address',
      person(mapped(), MEMBER, 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'),
      'nameid_renamable',
    ],
    ['a long lifetime', states(checksOfPerson({ lifetimeLong: true }, mapped(), MEMBER)), 'lifetime_long'],
    ['no groups', person(mapped({ groups: [] })), 'groups_missing'],
    ['too many groups', person(mapped({ groups: [] }, true)), 'groups_omitted'],
    [
      'a user name of another domain',
      person(mapped({ nameId: 'ana@acme.onmicrosoft.example' })),
      'domains_differ',
    ],
  ])('warn about %s', (_what, found, line) => {
    expect(found[line]).toBe('warning');
    expect(Object.values(found).filter((state) => state === 'warning')).toHaveLength(1);
    expect(found['member']).toBe('passed');
  });
});
