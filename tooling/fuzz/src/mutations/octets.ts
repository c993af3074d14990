// Octets and the form value: flipped bits, other encodings, broken UTF-8, base64 in other alphabets and line lengths.

import type { Random } from '../random.ts';
import type { Mutation } from './mutation.ts';

const BAD_UTF8 = [
  [0xc0, 0xaf],
  [0xe0, 0x80, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xf5, 0x80, 0x80, 0x80],
  [0xff],
  [0x80],
  [0xc3],
  [0],
] as const;
const GARBAGE = ['!', '=', '-', '_', '\u0000', '%2B', '.', '\u00e9', '\u2003', '\v', '\f', '\u00a0'] as const;
const BREAKS = ['\n', '\r\n', ' ', '\t'] as const;

function octetMutation(
  name: string,
  change: (octets: Buffer, random: Random) => Buffer,
  weight = 10,
): Mutation {
  return {
    level: 'octets',
    effect: 'hostile',
    name,
    weight,
    apply: (octets, { random }) => (octets.length === 0 ? null : change(octets, random)),
  };
}

function formMutation(
  effect: Mutation['effect'],
  name: string,
  change: (value: string, random: Random) => string,
): Mutation {
  return {
    level: 'form',
    effect,
    name,
    weight: 10,
    apply: (value, { random }) => {
      const changed = change(value, random);
      return changed === value ? null : changed;
    },
  };
}

function flipBits(octets: Buffer, random: Random): Buffer {
  const changed = Buffer.from(octets);
  for (let times = 1 + random.below(3); times > 0; times--) {
    const at = random.below(changed.length);
    changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
  }
  return changed;
}

function insertOctets(octets: Buffer, random: Random): Buffer {
  const at = random.below(octets.length + 1);
  return Buffer.concat([octets.subarray(0, at), Buffer.from(random.pick(BAD_UTF8)), octets.subarray(at)]);
}

function encodeOtherwise(octets: Buffer, random: Random): Buffer {
  const text = octets.toString('utf8');
  return random.pick([
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text, 'latin1'),
    Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), octets]),
    Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(text, 'utf16le').swap16()]),
  ] as const);
}

function breakLines(value: string, random: Random): string {
  const columns = random.pick([64, 76, 19] as const);
  const ending = random.pick(BREAKS);
  return (
    (value.match(new RegExp(`.{1,${columns}}`, 'gsu')) ?? []).join(ending) + (random.chance(50) ? ending : '')
  );
}

function insertSpace(value: string, random: Random): string {
  const at = random.below(value.length + 1);
  return value.slice(0, at) + random.pick(BREAKS) + value.slice(at);
}

function damageForm(value: string, random: Random): string {
  const at = random.below(value.length + 1);
  return random.pick([
    value.slice(0, at) + random.pick(GARBAGE) + value.slice(at),
    value.replace(/=+$/u, ''),
    `${value}=`,
    value.slice(0, -1),
    value.replaceAll('+', '-').replaceAll('/', '_'),
    value.replaceAll('+', ' '),
    encodeURIComponent(value),
    Buffer.from(value).toString('base64'),
    `${value}${value}`,
  ] as const);
}

/** The bits of the last character that decode to nothing must be zero (RFC 4648 §3.5). */
function setTrailingBits(value: string): string {
  const last = value.replace(/=+$/u, '');
  if (last === value || last === '') return value;
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const next = alphabet[(alphabet.indexOf(last.slice(-1)) + 1) % 64] ?? 'A';
  return last.slice(0, -1) + next + value.slice(last.length);
}

export const OCTETS: readonly Mutation[] = [
  octetMutation('bits flipped', flipBits, 30),
  octetMutation('broken UTF-8', insertOctets),
  octetMutation('other encoding', encodeOtherwise, 5),
  octetMutation(
    'octets cut',
    (octets, random) => octets.subarray(random.below(3), octets.length - random.below(3)),
    3,
  ),
  formMutation('neutral', 'lines in form value', breakLines),
  formMutation('neutral', 'space in form value', insertSpace),
  formMutation('hostile', 'form value damaged', damageForm),
  formMutation('hostile', 'trailing bits of base64', setTrailingBits),
];
