import { describe, expect, it } from 'vitest';
import {
  certificateHealth,
  dueExpiryNotices,
  expiryStage,
  type EndingCertificate,
} from './certificate-expiry.ts';

const NOW = new Date('2026-11-25T00:00:00Z');
const DAY = 24 * 3_600_000;
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY);
const one = (
  fingerprint: string,
  days: number,
  role: EndingCertificate['role'] = 'in_use',
): EndingCertificate => ({ fingerprint, notAfter: inDays(days), role });

describe('the ladder', () => {
  it.each([
    [60.01, null],
    [60, 60],
    [30.01, 60],
    [30, 30],
    [14, 14],
    [7, 7],
    [1.01, 7],
    [1, 1],
    [0, 1],
    [-0.01, 0],
    [-400, 0],
  ])('with %d days left stands at %s', (days, stage) => {
    expect(expiryStage(inDays(days), NOW)).toBe(stage);
  });
});

describe('health', () => {
  it.each<[string, readonly EndingCertificate[], string | undefined]>([
    ['nothing of a certificate that lasts', [one('a', 61)], undefined],
    ['of one that ends', [one('a', 41)], 'certificate_expiring'],
    ['of one that ended', [one('a', -1)], 'certificate_expired'],
    ['nothing of one with a successor', [one('a', 5), one('b', 500, 'next')], undefined],
    ['of one whose successor ends before it', [one('a', 5), one('b', 4, 'next')], 'certificate_expiring'],
    [
      'of one that ended with a successor: it is still the one in use',
      [one('a', -1), one('b', 9, 'next')],
      'certificate_expired',
    ],
    ['nothing of an old one', [one('a', 500), one('b', 5, 'old')], undefined],
    [
      'nothing while one of several lasts that were never seen',
      [one('a', 5, 'next'), one('b', 500, 'next')],
      undefined,
    ],
    ['of all that were never seen', [one('a', -5, 'next'), one('b', -1, 'next')], 'certificate_expired'],
    ['nothing where there is none', [], undefined],
  ])('says %s', (_, certificates, code) => {
    expect(certificateHealth(certificates, NOW)?.code).toBe(code);
  });

  it('knows since when', () => {
    expect(certificateHealth([one('a', -3)], NOW)?.since).toEqual(inDays(-3));
    expect(certificateHealth([one('a', 41)], NOW)?.since).toEqual(inDays(-19));
  });
});

describe('notices', () => {
  const due = (
    certificates: readonly EndingCertificate[],
    announced: Readonly<Record<string, number>> = {},
  ) => dueExpiryNotices(certificates, announced, NOW).map(({ fingerprint, stage }) => [fingerprint, stage]);

  it('are due once for each rung', () => {
    expect(due([one('a', 29)])).toEqual([['a', 30]]);
    expect(due([one('a', 29)], { a: 60 })).toEqual([['a', 30]]);
    expect(due([one('a', 29)], { a: 30 })).toEqual([]);
    expect(due([one('a', 29)], { a: 14 })).toEqual([]);
    expect(due([one('a', -1)], { a: 1 })).toEqual([['a', 0]]);
    expect(due([one('a', -1)], { a: 0 })).toEqual([]);
  });

  it('skip rungs that nobody was there for', () => {
    expect(due([one('a', 5)])).toEqual([['a', 7]]);
  });

  it('leave out what ends before the one in use, and old ones', () => {
    expect(due([one('a', 20), one('b', 3, 'next'), one('c', 2, 'old')])).toEqual([['a', 30]]);
    expect(due([one('a', 20), one('b', 25, 'next')])).toEqual([
      ['a', 30],
      ['b', 30],
    ]);
  });

  it('say whether a successor is there', () => {
    const [first] = dueExpiryNotices([one('a', 20), one('b', 500, 'next')], {}, NOW);
    expect(first).toMatchObject({ fingerprint: 'a', hasSuccessor: true });
  });
});
