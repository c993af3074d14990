import { describe, expect, it } from 'vitest';
import { connection, draftConnection, storedConnection, stored } from '../test/settings-builder.ts';
import { DEFAULT_POLICY, NEVER_CONFIGURED, type StoredSettings } from './settings.ts';
import type { Transition } from './transition.ts';
import {
  decideDelete,
  decideMode,
  decideRequire,
  decideSave,
  previousUntil,
  UNDO_DAYS,
} from './transitions.ts';

const NOW = new Date('2026-05-04T12:00:00Z');
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const actor = { kind: 'user', userId: 'ana' } as const;
const system = { kind: 'system' } as const;
const context = { actor, now: NOW, entitled: true };
const notEntitled = { ...context, entitled: false };

const A = connection();
const B = connection({ signOnUrl: 'https://idp.example/other' });
const OTHER_IDP = connection({ idpEntityId: 'https://new.example' });
const live = storedConnection('live-1');
const off = stored({ live });
const optional = stored({ mode: 'optional', live });
const pendingRequirement = { since: at(-10), confirmBy: at(5), ownCredentialSessionsEndAt: at(60) };
const required = stored({ mode: 'required', live, requirement: pendingRequirement });
const unconfirmed = { ...pendingRequirement, confirmBy: at(-1) };
const rolledBack = stored({ mode: 'required', live, requirement: unconfirmed });
const ROLLED_BACK_EVENT = { type: 'requirement_rolled_back', actor: system };

const save = (
  from: StoredSettings | null,
  command: Omit<Parameters<typeof decideSave>[1], 'connectionId'>,
  of = context,
) => decideSave(from, { ...command, connectionId: 'new-1' }, of);

function changed(transition: Transition): Extract<Transition, { kind: 'changed' }> {
  if (transition.kind !== 'changed') throw new Error(`not changed but ${JSON.stringify(transition)}`);
  return transition;
}

describe('save (a): nothing live, or mode off', () => {
  it('makes the first connection live and optional at once', () => {
    const { next, savedAs, events } = changed(save(null, { mode: 'optional', connection: A }));
    expect(savedAs).toBe('live');
    expect(next).toEqual({
      ...NEVER_CONFIGURED,
      mode: 'optional',
      live: { ...A, connectionId: 'new-1' },
    });
    expect(events).toEqual([
      { type: 'mode_changed', actor, from: 'off', to: 'optional' },
      {
        type: 'connection_saved',
        actor,
        connectionId: 'new-1',
        savedAs: 'live',
        changed: Object.keys(A),
      },
    ]);
  });

  it('leaves the mode when none is given', () => {
    expect(changed(save(null, { connection: A })).next.mode).toBe('off');
  });

  it('keeps a replaced live connection as previous and drops the draft', () => {
    const from = stored({ live, draft: draftConnection('draft-1', 'live-1', OTHER_IDP) });
    const { next, savedAs } = changed(save(from, { connection: B }));
    expect(savedAs).toBe('live');
    expect(next).toMatchObject({
      mode: 'off',
      live: { connectionId: 'new-1', signOnUrl: B.signOnUrl },
      draft: null,
      previous: { connection: live, replacedAt: NOW },
    });
  });

  it('keeps an older previous connection when nothing live is replaced', () => {
    const previous = { connection: storedConnection('old-1', B), replacedAt: at(-60) };
    expect(changed(save(stored({ previous }), { connection: A })).next.previous).toBe(previous);
  });

  it('drops the draft also when the connection is the live one already, and keeps its id', () => {
    const from = stored({ live, draft: draftConnection('draft-1', 'live-1', B) });
    const { next, events, proofsValidFrom } = changed(save(from, { connection: A }));
    expect(next).toMatchObject({ live: { connectionId: 'live-1' }, draft: null, previous: null });
    expect(events).toEqual([
      { type: 'connection_saved', actor, connectionId: 'live-1', savedAs: 'live', changed: [] },
    ]);
    expect(proofsValidFrom).toBeUndefined();
  });

  it('keeps the id of a draft that goes live unchanged, so that its test stays its test', () => {
    const from = stored({ draft: draftConnection('draft-1', null, A) });
    expect(changed(save(from, { mode: 'optional', connection: A })).next).toMatchObject({
      live: { connectionId: 'draft-1' },
      draft: null,
    });
    expect(changed(save(from, { connection: A })).next.live).not.toHaveProperty('basedOn');
  });

  it('ends earlier SSO proofs when the provider changes, and only then', () => {
    expect(changed(save(off, { connection: OTHER_IDP })).proofsValidFrom).toEqual(NOW);
    expect(changed(save(off, { connection: B })).proofsValidFrom).toBeUndefined();
    expect(changed(save(null, { connection: A })).proofsValidFrom).toBeUndefined();
  });

  it('is unchanged, saved as live, when nothing differs', () => {
    expect(save(off, { connection: A })).toEqual({ kind: 'unchanged', savedAs: 'live' });
  });

  it('refuses `optional` with nothing live and no connection', () => {
    for (const from of [null, stored({ draft: draftConnection('draft-1', null) })])
      expect(save(from, { mode: 'optional' })).toEqual({ kind: 'refused', code: 'no_live_connection' });
  });

  it('switches a kept configuration on again without a connection', () => {
    expect(changed(save(off, { mode: 'optional' })).next).toMatchObject({ mode: 'optional', live });
  });
});

