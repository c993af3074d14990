// What must be true of every draft, promotion and undo, whatever the team's life was.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { content, context, NOW, promotionFacts, storedRow } from '../test/settings-arbitraries.ts';
import { connectionOf, sameConnection } from './connection.ts';
import {
  decideDiscardDraft,
  decidePromote,
  decideSaveDraft,
  decideUndo,
  promotionProblem,
} from './draft-transitions.ts';
import type { StoredSettings } from './settings.ts';
import type { Transition } from './transition.ts';
import { settle } from './transition.ts';

const HOUR_MILLIS = 3_600_000;
const settled = (row: StoredSettings) => settle(row, { now: NOW }).settings;
const typesIn = (transition: Transition): readonly string[] =>
  transition.kind === 'changed' ? transition.events.map(({ type }) => type) : [];

/** Holds for every row and plan under which the decision is a change. */
function whenChanged(
  decide: (row: StoredSettings, of: Parameters<typeof decidePromote>[1]) => Transition,
  holds: (changed: Extract<Transition, { kind: 'changed' }>, before: ReturnType<typeof settled>) => void,
): void {
  let changes = 0;
  fc.assert(
    fc.property(storedRow, context, (row, of) => {
      const untouched = JSON.stringify(row);
      const transition = decide(row, of);
      expect(JSON.stringify(row)).toBe(untouched);
      if (transition.kind !== 'changed') return;
      changes += 1;
      holds(transition, settled(row));
    }),
  );
  expect(changes).toBeGreaterThan(5);
}

describe('a draft', () => {
  it('changes nothing that members use, whatever the mode and the plan', () => {
    fc.assert(
      fc.property(storedRow, context, content, (row, of, connection) => {
        const transition = decideSaveDraft(row, { connection, connectionId: 'new-1' }, of);
        expect(transition).toMatchObject({ savedAs: 'draft' });
        if (transition.kind !== 'changed') return;
        const { draft, ...rest } = settled(row);
        expect(transition.next).toMatchObject(rest);
        expect(transition.proofsValidFrom).toBeUndefined();
        expect(connectionOf(transition.next.draft!)).toEqual(connection);
        expect(transition.next.draft?.basedOn).toBe(row.settings.live?.connectionId ?? null);
        const isKept = draft !== null && sameConnection(draft, connection);
        expect(transition.next.draft?.connectionId).toBe(isKept ? 'draft-1' : 'new-1');
      }),
    );
  });

  it('saved twice is saved once', () => {
    fc.assert(
      fc.property(storedRow, context, content, (row, of, connection) => {
        const once = decideSaveDraft(row, { connection, connectionId: 'new-1' }, of);
        const after = once.kind === 'changed' ? { ...row, settings: once.next } : row;
        const twice = decideSaveDraft(after, { connection, connectionId: 'new-2' }, of);
        expect(twice).toEqual({ kind: 'unchanged', savedAs: 'draft' });
      }),
    );
  });

  it('that is discarded leaves everything else', () => {
    whenChanged(decideDiscardDraft, ({ next }, before) => expect(next).toEqual({ ...before, draft: null }));
  });
});

describe('a promotion', () => {
  it('makes the draft live under its own id, keeps what was live for undo, and leaves the mode', () => {
    whenChanged(decidePromote, ({ next }, { live, draft, previous, mode, policy, requirement }) => {
      expect(next).toMatchObject({ draft: null, mode, policy, requirement });
      expect(next.live).toEqual({ ...connectionOf(draft!), connectionId: 'draft-1' });
      expect(next.previous).toEqual(live ? { connection: live, replacedAt: NOW } : previous);
    });
  });

  it('takes only a draft of what is live now', () => {
    whenChanged(decidePromote, (_, { live, draft }) =>
      expect(draft?.basedOn).toBe(live?.connectionId ?? null),
    );
  });

  it('ends earlier SSO proofs exactly when the provider is another one', () => {
    for (const decide of [decidePromote, decideUndo])
      whenChanged(decide, ({ next, proofsValidFrom }, { live }) => {
        const isAnother = live !== null && live.idpEntityId !== next.live?.idpEntityId;
        expect(proofsValidFrom).toEqual(isAnother ? NOW : undefined);
      });
  });

  it('of a lapsed team in use changes certificates and nothing else', () => {
    for (const decide of [decidePromote, decideUndo])
      fc.assert(
        fc.property(storedRow, (row) => {
          const lapsed = { actor: { kind: 'system' }, now: NOW, entitled: false, lapsed: true } as const;
          const transition = decide(row, lapsed);
          if (transition.kind !== 'changed' || transition.next.mode === 'off') return;
          const { live } = row.settings;
          const certificates = transition.next.live?.signingCertificates;
          expect(transition.next.live).toMatchObject({
            ...connectionOf(live!),
            signingCertificates: certificates,
          });
        }),
      );
  });
});

