import { describe, expect, it } from 'vitest';
import type { Connection } from './connection.ts';
import {
  applyMetadataChange,
  automaticAdditions,
  changedByMetadata,
  findMetadataChange,
  metadataChangeText,
  onlyAddsCertificates,
  type PublishedMetadata,
} from './metadata-change.ts';
import type { CertificateFacts } from './reasons.ts';

const NOW = new Date('2026-11-25T00:00:00Z');
const facts = (fingerprint: string, until = '2029-01-01T00:00:00Z'): CertificateFacts => ({
  fingerprint,
  sha1Thumbprint: fingerprint,
  subject: `CN=${fingerprint}`,
  notBefore: new Date('2026-01-01T00:00:00Z'),
  notAfter: new Date(until),
  keyType: 'RSA',
  keyBits: 2048,
  pem: `PEM ${fingerprint}`,
});
const connection = (changes: Partial<Connection> = {}): Connection => ({
  idpEntityId: 'urn:idp',
  signOnUrl: 'https://idp.example/redirect',
  signOnBinding: 'redirect',
  signingCertificates: ['PEM a'],
  metadataPolicy: 'notify',
  signRequests: false,
  forceAuthn: false,
  allowUnsolicited: false,
  allowCbcEncryption: false,
  spEntityIdScope: 'region',
  ...changes,
});
const published = (changes: Partial<PublishedMetadata> = {}): PublishedMetadata => ({
  idpEntityId: 'urn:idp',
  signOn: { redirect: 'https://idp.example/redirect', post: 'https://idp.example/post' },
  logout: { redirect: 'https://idp.example/logout' },
  signingCertificates: [facts('a')],
  ...changes,
});
const pinnedTo = (fingerprints: readonly string[], changes: Partial<Connection> = {}) => ({
  connection: connection({ signingCertificates: fingerprints.map((name) => `PEM ${name}`), ...changes }),
  pinned: fingerprints.map((name) => facts(name)),
});
const find = (of: PublishedMetadata, changes: Partial<Connection> = {}, pins: readonly string[] = ['a']) =>
  findMetadataChange(pinnedTo(pins, changes), of, NOW);

describe('a change', () => {
  it('is none while the connection says one of the things that are published', () => {
    expect(find(published())).toBeNull();
    expect(find(published(), { signOnUrl: 'https://idp.example/post', signOnBinding: 'post' })).toBeNull();
    expect(find(published(), { logoutUrl: 'https://idp.example/logout' })).toBeNull();
  });

  it.each<[string, PublishedMetadata, Partial<Connection>, readonly (readonly string[])[]]>([
    [
      'another entity ID',
      published({ idpEntityId: 'urn:other' }),
      {},
      [['idpEntityId', 'urn:idp', 'urn:other']],
    ],
    [
      'another address for the same binding',
      published({ signOn: { redirect: 'https://new.example/', post: 'https://idp.example/post' } }),
      {},
      [['signOnUrl', 'https://idp.example/redirect', 'https://new.example/']],
    ],
    [
      'the same address for the other binding',
      published({ signOn: { redirect: 'https://new.example/', post: 'https://idp.example/redirect' } }),
      {},
      [['signOnBinding', 'redirect', 'post']],
    ],
    [
      'an address for the other binding alone',
      published({ signOn: { post: 'https://idp.example/post' } }),
      {},
      [
        ['signOnUrl', 'https://idp.example/redirect', 'https://idp.example/post'],
        ['signOnBinding', 'redirect', 'post'],
      ],
    ],
    [
      'another address for logout',
      published(),
      { logoutUrl: 'https://old.example/', logoutBinding: 'redirect' },
      [['logoutUrl', 'https://old.example/', 'https://idp.example/logout']],
    ],
    [
      'nothing about logout that is published no more',
      published({ logout: {} }),
      { logoutUrl: 'https://old.example/' },
      [],
    ],
  ])('is %s', (_, of, changes, fields) => {
    const change = find(of, changes);
    expect((change?.fields ?? []).map(({ field, current, published: to }) => [field, current, to])).toEqual(
      fields,
    );
  });

  it('is what is published and not pinned, unless it has expired, and what is pinned and not published', () => {
    const change = find(
      published({ signingCertificates: [facts('b'), facts('c', '2026-11-24T00:00:00Z')] }),
      {},
      ['a', 'x'],
    );
    expect(change?.added.map(({ fingerprint }) => fingerprint)).toEqual(['b']);
    expect(change?.removed).toEqual(['a', 'x']);
    expect(changedByMetadata(change!)).toEqual(['signingCertificates']);
    expect(onlyAddsCertificates(change!)).toBe(false);
  });

  it('has one text for one meaning, whatever the order', () => {
    const text = (...names: readonly string[]) =>
      metadataChangeText(find(published({ signingCertificates: names.map((name) => facts(name)) }))!);
    expect(text('b', 'c')).toBe(text('c', 'b'));
    expect(text('b', 'c')).not.toBe(text('b'));
    expect(text('a', 'b')).not.toBe(text('b'));
  });
});