describe('save (b): live in use', () => {
  it.each([
    ['optional', optional],
    ['required', required],
  ])('makes a differing connection the draft and leaves live alone in %s', (mode, from) => {
    const { next, savedAs, events, proofsValidFrom } = changed(save(from, { connection: OTHER_IDP }));
    expect(savedAs).toBe('draft');
    expect(next).toMatchObject({ mode, live, previous: null });
    expect(next.draft).toEqual({ ...OTHER_IDP, connectionId: 'new-1', basedOn: 'live-1' });
    expect(events).toEqual([
      {
        type: 'connection_saved',
        actor,
        connectionId: 'new-1',
        savedAs: 'draft',
        changed: ['idpEntityId'],
      },
    ]);
    expect(proofsValidFrom).toBeUndefined();
  });

  it('is unchanged, saved as live, when the connection says the same as live, in any order of keys', () => {
    const mapping = { email: ['mail'], groups: ['g'] };
    const from = stored({
      mode: 'optional',
      live: storedConnection('live-1', { attributeMapping: mapping }),
    });
    const turned = Object.fromEntries(
      Object.entries(connection({ attributeMapping: { groups: ['g'], email: ['mail'] } })).toReversed(),
    ) as typeof A;
    expect(save(from, { connection: turned })).toEqual({ kind: 'unchanged', savedAs: 'live' });
  });

  it('is unchanged, saved as draft, when the draft says the same already', () => {
    const from = stored({ mode: 'optional', live, draft: draftConnection('draft-1', 'live-1', B) });
    expect(save(from, { connection: B })).toEqual({ kind: 'unchanged', savedAs: 'draft' });
  });

  it('bases an outdated draft on what is live now when it is saved again, and keeps its id', () => {
    const from = stored({ mode: 'optional', live, draft: draftConnection('draft-1', 'gone-1', B) });
    expect(changed(save(from, { connection: B })).next.draft).toMatchObject({
      connectionId: 'draft-1',
      basedOn: 'live-1',
    });
  });

  it('gives a changed draft a new id and names what changed since the draft before', () => {
    const from = stored({ mode: 'optional', live, draft: draftConnection('draft-1', 'live-1', B) });
    const { next, events } = changed(save(from, { connection: { ...B, forceAuthn: true } }));
    expect(next.draft).toMatchObject({ connectionId: 'new-1', forceAuthn: true });
    expect(events).toMatchObject([{ changed: ['forceAuthn'] }]);
  });

  it('applies the mode first: switched on with a differing connection, that one becomes the draft', () => {
    const { next, savedAs } = changed(save(off, { mode: 'optional', connection: B }));
    expect(savedAs).toBe('draft');
    expect(next).toMatchObject({ mode: 'optional', live, draft: { connectionId: 'new-1' } });
  });
});

