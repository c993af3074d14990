import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCESS_REASONS, decideAccess, effectiveMode } from '../src/index.ts';
import type { AccessPolicy, AccessSubject, Proof, SessionSubject } from '../src/index.ts';
import {
  moment,
  passwordProof,
  policy,
  proofs,
  recoveryProof,
  session,
  ssoProof,
  subject,
} from './access-arbitraries.ts';
import { outcomeByTheText } from './access-oracle.ts';

const RUNS = { numRuns: 2_000 };
const check = <T extends [unknown, ...unknown[]]>(property: fc.IProperty<T>) => fc.assert(property, RUNS);
const allowed = (...[of, who, at]: Parameters<typeof decideAccess>) =>
  decideAccess(of, who, at).kind === 'allow';
const withProofs = (who: SessionSubject, held: readonly Proof[]): SessionSubject => ({
  ...who,
  proofs: held,
});

describe('decideAccess, for any policy, subject and moment', () => {
  it('is total: it answers with a kind and a reason, and never throws', () => {
    const anyDate = fc.date({ noInvalidDate: false });
    const damaged = fc.record({
      at: anyDate,
      endsAt: anyDate,
      graceUntil: anyDate,
      pick: fc.nat({ max: 4 }),
    });
    check(
      fc.property(policy, subject, anyDate, damaged, (of, who, at, { graceUntil, ...dates }) => {
        const hurt: AccessPolicy = {
          ...of,
          proofsValidFrom: dates.at,
          personalTokenDays: [0, -1, NaN, 1e12, 30][dates.pick] ?? 0,
          entitlement: { ...of.entitlement, graceUntil },
        };
        const whoHurt: AccessSubject =
          who.kind === 'session'
            ? withProofs(
                who,
                who.proofs.map((proof) => ({ ...proof, ...dates })),
              )
            : who;
        const decision = decideAccess(hurt, whoHurt, at);
        expect(ACCESS_REASONS).toContain(decision.reason);
        expect(['allow', 'sign-in', 'step-up', 'deny']).toContain(decision.kind);
      }),
    );
  });

  it('decides as the text of the policy does', () => {
    check(
      fc.property(policy, subject, moment, (of, who, at) => {
        const { kind, reason } = decideAccess(of, who, at);
        expect([kind, reason]).toEqual(outcomeByTheText(of, who, at));
      }),
    );
  });

  it('never lets a proof of another team change an outcome to allow', () => {
    const foreign = fc.array(fc.oneof(ssoProof, recoveryProof), { minLength: 1, maxLength: 3 });
    check(
      fc.property(policy, session, foreign, moment, (of, who, others, at) => {
        const added = others.map((proof) =>
          proof.kind === 'password' ? proof : { ...proof, team: 'globex' },
        );
        const before = decideAccess(of, who, at);
        const after = decideAccess(of, withProofs(who, [...added, ...who.proofs]), at);
        expect(after.kind).toBe(before.kind);
        const named = before.reason === 'not_signed_in' && after.reason === 'proof_of_other_team';
        expect(named || after.reason === before.reason).toBe(true);
      }),
    );
  });

  it('never opens a resource by a recovery proof', () => {
    check(
      fc.property(policy, session, moment, (of, who, at) => {
        const resource: SessionSubject = { ...who, purpose: 'resource' };
        const without = withProofs(
          resource,
          who.proofs.filter(({ kind }) => kind !== 'recovery'),
        );
        expect(decideAccess(of, resource, at)).toEqual(decideAccess(of, without, at));
      }),
    );
  });

  it('opens a required team by password alone only to the four exceptions', () => {
    check(
      fc.property(policy, session, fc.array(passwordProof, { maxLength: 3 }), moment, (of, who, held, at) => {
        const strict: AccessPolicy = { ...of, mode: 'required', entitlement: { entitled: true } };
        fc.pre(effectiveMode(strict, at) === 'required');
        const decision = decideAccess(strict, withProofs(who, held), at);
        fc.pre(decision.kind === 'allow');
        expect(['emergency_admin', 'guest_exempt', 'grace']).toContain(decision.reason);
      }),
    );
  });

  it('gives the fourth exception, recovery, only the SSO settings', () => {
    check(
      fc.property(policy, session, proofs, moment, (of, who, held, at) => {
        const decision = decideAccess(of, withProofs(who, held), at);
        fc.pre(decision.reason === 'recovery');
        expect(who.purpose).toBe('sso-settings');
      }),
    );
  });

  it('honours `until`: then the same allow is not given again', () => {
    check(
      fc.property(policy, subject, moment, (of, who, at) => {
        const decision = decideAccess(of, who, at);
        const until = decision.kind === 'allow' ? decision.until : undefined;
        fc.pre(until !== undefined);
        expect(until.getTime()).toBeGreaterThan(at.getTime());
        expect(decideAccess(of, who, until)).not.toEqual(decision);
      }),
    );
  });

  it('keeps an allow until `until`, and for good without one, while the policy stays', () => {
    check(
      fc.property(
        policy,
        subject,
        moment,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (of, who, at, part) => {
          const decision = decideAccess(of, who, at);
          if (decision.kind !== 'allow') return;
          const end = decision.until?.getTime() ?? at.getTime() + 1_000 * 24 * 3_600_000;
          const later = new Date(at.getTime() + Math.floor((end - 1 - at.getTime()) * part));
          expect(allowed(of, who, later)).toBe(true);
        },
      ),
    );
  });

  it('never takes access away for one more proof', () => {
    check(
      fc.property(policy, session, proofs, moment, (of, who, more, at) => {
        fc.pre(allowed(of, who, at));
        expect(allowed(of, withProofs(who, [...who.proofs, ...more]), at)).toBe(true);
      }),
    );
  });

  it('does not depend on the order of the proofs', () => {
    check(
      fc.property(policy, session, moment, (of, who, at) => {
        const turned = withProofs(who, who.proofs.toReversed());
        expect(decideAccess(of, turned, at)).toEqual(decideAccess(of, who, at));
      }),
    );
  });

  it('is never stricter in `optional` than in `required`, nor after a lapse or roll-back', () => {
    check(
      fc.property(policy, subject, moment, (of, who, at) => {
        fc.pre(allowed({ ...of, mode: 'required' }, who, at));
        expect(allowed({ ...of, mode: 'optional' }, who, at)).toBe(true);
        const lapsed = { entitled: false, graceUntil: new Date(at.getTime() - 1) };
        expect(allowed({ ...of, mode: 'required', entitlement: lapsed }, who, at)).toBe(true);
      }),
    );
  });

  it('signs nobody in by SSO in `off`', () => {
    check(
      fc.property(policy, session, moment, (of, who, at) => {
        const decision = decideAccess({ ...of, mode: 'off' }, who, at);
        expect(['sso', 'sso_required', 'sso_proof_expired']).not.toContain(decision.reason);
      }),
    );
  });

  it('changes neither policy nor subject', () => {
    check(
      fc.property(policy, subject, moment, (of, who, at) => {
        const before = JSON.stringify([of, who, at]);
        decideAccess(of, who, at);
        expect(JSON.stringify([of, who, at])).toBe(before);
      }),
    );
  });
});
