import { describe, expect, it } from 'vitest';
import { draftConnection, stored, storedConnection } from '../test/settings-builder.ts';
import { decideAddCertificates } from './metadata-transitions.ts';
import type { TeamSettings } from './settings.ts';

const NOW = new Date('2026-11-25T00:00:00Z');
const context = { actor: { kind: 'system' }, now: NOW } as const;
const command = { connectionId: 'new', certificates: [{ fingerprint: 'bb', pem: 'PEM 2' }] };
const decide = (settings: Partial<TeamSettings>, of = command) => {
  const transition = decideAddCertificates(stored(settings), of, context);
  if (transition.kind !== 'changed') throw new Error(transition.kind);
  return transition;
};

describe('certificates that are added', () => {
  it('stand behind those that were there, under a new connectionId, and end no session', () => {
    const { next, events, proofsValidFrom, savedAs } = decide({
      mode: 'required',
      live: storedConnection('one'),
    });
    expect(next.live).toEqual({
      ...storedConnection('one'),
      connectionId: 'new',
      signingCertificates: ['PEM 1', 'PEM 2'],
    });
    expect(next.mode).toBe('required');
    expect(savedAs).toBe('live');
    expect(proofsValidFrom).toBeUndefined();
    expect(events).toEqual([
      {
        type: 'certificates_added',
        actor: { kind: 'system' },
        connectionId: 'new',
        replaced: 'one',
        fingerprints: ['bb'],
      },
    ]);
  });

  it('leave undo where it was', () => {
    const previous = { connection: storedConnection('zero'), replacedAt: NOW };
    expect(decide({ live: storedConnection('one'), previous }).next.previous).toEqual(previous);
  });

  it('leave a draft based on what is live, and an outdated one outdated', () => {
    const live = storedConnection('one');
    expect(decide({ live, draft: draftConnection('d', 'one') }).next.draft).toEqual(
      draftConnection('d', 'new'),
    );
    expect(decide({ live, draft: draftConnection('d', 'zero') }).next.draft).toEqual(
      draftConnection('d', 'zero'),
    );
  });

  it('make a roll-back that is due durable on the way', () => {
    const requirement = {
      since: new Date('2026-11-24T00:00:00Z'),
      confirmBy: new Date('2026-11-24T00:15:00Z'),
      ownCredentialSessionsEndAt: NOW,
    };
    const { next, events } = decide({ mode: 'required', live: storedConnection('one'), requirement });
    expect(next.mode).toBe('optional');
    expect(events.map(({ type }) => type)).toEqual(['requirement_rolled_back', 'certificates_added']);
  });

  it('are nothing without any, and nowhere without a live connection', () => {
    const none = { ...command, certificates: [] };
    expect(decideAddCertificates(stored({ live: storedConnection('one') }), none, context).kind).toBe(
      'unchanged',
    );
    expect(decideAddCertificates(stored({}), command, context)).toEqual({
      kind: 'refused',
      code: 'no_live_connection',
    });
  });
});