describe('save (c): off while optional', () => {
  it('keeps the configuration and ends earlier SSO proofs', () => {
    const from = stored({ mode: 'optional', live, draft: draftConnection('draft-1', 'live-1', B) });
    const { next, events, proofsValidFrom } = changed(save(from, { mode: 'off' }));
    expect(next).toEqual({ ...from.settings, mode: 'off' });
    expect(events).toEqual([{ type: 'mode_changed', actor, from: 'optional', to: 'off' }]);
    expect(proofsValidFrom).toEqual(NOW);
  });

  it('applies the mode first: switched off with a differing connection, that one becomes live', () => {
    const { next, savedAs } = changed(save(optional, { mode: 'off', connection: B }));
    expect(savedAs).toBe('live');
    expect(next).toMatchObject({
      mode: 'off',
      live: { connectionId: 'new-1' },
      previous: { connection: live },
    });
  });

  it('is unchanged when it is off already', () => {
    expect(save(off, { mode: 'off' })).toEqual({ kind: 'unchanged' });
    expect(save(null, { mode: 'off' })).toEqual({ kind: 'unchanged' });
  });
});

describe('save (d): any mode while required', () => {
  it.each(['off', 'optional'] as const)('refuses `%s` with and without a connection', (mode) => {
    const refused = { kind: 'refused', code: 'required_is_on' };
    expect(save(required, { mode })).toEqual(refused);
    expect(save(required, { mode, connection: B })).toEqual(refused);
    expect(save(required, { mode }, notEntitled)).toEqual(refused);
  });
});

describe('save (e): not entitled', () => {
  it('makes a connection the draft, based on nothing, when nothing is live', () => {
    const { next, savedAs } = changed(save(null, { connection: A }, notEntitled));
    expect(savedAs).toBe('draft');
    expect(next).toEqual({
      ...NEVER_CONFIGURED,
      draft: { ...A, connectionId: 'new-1', basedOn: null },
    });
  });

  it('makes a connection the draft when SSO is off, and leaves live and previous alone', () => {
    const { next } = changed(save(off, { mode: 'off', connection: B }, notEntitled));
    expect(next).toMatchObject({ mode: 'off', live, previous: null, draft: { basedOn: 'live-1' } });
  });

  it.each([
    ['never configured', null],
    ['off', off],
    ['optional already', optional],
  ])('refuses a mode other than off and writes nothing: %s', (_state, from) => {
    const refused = { kind: 'refused', code: 'not_entitled' };
    expect(save(from, { mode: 'optional' }, notEntitled)).toEqual(refused);
    expect(save(from, { mode: 'optional', connection: B }, notEntitled)).toEqual(refused);
  });

  it('lets a team switch off', () => {
    expect(changed(save(optional, { mode: 'off' }, notEntitled)).next.mode).toBe('off');
  });
});

