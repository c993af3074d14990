import { describe, expect, it } from 'vitest';
import { NO_UPKEEP, parseUpkeepState, serializeUpkeepState, type UpkeepState } from './upkeep.ts';

const at = new Date('2026-11-25T01:02:03.004Z');
const state: UpkeepState = {
  expiryNotices: { aa: 30 },
  metadata: {
    readFor: '[]',
    checkedAt: at,
    failures: 3,
    failingSince: at,
    problem: 'timed_out',
    etag: 'W/"1"',
    published: {
      idpEntityId: 'urn:idp',
      signOn: { post: 'https://idp.example/' },
      logout: {},
      signingCertificates: [],
      validUntil: at,
      signedBy: 'aa',
    },
    change: { id: 'one', since: at },
    ignoredChangeId: 'two',
  },
};

describe('the state of upkeep as text', () => {
  it.each([
    ['nothing', NO_UPKEEP],
    ['everything', state],
  ])('reads back: %s', (_, given) => {
    expect(parseUpkeepState(serializeUpkeepState(given))).toEqual(given);
  });

  it.each([
    ['no JSON', '{'],
    ['of another shape', '{"metadata":{}}'],
    [
      'with a reason that this version does not know',
      serializeUpkeepState(state).replace('timed_out', 'new_reason'),
    ],
  ])('is forgotten when it is %s', (_, text) => {
    expect(parseUpkeepState(text)).toEqual(NO_UPKEEP);
  });
});
