// Wrapping of a signed assertion: it is kept somewhere, and a forged one is put where it may be read.

import { replaceFirst } from '../xml-text.ts';
import type { AttackContext } from './attack.ts';
import { attacksOf } from './compose.ts';
import type { AttackRow } from './compose.ts';
import { BESIDE, HOST, INSIDE, piecesOf, withSignature } from './wrapping-places.ts';
import type { Pieces, Place } from './wrapping-places.ts';

const REFUSED = ['several_assertions', 'xml_invalid', 'signature_invalid', 'signature_missing'];

const nestedRows: readonly AttackRow[] = INSIDE.flatMap(([place, put]) => [
  [`the genuine assertion hides ${place}`, REFUSED, (context) => inside(context, '_forged', put)],
  [
    `the genuine assertion hides ${place}, and both have one ID`,
    REFUSED,
    (context) => inside(context, null, put),
  ],
]);

const siblingRows: readonly AttackRow[] = BESIDE.flatMap(([place, put]) => [
  [
    `the forged assertion is read, the genuine one is ${place}`,
    REFUSED,
    (context) => beside(context, '_forged', put, 'good'),
  ],
  [
    `the genuine assertion is read, a forged one is ${place}`,
    REFUSED,
    (context) => beside(context, '_forged', put, 'evil'),
  ],
  [
    `a forged assertion with the same ID is ${place}`,
    REFUSED,
    (context) => beside(context, null, put, 'evil'),
  ],
]);

const signatureRows: readonly AttackRow[] = [
  [
    'the forged assertion carries the signature, the genuine one is in its Object',
    REFUSED,
    (context) => carrying(context, ({ bare }) => `<ds:Object>${bare}</ds:Object>`, '</ds:Signature>'),
  ],
  [
    'the forged assertion carries the signature, the genuine one is in its KeyInfo',
    REFUSED,
    (context) => carrying(context, ({ bare }) => bare, '</ds:KeyInfo>'),
  ],
  [
    'the forged assertion carries the signature, the genuine one stands behind KeyInfo',
    REFUSED,
    (context) => carrying(context, ({ bare }) => bare, '</ds:Signature>'),
  ],
  [
    'the forged assertion carries the signature, the genuine one follows it',
    REFUSED,
    (context) => {
      const pieces = piecesOf(context, '_forged');
      return pieces.shell(withSignature(pieces, pieces.signature) + pieces.bare);
    },
  ],
  [
    'the forged assertion carries the signature, the genuine one precedes it',
    REFUSED,
    (context) => {
      const pieces = piecesOf(context, '_forged');
      return pieces.shell(pieces.bare + withSignature(pieces, pieces.signature));
    },
  ],
  [
    'the genuine signature holds a forged assertion in an Object',
    REFUSED,
    (context) => {
      const { xml, evil } = piecesOf(context, '_forged');
      return replaceFirst(xml, '</ds:Signature>', `<ds:Object>${evil}</ds:Object></ds:Signature>`);
    },
  ],
  [
    'the genuine signature holds a forged assertion in KeyInfo',
    REFUSED,
    (context) => {
      const { xml, evil } = piecesOf(context, '_forged');
      return replaceFirst(xml, '</ds:KeyInfo>', `${evil}</ds:KeyInfo>`);
    },
  ],
  [
    'only a copy of the genuine signature stands in the response',
    REFUSED,
    (context) => {
      const pieces = piecesOf(context, '_forged');
      return replaceFirst(pieces.shell(pieces.evil), '<samlp:Status>', `${pieces.signature}<samlp:Status>`);
    },
  ],
];

function inside(context: AttackContext, id: string | null, put: Place[1]): string {
  const pieces = piecesOf(context, id);
  return pieces.shell(put(pieces, pieces.good));
}

function beside(context: AttackContext, id: string | null, put: Place[1], guest: 'good' | 'evil'): string {
  const pieces = piecesOf(context, id);
  const host = guest === 'good' ? pieces.evil : pieces.good;
  return replaceFirst(put(pieces, pieces[guest]), HOST, host);
}

function carrying(context: AttackContext, hidden: (pieces: Pieces) => string, before: string): string {
  const pieces = piecesOf(context, '_forged');
  const signature = replaceFirst(pieces.signature, before, hidden(pieces) + before);
  return pieces.shell(withSignature(pieces, signature));
}

/** Wrapping of a signed assertion. */
export const assertionWrappingAttacks = attacksOf('signature-wrapping', [
  ...nestedRows,
  ...siblingRows,
  ...signatureRows,
]);
