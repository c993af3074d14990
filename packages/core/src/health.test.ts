import { describe, expect, it } from 'vitest';
import type { Attempt } from './activity.ts';
import { providerFailingSince, recoveryRouteRefusals, type RecoveryRoutes } from './health.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const at = (minutesAgo: number) => new Date(NOW.getTime() - minutesAgo * 60_000);
const attempts = (count: number, changes: Partial<Attempt> = {}): Attempt[] =>
  Array.from({ length: count }, (_, index) => ({
    shortCode: `SSO-${changes.outcome ?? 'refused'}${index}`,
    team: 'acme',
    at: at(1),
    outcome: 'refused',
    ...(changes.outcome === 'signed_in' ? {} : { reason: 'signature_wrong_key' as const }),
    connectionId: 'c',
    ...changes,
  }));

describe('a failing provider', () => {
  it('fails from four of five refused, for five people', () => {
    const good = (count: number) => attempts(count, { outcome: 'signed_in' });
    expect(providerFailingSince(attempts(4), NOW)).toBeNull();
    expect(providerFailingSince(attempts(5), NOW)).toEqual(at(1));
    const signedIn = good(2);
    expect(providerFailingSince([...attempts(8), ...signedIn], NOW)).toEqual(at(1));
    expect(providerFailingSince([...attempts(7), ...signedIn], NOW)).toBeNull();
  });

  it('is no failure of one person, of persons alone, or of long ago', () => {
    expect(providerFailingSince(attempts(9, { userId: 'one' }), NOW)).toBeNull();
    expect(providerFailingSince(attempts(9, { reason: 'browser_mismatch' }), NOW)).toBeNull();
    expect(providerFailingSince(attempts(9, { at: at(10) }), NOW)).toBeNull();
  });
});

describe('what stands against "required" on the bad day', () => {
  const codes: NonNullable<RecoveryRoutes['codes']> = {
    batch: { batchId: 'b', salt: '', madeAt: NOW, madeBy: 'admin' },
    unused: 1,
    acknowledgedAt: NOW,
  };
  const routes: RecoveryRoutes = { codes, someoneCanUseCodes: true, someEmergencyAdminCounts: false };
  const long = [{ notAfter: new Date('2028-01-01T00:00:00Z') }];
  const { acknowledgedAt: _, ...notAcknowledged } = codes;

  it.each<[string, Partial<RecoveryRoutes>, readonly string[]]>([
    ['acknowledged codes and a manager who can type one in', {}, []],
    ['no codes', { codes: null }, ['no_recovery_route']],
    ['codes nobody proved to have kept', { codes: notAcknowledged }, ['no_recovery_route']],
    ['the last code spent', { codes: { ...codes, unused: 0 } }, ['no_recovery_route']],
    ['nobody with own credentials', { someoneCanUseCodes: false }, ['no_recovery_route']],
    ['an emergency admin instead', { codes: null, someEmergencyAdminCounts: true }, []],
  ])('with %s', (_what, change, refusals) => {
    expect(recoveryRouteRefusals({ ...routes, ...change }, long, NOW)).toEqual(refusals);
  });

  it('is a certificate that ends within seven days, unless a successor is pinned', () => {
    const soon = { notAfter: new Date(NOW.getTime() + 7 * 24 * 3_600_000) };
    expect(recoveryRouteRefusals(routes, [soon], NOW)).toEqual(['certificate_expires_soon']);
    expect(recoveryRouteRefusals(routes, [soon, ...long], NOW)).toEqual([]);
    expect(recoveryRouteRefusals(routes, [], NOW)).toEqual(['certificate_expires_soon']);
    expect(recoveryRouteRefusals(routes, null, NOW)).toEqual([]);
  });
});
