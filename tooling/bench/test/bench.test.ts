// What is measured is right: every shape verifies, in its size; every hostile body gets an answer; the report can be read.

import { createSigningIdentity } from '@team-sso/mock-idp';
import { describe, expect, it } from 'vitest';
import { measureHostile } from '../src/hostile.ts';
import { MAX_BODY_CHARACTERS } from '../src/hostile-bodies.ts';
import { buildMessages, type MessageName } from '../src/messages.ts';
import { replaceFigures } from '../src/record.ts';
import { renderReport, type Report } from '../src/report.ts';
import { median, ratioOf } from '../src/rounds.ts';
import { FLOOR, NODE_SAML, OURS, OURS_SECOND_KEY, ourContenders, type ShapeResult } from '../src/shapes.ts';
import { judge } from '../src/targets.ts';

const now = new Date();
const keys = { signing: createSigningIdentity(), other: createSigningIdentity() };
const messages = buildMessages(keys.signing, now);
const KILOBYTES: Readonly<Record<MessageName, number>> = { entra: 7.1, okta: 8.6, big: 40 };

describe.each(messages)('the shape $name', (message) => {
  it('has the size it is named for, within five per cent', () => {
    const expected = KILOBYTES[message.name] * 1000;
    expect(Math.abs(message.bytes - expected) / expected).toBeLessThan(0.05);
  });

  it.each(ourContenders(message, keys, now))('is verified: $name', async ({ run }) => {
    await expect((async () => run())()).resolves.toBeUndefined();
  });

  it('is verified by nobody who pins another key', () => {
    const stranger = { signing: keys.other, other: keys.other };
    const floor = ourContenders(message, stranger, now).find(({ name }) => name === FLOOR);
    expect(() => floor?.run()).toThrow('The signature differs.');
  });
});

it('every hostile body is answered', async () => {
  const plan = { warmUpRounds: 0, rounds: 1, peerCapMilliseconds: 0 };
  const results = await measureHostile(plan, now);
  const tooLong = results.filter(({ characters }) => characters > MAX_BODY_CHARACTERS);
  expect(tooLong.map(({ name }) => name)).toEqual([
    'depth 100,000, which is beyond 256 KB',
    'longer than 256 KB',
  ]);
  expect(tooLong.map(({ outcome }) => outcome)).toEqual(['size', 'size']);
  const unsigned = results.filter(({ name }) => !name.startsWith('signed: '));
  expect(unsigned.filter(({ outcome }) => outcome === 'accepted')).toEqual([]);
});

describe('the figures', () => {
  it('are medians', () => {
    expect(median([9, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 9])).toBe(3);
  });

  it('are compared round by round', () => {
    const samples = new Map([
      ['slow', [100, 400, 900]],
      ['fast', [10, 20, 30]],
    ]);
    expect(ratioOf(samples, 'slow', 'fast')).toBe(20);
  });

  it('that miss a target are marked', () => {
    expect(targetsFor({ ours: 100 }).filter(({ isMet }) => !isMet)).toEqual([]);
    const missed = targetsFor({ ours: 200 }).filter(({ isMet }) => !isMet);
    expect(missed.map(({ promise }) => promise)).toEqual([
      'entra: at least 50 times as fast as node-saml',
      'entra: at most 3 times the floor',
    ]);
  });

  it('are rendered as tables', () => {
    const text = renderReport(reportFor({ ours: 100 }));
    expect(text).toContain('| node-saml ÷ team-sso ');
    expect(text).toContain('> 5,000 |    stopped |');
    expect(text).toContain('- ✓ entra: at least 50 times as fast as node-saml');
  });

  it('replace those on the page', () => {
    const page = 'a\n<!-- figures: pnpm bench verify --record -->\nold\n<!-- end of figures -->\nb\n';
    const renewed = replaceFigures(page, 'new', 'verify');
    expect(renewed).toContain('\nnew\n');
    expect(renewed).not.toContain('old');
    expect(replaceFigures(renewed, 'new', 'verify')).toBe(renewed);
    expect(() => replaceFigures('a page', 'new', 'verify')).toThrow('marks');
  });
});

function targetsFor(costs: { readonly ours: number }) {
  return reportFor(costs).targets;
}

function reportFor({ ours }: { readonly ours: number }): Report {
  const shape: ShapeResult = {
    message: { name: 'entra', description: 'assertion signed', bytes: 7100 },
    samples: new Map([
      [OURS, [ours]],
      [OURS_SECOND_KEY, [ours * 1.2]],
      [FLOOR, [50]],
      [NODE_SAML, [5_000]],
    ]),
    allocation: {
      ours: { heapBytes: 50_000, bufferBytes: 10_000 },
      nodeSaml: { heapBytes: 8_000_000, bufferBytes: 0 },
    },
  };
  const hostile = [
    {
      name: 'unclosed tags',
      characters: 262_144,
      outcome: 'gate',
      medianMilliseconds: 1,
      worstMilliseconds: 2,
      peer: { milliseconds: 5_000, isAccepted: false, isStopped: true },
    },
  ];
  return { machine: 'a machine', rounds: 1, shapes: [shape], hostile, targets: judge([shape], hostile) };
}