describe('a requirement that nobody confirmed in time', () => {
  const withDraft = save(rolledBack, { connection: B });
  it('is rolled back durably by the next write, whatever that writes', () => {
    expect(changed(withDraft)).toMatchObject({
      next: { mode: 'optional', requirement: null, draft: { connectionId: 'new-1' } },
      events: [ROLLED_BACK_EVENT, { type: 'connection_saved' }],
      confirmedAt: null,
    });
  });

  it('is rolled back even by a write that changes nothing else', () => {
    for (const transition of [
      save(rolledBack, { connection: A }),
      decideMode(rolledBack, 'optional', context),
    ])
      expect(changed(transition)).toMatchObject({
        next: { mode: 'optional', requirement: null },
        events: [ROLLED_BACK_EVENT],
        confirmedAt: null,
      });
  });

  it('no longer refuses what is refused while required', () => {
    const events = [ROLLED_BACK_EVENT, { type: 'mode_changed', from: 'optional', to: 'off' }];
    expect(changed(save(rolledBack, { mode: 'off' }))).toMatchObject({ next: { mode: 'off' }, events });
    expect(changed(decideMode(rolledBack, 'off', context))).toMatchObject({ next: { mode: 'off' }, events });
    expect(changed(decideDelete(rolledBack, context))).toMatchObject({
      next: NEVER_CONFIGURED,
      events: [ROLLED_BACK_EVENT, { type: 'configuration_deleted' }],
    });
  });

  it('keeps SSO proofs: nothing about the provider has changed', () => {
    expect(changed(withDraft).proofsValidFrom).toBeUndefined();
  });

  it.each([
    ['at the moment of `confirmBy`', { ...unconfirmed, confirmBy: NOW }, {}],
    ['when it was confirmed', unconfirmed, { confirmedAt: at(-5) }],
    ['when it has no `confirmBy`', { since: at(-60), ownCredentialSessionsEndAt: NOW }, {}],
  ])('is not rolled back %s', (_when, requirement, row) => {
    const from = stored({ mode: 'required', live, requirement }, row);
    expect(decideMode(from, 'off', context)).toEqual({ kind: 'refused', code: 'required_is_on' });
  });

  it('is not rolled back durably for a lapsed plan: `required` stays stored', () => {
    expect(decideMode(required, 'off', notEntitled)).toEqual({ kind: 'refused', code: 'required_is_on' });
  });
});

describe('decideMode', () => {
  it('turns the requirement off in one step and forgets its confirmation', () => {
    const from = stored({ mode: 'required', live, requirement: pendingRequirement }, { confirmedAt: at(-5) });
    const transition = changed(decideMode(from, 'optional', context));
    expect(transition).toMatchObject({
      next: { mode: 'optional', requirement: null, live },
      confirmedAt: null,
    });
    expect(transition.events).toEqual([{ type: 'mode_changed', actor, from: 'required', to: 'optional' }]);
    expect(transition.proofsValidFrom).toBeUndefined();
  });
  it('lets a lapsed team step down from required to optional and then to off', () => {
    const down = changed(decideMode(required, 'optional', notEntitled));
    expect(changed(decideMode({ ...required, settings: down.next }, 'off', notEntitled)).next.mode).toBe(
      'off',
    );
  });
  it('refuses off from required', () => {
    expect(decideMode(required, 'off', context)).toEqual({ kind: 'refused', code: 'required_is_on' });
  });
  it('ends earlier SSO proofs when SSO is switched off', () => {
    expect(changed(decideMode(optional, 'off', context)).proofsValidFrom).toEqual(NOW);
  });
  it('refuses to switch on without a plan, and without a live connection', () => {
    expect(decideMode(off, 'optional', notEntitled)).toEqual({ kind: 'refused', code: 'not_entitled' });
    expect(decideMode(null, 'optional', context)).toEqual({ kind: 'refused', code: 'no_live_connection' });
    expect(decideMode(null, 'optional', notEntitled)).toEqual({ kind: 'refused', code: 'not_entitled' });
  });
  it('is unchanged when the mode is the stored one', () => {
    expect(decideMode(optional, 'optional', notEntitled)).toEqual({ kind: 'unchanged' });
    expect(decideMode(null, 'off', context)).toEqual({ kind: 'unchanged' });
  });
});

