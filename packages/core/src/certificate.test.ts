import { describe, expect, it } from 'vitest';
import { certificateFactsView, certificateViews } from './certificate.ts';
import type { CertificateFacts } from './reasons.ts';

const facts = (fingerprint: string): CertificateFacts => ({
  fingerprint,
  sha1Thumbprint: `sha1 of ${fingerprint}`,
  subject: 'CN=idp.example',
  notBefore: new Date('2026-01-01T00:00:00Z'),
  notAfter: new Date('2029-01-01T00:00:00Z'),
  keyType: 'RSA',
  keyBits: 2048,
  pem: 'PEM',
});
const NOW = new Date('2026-11-25T00:00:00Z');
const seen = (...pairs: readonly (readonly [string, string])[]) =>
  new Map(pairs.map(([fingerprint, at]) => [fingerprint, new Date(at)]));

describe('certificateViews', () => {
  it('shows facts as text, without the certificate itself', () => {
    expect(certificateFactsView(facts('aa'))).toEqual({
      fingerprint: 'aa',
      sha1Thumbprint: 'sha1 of aa',
      subject: 'CN=idp.example',
      notBefore: '2026-01-01T00:00:00.000Z',
      notAfter: '2029-01-01T00:00:00.000Z',
      keyType: 'RSA',
      keyBits: 2048,
    });
  });

  it('calls in use what verified last, next what never did, old what did before', () => {
    const lastSeen = seen(['aa', '2026-05-01T00:00:00Z'], ['bb', '2026-05-03T00:00:00Z']);
    const views = certificateViews([facts('aa'), facts('bb'), facts('cc')], lastSeen, NOW);
    expect(views.map(({ fingerprint, role, lastSeenAt }) => [fingerprint, role, lastSeenAt])).toEqual([
      ['aa', 'old', '2026-05-01T00:00:00.000Z'],
      ['bb', 'in_use', '2026-05-03T00:00:00.000Z'],
      ['cc', 'next', undefined],
    ]);
  });

  it('calls everything next before the first sign-in', () => {
    expect(certificateViews([facts('aa'), facts('bb')], new Map(), NOW).map(({ role }) => role)).toEqual([
      'next',
      'next',
    ]);
  });

  it('is not led by a certificate that is no longer pinned', () => {
    const lastSeen = seen(['aa', '2026-05-01T00:00:00Z'], ['gone', '2026-05-03T00:00:00Z']);
    expect(certificateViews([facts('aa')], lastSeen, NOW)).toMatchObject([{ role: 'in_use' }]);
  });

  it('tells how near the end is, by the lowest rung that was reached', () => {
    const ending = { ...facts('aa'), notAfter: new Date('2026-12-05T00:00:00Z') };
    const views = certificateViews([ending, facts('bb')], new Map(), NOW);
    expect(views.map(({ expiryStage }) => expiryStage)).toEqual([14, undefined]);
  });

  it('has nothing to say about no certificates', () => {
    expect(certificateViews([], seen(['aa', '2026-05-01T00:00:00Z']), NOW)).toEqual([]);
  });
});
