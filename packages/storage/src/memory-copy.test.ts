import { expect, test } from 'vitest';
import { copyOf } from './memory-copy.ts';

test('a copy is equal and shares nothing that can be changed', () => {
  const value = {
    at: new Date(5),
    list: [{ name: 'a' }, 'b', null],
    seen: new Map([['one', { at: new Date(1) }]]),
    names: new Set(['x']),
    nothing: undefined,
    ['__proto__']: 'a name',
  };
  const copied = copyOf(value);
  expect(copied).toEqual(value);
  expect(Object.getOwnPropertyNames(copied)).toEqual(Object.getOwnPropertyNames(value));
  copied.at.setTime(9);
  copied.list.push('c');
  copied.seen.get('one')?.at.setTime(9);
  copied.names.add('y');
  expect([value.at.getTime(), value.list.length, value.names.size]).toEqual([5, 3, 1]);
  expect(value.seen.get('one')?.at.getTime()).toBe(1);
});

test.each(['text', 5, true, null, undefined])('%j is its own copy', (value) => {
  expect(copyOf(value)).toBe(value);
});