describe('decideRequire', () => {
  it('stores since, confirmBy and the end of password sessions, and clears an earlier confirmation', () => {
    const from = { ...optional, confirmedAt: at(-9_999) };
    const command = { sessions: { graceHours: 24 }, rollbackMinutes: 15 } as const;
    const transition = changed(decideRequire(from, command, context));
    expect(transition.next).toEqual({
      ...optional.settings,
      mode: 'required',
      requirement: { since: NOW, confirmBy: at(15), ownCredentialSessionsEndAt: at(24 * 60) },
    });
    expect(transition.confirmedAt).toBeNull();
    expect(transition.events).toEqual([{ type: 'mode_changed', actor, from: 'optional', to: 'required' }]);
  });
  it('ends password sessions at once with `now` and with no hours of grace', () => {
    for (const sessions of ['now', { graceHours: 0 }] as const)
      expect(
        changed(decideRequire(optional, { sessions, rollbackMinutes: 1 }, context)).next.requirement,
      ).toEqual({ since: NOW, confirmBy: at(1), ownCredentialSessionsEndAt: NOW });
  });
  it('has no roll-back with 0 minutes: confirmed from the start', () => {
    const transition = changed(decideRequire(optional, { sessions: 'now', rollbackMinutes: 0 }, context));
    expect(transition.next.requirement).toEqual({ since: NOW, ownCredentialSessionsEndAt: NOW });
    expect(transition.confirmedAt).toEqual(NOW);
  });
  it('is unchanged while required', () => {
    expect(decideRequire(required, { sessions: 'now', rollbackMinutes: 0 }, context)).toEqual({
      kind: 'unchanged',
    });
  });
  it('starts a new round after one that was rolled back', () => {
    const transition = changed(decideRequire(rolledBack, { sessions: 'now', rollbackMinutes: 15 }, context));
    expect(transition.events).toMatchObject([
      ROLLED_BACK_EVENT,
      { type: 'mode_changed', from: 'optional', to: 'required' },
    ]);
    expect(transition.next.requirement).toMatchObject({ since: NOW, confirmBy: at(15) });
  });
});

describe('decideDelete', () => {
  it('goes back to never configured, policy included, and ends earlier SSO proofs', () => {
    const from = stored({ ...optional.settings, policy: { ...DEFAULT_POLICY, guests: 'exempt' } });
    expect(decideDelete(from, context)).toEqual({
      kind: 'changed',
      next: NEVER_CONFIGURED,
      events: [{ type: 'configuration_deleted', actor }],
      proofsValidFrom: NOW,
      confirmedAt: null,
    });
  });
  it('resets a policy that is all there is', () => {
    const from = stored({ policy: { ...DEFAULT_POLICY, guests: 'blocked' } });
    expect(changed(decideDelete(from, context)).next).toEqual(NEVER_CONFIGURED);
  });
  it('is refused while required', () => {
    expect(decideDelete(required, context)).toEqual({ kind: 'refused', code: 'required_is_on' });
  });
  it('is unchanged when nothing was configured', () => {
    expect(decideDelete(null, context)).toEqual({ kind: 'unchanged' });
    expect(decideDelete(stored({}), context)).toEqual({ kind: 'unchanged' });
  });
});

describe('previousUntil', () => {
  const replaced = (replacedAt: Date) =>
    stored({ live, previous: { connection: storedConnection('old-1'), replacedAt } }).settings;
  it('allows undo for 30 days and not at their end', () => {
    const end = at(UNDO_DAYS * 24 * 60);
    expect(previousUntil(replaced(NOW), NOW)).toEqual(end);
    expect(previousUntil(replaced(NOW), new Date(end.getTime() - 1))).toEqual(end);
    expect(previousUntil(replaced(NOW), end)).toBeUndefined();
  });
  it('is absent when nothing was replaced', () => {
    expect(previousUntil(off.settings, NOW)).toBeUndefined();
  });
});

it('changes nothing that it was given', () => {
  const frozen = JSON.stringify([required, rolledBack, optional, off]);
  for (const from of [required, rolledBack, optional, off]) {
    save(from, { mode: 'off', connection: OTHER_IDP });
    decideMode(from, 'off', context);
    decideRequire(from, { sessions: 'now', rollbackMinutes: 15 }, context);
    decideDelete(from, context);
  }
  expect(JSON.stringify([required, rolledBack, optional, off])).toBe(frozen);
});
