import { describe, expect, it } from 'vitest';
import { entitlementByPlan, hasLapsed } from './entitlement.ts';

const PLANS = ['Free', 'Pro', 'Enterprise', 'Ultimate'];

describe('entitlementByPlan', () => {
  it.each([
    ['Free', false],
    ['Pro', false],
    ['Enterprise', true],
    ['Ultimate', true],
    ['enterprise', false],
    ['constructor', false],
    ['', false],
  ])('says of plan %j: %s', (plan, entitled) => {
    expect(entitlementByPlan(PLANS, 'Enterprise', plan)).toEqual({ entitled, requiredPlan: 'Enterprise' });
  });
  it('hands the upgrade address on', () => {
    expect(entitlementByPlan(PLANS, 'Enterprise', 'Pro', '/upgrade')).toEqual({
      entitled: false,
      requiredPlan: 'Enterprise',
      upgradeUrl: '/upgrade',
    });
  });
  it('is a mistake of the programmer when the required plan is none', () => {
    expect(() => entitlementByPlan(PLANS, 'Gold', 'Ultimate')).toThrow(TypeError);
  });
});

describe('hasLapsed', () => {
  const now = new Date('2026-05-04T12:00:00Z');
  const past = new Date(now.getTime() - 1);
  it.each([
    ['entitled', { entitled: true }, false],
    ['entitled, with an old grace', { entitled: true, graceUntil: past }, false],
    ['not entitled, no lapse known', { entitled: false }, false],
    ['at the end of its grace', { entitled: false, graceUntil: now }, false],
    ['past its grace', { entitled: false, graceUntil: past }, true],
  ])('%s', (_which, entitlement, lapsed) => {
    expect(hasLapsed(entitlement, now)).toBe(lapsed);
  });
});