describe('undo', () => {
  it('brings the previous connection back and leaves the draft', () => {
    whenChanged(decideUndo, ({ next }, { live, draft, previous }) => {
      expect(next.live).toEqual(previous?.connection);
      expect(next.draft).toEqual(draft);
      expect(next.previous).toEqual({ connection: live, replacedAt: NOW });
    });
  });

  it('of an undo is where it began', () => {
    fc.assert(
      fc.property(storedRow, context, (row, of) => {
        const once = decideUndo(row, of);
        if (once.kind !== 'changed') return;
        const twice = decideUndo({ ...row, settings: once.next }, of);
        expect(twice).toMatchObject({
          kind: 'changed',
          next: { live: row.settings.live, draft: row.settings.draft },
        });
      }),
    );
  });

  it('is over after 30 days', () => {
    whenChanged(decideUndo, (_, { previous }) =>
      expect(NOW.getTime() - (previous?.replacedAt.getTime() ?? 0)).toBeLessThan(30 * 24 * HOUR_MILLIS),
    );
  });
});

describe('every change', () => {
  it('makes a roll-back that is due durable first', () => {
    for (const decide of [decidePromote, decideUndo, decideDiscardDraft])
      fc.assert(
        fc.property(storedRow, context, (row, of) => {
          const { confirmBy } = row.settings.requirement ?? {};
          const isDue = confirmBy !== undefined && !row.confirmedAt && NOW > confirmBy;
          const types = typesIn(decide(row, of));
          expect(types.indexOf('requirement_rolled_back')).toBe(types.length > 0 && isDue ? 0 : -1);
        }),
      );
  });
});

describe('what stands against making a connection live', () => {
  const kind = fc.constantFrom('promote', 'undo');
  const removed = fc.subarray(['f1', 'f2']);

  it('is refused only while required, and there only what has not proved itself', () => {
    fc.assert(
      fc.property(storedRow, kind, promotionFacts, removed, (row, what, facts, gone) => {
        const { mode, previous } = settled(row);
        const ageMillis = NOW.getTime() - (previous?.replacedAt.getTime() ?? -Infinity);
        const wasGoodADayAgo = what === 'undo' && facts.hasVerifiedSignIn && ageMillis < 24 * HOUR_MILLIS;
        const proved = facts.tested || wasGoodADayAgo;
        const { refusals, confirmations } = promotionProblem(row, what, facts, { removed: gone }, NOW);
        expect(refusals).toEqual(mode === 'required' && !proved ? ['draft_not_tested'] : []);
        expect(confirmations.includes('promote_untested')).toBe(mode === 'optional' && !proved);
      }),
      { numRuns: 3000 },
    );
  });

  it('asks for a yes when a certificate goes that verified a sign-in within 7 days', () => {
    fc.assert(
      fc.property(storedRow, kind, promotionFacts, removed, (row, what, facts, gone) => {
        const isUsed = gone.some((fingerprint) => {
          const seen = facts.certificatesSeen.get(fingerprint);
          return seen !== undefined && NOW.getTime() - seen.getTime() < 7 * 24 * HOUR_MILLIS;
        });
        const { confirmations } = promotionProblem(row, what, facts, { removed: gone }, NOW);
        expect(confirmations.includes('certificate_in_use')).toBe(settled(row).mode !== 'off' && isUsed);
      }),
    );
  });
});