describe('what is added without a question', () => {
  const policy = { metadataPolicy: 'add-certificates' } as const;
  const additions = (
    of: PublishedMetadata,
    changes: Partial<Connection>,
    pins: readonly string[] = ['a'],
  ) => {
    const change = find(of, changes, pins);
    return change
      ? automaticAdditions(pinnedTo(pins, changes), change).map(({ fingerprint }) => fingerprint)
      : null;
  };

  it('is every new certificate, under the policy that says so alone', () => {
    const of = published({ signingCertificates: [facts('a'), facts('b')] });
    expect(additions(of, policy)).toEqual(['b']);
    expect(additions(of, {})).toEqual([]);
    expect(additions(of, { metadataPolicy: 'manual' })).toEqual([]);
  });

  it('is there beside a change that waits for a review', () => {
    const of = published({ signOn: { redirect: 'https://new.example/' }, signingCertificates: [facts('b')] });
    expect(additions(of, policy)).toEqual(['b']);
  });

  it('is nothing while the entity ID is another: those are the keys of somebody else', () => {
    expect(
      additions(published({ idpEntityId: 'urn:other', signingCertificates: [facts('b')] }), policy),
    ).toEqual([]);
  });

  it('is what lasts longest, as far as there is room for five', () => {
    const of = published({
      signingCertificates: [
        facts('a'),
        facts('b', '2027-01-01T00:00:00Z'),
        facts('c', '2028-01-01T00:00:00Z'),
      ],
    });
    expect(additions(of, policy, ['a', 'p', 'q', 'r'])).toEqual(['c']);
    expect(additions(of, policy, ['a', 'p', 'q', 'r', 's'])).toEqual([]);
  });
});

describe('a change that is applied', () => {
  const apply = (of: PublishedMetadata, pins: readonly string[] = ['a'], changes: Partial<Connection> = {}) =>
    applyMetadataChange(pinnedTo(pins, changes), find(of, changes, pins)!);

  it('leaves nothing to review', () => {
    const of = published({
      idpEntityId: 'urn:other',
      signOn: { post: 'https://idp.example/post' },
      signingCertificates: [facts('b'), facts('c')],
    });
    const next = apply(of, ['a', 'b']);
    expect(next).toMatchObject({
      idpEntityId: 'urn:other',
      signOnUrl: 'https://idp.example/post',
      signOnBinding: 'post',
      signingCertificates: ['PEM b', 'PEM c'],
    });
    const after = { connection: next, pinned: [facts('b'), facts('c')] };
    expect(findMetadataChange(after, of, NOW)).toBeNull();
  });

  it('keeps the address for logout answers with the address that it came with, and no longer', () => {
    const logoutResponseUrl = 'https://idp.example/answers';
    const of = published({ signingCertificates: [facts('b')] });
    const logoutUrl = 'https://idp.example/logout';
    expect(apply(of, ['a'], { logoutUrl, logoutBinding: 'redirect', logoutResponseUrl })).toMatchObject({
      logoutUrl,
      logoutResponseUrl,
    });
    const moved = apply(of, ['a'], { logoutUrl: 'https://old.example/', logoutResponseUrl });
    expect(moved.logoutUrl).toBe(logoutUrl);
    expect(moved.logoutResponseUrl).toBeUndefined();
  });

  it('keeps at most five certificates, those that were pinned first', () => {
    const of = published({ signingCertificates: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => facts(name)) });
    expect(apply(of, ['a', 'b', 'c']).signingCertificates).toEqual([
      'PEM a',
      'PEM b',
      'PEM c',
      'PEM d',
      'PEM e',
    ]);
  });
});
