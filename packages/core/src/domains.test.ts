import { describe, expect, it } from 'vitest';
import {
  afterCheck,
  afterLapse,
  domainRecordName,
  domainStateNow,
  isVerifiedNow,
  type DomainCheck,
  type StoredDomain,
} from './domains.ts';
import { domainView, parseDomainBody } from './wire-domains.ts';

const NOW = new Date('2026-11-25T08:00:00Z');
const later = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);
const DAY = 24;
const FAILURES: readonly DomainCheck[] = ['missing', 'different', 'wildcard', 'unreachable'];

const verified: StoredDomain = {
  team: 'acme',
  domain: 'acme.example',
  state: 'verified',
  token: 'secret-token',
  addedAt: NOW,
  verifiedAt: NOW,
  lastCheckedAt: NOW,
  lastCheck: 'found',
  checkDueAt: later(DAY),
  version: 2,
};
const types = (result: ReturnType<typeof afterCheck> | null) => result?.events.map(({ type }) => type);

describe('a look-up of a verified domain', () => {
  it('that finds the record is silent, and comes again a day later', () => {
    const { after, events } = afterCheck(verified, 'found', later(DAY));
    expect(events).toEqual([]);
    expect(after).toMatchObject({ state: 'verified', lastCheckedAt: later(DAY), checkDueAt: later(2 * DAY) });
  });

  it.each(FAILURES)('that fails (%s) warns once, and takes nothing away yet', (check) => {
    const first = afterCheck(verified, check, later(DAY));
    expect(types(first)).toEqual(['domain_check_failed']);
    expect(isVerifiedNow(first.after, later(DAY))).toBe(true);
    expect(types(afterCheck(first.after, check, later(DAY + 6)))).toEqual([]);
  });

  it.each([
    ['missing', 7],
    ['different', 7],
    ['wildcard', 7],
    ['unreachable', 30],
  ] as const)('that keeps failing (%s) lapses it after %i days, everywhere at once', (check, days) => {
    const { after } = afterCheck(verified, check, NOW);
    expect(after.lapsesAt).toEqual(later(days * DAY));
    expect(domainStateNow(after, later(days * DAY - 0.01))).toBe('verified');
    expect(domainStateNow(after, later(days * DAY))).toBe('lapsed');
    const end = afterCheck(after, check, later(days * DAY));
    expect(end.after).toMatchObject({ state: 'lapsed', lastCheck: check });
    expect(end.after).not.toHaveProperty('checkDueAt');
    expect(types(end)).toEqual(['domain_lapsed']);
  });

  it('that fails otherwise than before never prolongs the time that is left', () => {
    const missing = afterCheck(verified, 'missing', NOW).after;
    expect(afterCheck(missing, 'unreachable', later(6)).after.lapsesAt).toEqual(later(7 * DAY));
    const unreachable = afterCheck(verified, 'unreachable', NOW).after;
    expect(afterCheck(unreachable, 'missing', later(6)).after.lapsesAt).toEqual(later(6 + 7 * DAY));
  });

  it('is made when the time is over at the latest', () => {
    let domain = afterCheck(verified, 'missing', NOW).after;
    for (let looks = 0; domain.state === 'verified'; looks++) {
      expect(looks).toBeLessThan(100);
      expect(domain.checkDueAt?.getTime()).toBeLessThanOrEqual(domain.lapsesAt?.getTime() ?? 0);
      domain = afterCheck(domain, 'missing', domain.checkDueAt ?? NOW).after;
    }
    expect(domain.lastCheckedAt).toEqual(later(7 * DAY));
  });

  it('that finds the record again forgets the warning, and says so', () => {
    const failing = afterCheck(verified, 'missing', NOW).after;
    const again = afterCheck(failing, 'found', later(6));
    expect(again.after).not.toHaveProperty('lapsesAt');
    expect(types(again)).toEqual(['domain_check_recovered']);
  });
});

describe('a look-up of a domain that is not verified', () => {
  it.each(['pending', 'lapsed'] as const)(
    'notes what it found and never verifies by itself (%s)',
    (state) => {
      for (const check of ['found', ...FAILURES] as const) {
        const { after, events } = afterCheck({ ...verified, state }, check, later(1));
        expect(after).toMatchObject({ state, lastCheck: check, lastCheckedAt: later(1) });
        expect(events).toEqual([]);
      }
    },
  );
});

describe('a lapse', () => {
  it('is made durable when it is due, not before and not twice', () => {
    const failing = { ...verified, lapsesAt: later(1) };
    expect(afterLapse(failing, NOW)).toBeNull();
    const lapse = afterLapse(failing, later(1));
    expect(types(lapse)).toEqual(['domain_lapsed']);
    expect(lapse && afterLapse(lapse.after, later(2))).toBeNull();
    expect(afterLapse({ ...failing, state: 'pending' }, later(1))).toBeNull();
  });
});

describe('what the API shows of a domain', () => {
  it('is the record to publish for a manager, and no token for a member', () => {
    const view = domainView({ ...verified, state: 'pending' }, NOW, true);
    expect(view).toMatchObject({
      verified: false,
      state: 'pending',
      record: {
        type: 'TXT',
        name: domainRecordName('acme.example'),
        value: 'team-sso-verification=secret-token',
      },
    });
    expect(domainView(verified, NOW, false)).toEqual({ domain: 'acme.example', verified: true });
  });

  it('is a lapse as soon as it counts, and when it will', () => {
    const failing = { ...verified, lapsesAt: later(1) };
    expect(domainView(failing, NOW, true)).toMatchObject({
      verified: true,
      lapsesAt: later(1).toISOString(),
    });
    const lapsed = domainView(failing, later(1), true);
    expect(lapsed).toMatchObject({ verified: false, state: 'lapsed' });
    expect(lapsed).not.toHaveProperty('lapsesAt');
  });

  it('is no record where the host vouches', () => {
    const view = domainView({ ...verified, token: null }, NOW, true);
    expect(view.verifiedBy).toBe('host');
    expect(view).not.toHaveProperty('record');
  });
});

describe('the body that asks for a domain', () => {
  it('gives it in stored form, or says what is wrong with it', () => {
    expect(parseDomainBody({ domain: 'Bücher.example.' })).toEqual({
      ok: true,
      value: { domain: 'xn--bcher-kva.example' },
    });
    expect(parseDomainBody({ domain: 'gmail.com' })).toMatchObject({
      ok: false,
      issues: [{ path: 'domain', code: 'domain_public_mail' }],
    });
    expect(parseDomainBody({})).toMatchObject({ ok: false, issues: [{ path: 'domain', code: 'required' }] });
    expect(parseDomainBody({ domain: 'acme.example', token: 'mine' })).toMatchObject({ ok: false });
  });
});
