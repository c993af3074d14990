import { createHmac } from 'node:crypto';
import { auditText, type AuditRecord } from '@team-sso/core';
import { describe, expect, it } from 'vitest';
import { createAuditSealer } from './audit-seal.ts';

const key = (byte: number) => new Uint8Array(32).fill(byte);
const record: AuditRecord = {
  team: 'acme',
  sequence: 2,
  at: new Date('2026-11-23T10:00:00Z'),
  event: { type: 'mode_changed', actor: { kind: 'user', userId: 'ana' }, from: 'off', to: 'optional' },
};
const sealer = createAuditSealer([key(1)]);
const seal = sealer.seal('before', record);

describe('an audit seal', () => {
  it('is the same for the same record after the same one, and says nothing of either', () => {
    expect(sealer.seal('before', structuredClone(record))).toBe(seal);
    expect(sealer.isSealed('before', record, seal)).toBe(true);
    expect(seal).not.toMatch(/acme|ana|before/);
  });

  it.each<readonly [string, string | null, AuditRecord]>([
    ['another record before it', 'another', record],
    ['no record before it', null, record],
    ['another team', 'before', { ...record, team: 'globex' }],
    ['another place', 'before', { ...record, sequence: 3 }],
    ['another time', 'before', { ...record, at: new Date(record.at.getTime() + 1) }],
    ['another actor', 'before', { ...record, event: { ...record.event, actor: { kind: 'system' } } }],
  ])('is not one for %s', (_what, previous, changed) => {
    expect(sealer.isSealed(previous, changed, seal)).toBe(false);
    expect(sealer.seal(previous, changed)).not.toBe(seal);
  });

  it.each([
    '',
    'x',
    seal.slice(1),
    `${seal}0`,
    seal.toUpperCase() === seal ? seal.toLowerCase() : seal.toUpperCase(),
  ])('%j is none', (other) => {
    expect(sealer.isSealed('before', record, other)).toBe(false);
  });

  it('is made by the first key, verified by all, and by no other', () => {
    const rotated = createAuditSealer([key(2), key(1)]);
    expect(rotated.isSealed('before', record, seal)).toBe(true);
    expect(rotated.seal('before', record)).not.toBe(seal);
    expect(sealer.isSealed('before', record, rotated.seal('before', record))).toBe(false);
  });

  it('is made by a key of its own, not by the one that encrypts', () => {
    const { id, mac } = /^(?<id>[0-9a-f]{8})\.(?<mac>[0-9a-f]{64})$/.exec(seal)?.groups ?? {};
    expect(id).toBeDefined();
    expect(mac).not.toBe(createHmac('sha256', key(1)).update(auditText('before', record)).digest('hex'));
  });
});
