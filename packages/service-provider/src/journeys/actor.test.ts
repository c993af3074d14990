import { describe, expect, it } from 'vitest';
import { actorOf, originOf } from './actor.ts';

const originBy = (address: string | undefined) => originOf({ clientAddress: () => address }, null);

describe('where a request came from', () => {
  it.each(['203.0.113.7', '2001:db8::1', 'fe80::1%eth0', '::ffff:203.0.113.7', '[2001:db8::1]'.slice(1, -1)])(
    'is %s',
    (address) => {
      expect(originBy(address)).toEqual({ from: address });
    },
  );

  it.each([undefined, '', '<b>here</b>', 'a b', '1'.repeat(65)])('is nowhere for %j', (address) => {
    expect(originBy(address)).toEqual({});
  });

  it('is named beside the person, or not at all', () => {
    expect(actorOf({ userId: 'ana', ...originBy('203.0.113.7') })).toEqual({
      kind: 'user',
      userId: 'ana',
      from: '203.0.113.7',
    });
    expect(actorOf({ userId: 'ana', ...originBy(undefined) })).toEqual({ kind: 'user', userId: 'ana' });
  });
});
