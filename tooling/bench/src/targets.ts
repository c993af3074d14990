// What the verifier promises, and whether these figures keep it.

import type { Allocation } from './allocation.ts';
import type { HostileResult } from './hostile.ts';
import type { MessageName } from './messages.ts';
import { ratioOf } from './rounds.ts';
import { FLOOR, NODE_SAML, OURS, OURS_SECOND_KEY, type ShapeResult } from './shapes.ts';

/** One promise and the figure beside it. */
export interface Target {
  readonly promise: string;
  readonly figure: string;
  readonly isMet: boolean;
}

const TIMES_NODE_SAML: Readonly<Record<MessageName, number>> = { entra: 50, okta: 60, big: 70 };
const TIMES_FLOOR: Readonly<Record<MessageName, number>> = { entra: 3, okta: 3, big: 5 };
const SECOND_KEY_TIMES_FIRST = 1.5;
const NODE_SAML_TIMES_MEMORY = 50;
/** The longest answer to a hostile body, in milliseconds. */
export const HOSTILE_MILLISECONDS = 5;

/** Holds all figures against all promises. */
export function judge(shapes: readonly ShapeResult[], hostile: readonly HostileResult[]): readonly Target[] {
  return [...shapes.flatMap((shape) => judgeShape(shape)), judgeHostile(hostile)];
}

function judgeShape({ allocation, message: { name }, samples }: ShapeResult): readonly Target[] {
  const nodeSaml = ratioOf(samples, NODE_SAML, OURS);
  const floor = ratioOf(samples, OURS, FLOOR);
  const second = ratioOf(samples, OURS_SECOND_KEY, OURS);
  const memory = bytesOf(allocation.nodeSaml) / bytesOf(allocation.ours);
  return [
    {
      promise: `${name}: at least ${TIMES_NODE_SAML[name]} times as fast as node-saml`,
      figure: nodeSaml.toFixed(1),
      isMet: nodeSaml >= TIMES_NODE_SAML[name],
    },
    {
      promise: `${name}: at most ${TIMES_FLOOR[name]} times the floor`,
      figure: floor.toFixed(2),
      isMet: floor <= TIMES_FLOOR[name],
    },
    {
      promise: `${name}: the second certificate at most ${SECOND_KEY_TIMES_FIRST} times the first`,
      figure: second.toFixed(2),
      isMet: second <= SECOND_KEY_TIMES_FIRST,
    },
    {
      promise: `${name}: at most 1/${NODE_SAML_TIMES_MEMORY} of node-saml's memory`,
      figure: `1/${memory.toFixed(0)}`,
      isMet: memory >= NODE_SAML_TIMES_MEMORY,
    },
  ];
}

function judgeHostile(hostile: readonly HostileResult[]): Target {
  const worst = hostile.toSorted((a, b) => b.medianMilliseconds - a.medianMilliseconds)[0];
  const milliseconds = worst?.medianMilliseconds ?? Number.NaN;
  return {
    promise: `any body of 256 KB answered within ${HOSTILE_MILLISECONDS} ms`,
    figure: `${milliseconds.toFixed(2)} ms (${worst?.name ?? 'none'})`,
    isMet: milliseconds <= HOSTILE_MILLISECONDS,
  };
}

/** Objects and buffers together. */
export function bytesOf({ bufferBytes, heapBytes }: Allocation): number {
  return heapBytes + bufferBytes;
}
