// `pnpm bench verify`: the whole measurement, from the messages to the verdict.

import { createSigningIdentity } from '@team-sso/mock-idp';
import { measureHostile } from './hostile.ts';
import { describeMachine } from './machine.ts';
import { buildMessages } from './messages.ts';
import type { Report } from './report.ts';
import { measureShape, type ShapeResult } from './shapes.ts';
import { judge } from './targets.ts';

const ROUNDS = { rounds: 30, batchMicroseconds: 25_000, warmUpMicroseconds: 800_000 };
const HOSTILE = { warmUpRounds: 5, rounds: 21, peerCapMilliseconds: 5_000 };

/** Measures everything; `tell` hears how far it is. */
export async function benchVerify(now: Date, tell: (progress: string) => void): Promise<Report> {
  const keys = { signing: createSigningIdentity(), other: createSigningIdentity() };
  const shapes: ShapeResult[] = [];
  for (const message of buildMessages(keys.signing, now)) {
    tell(`${message.name} …`);
    shapes.push(await measureShape(message, keys, now, ROUNDS));
  }
  tell('hostile bodies …');
  const hostile = await measureHostile(HOSTILE, now);
  return {
    machine: describeMachine(),
    rounds: ROUNDS.rounds,
    shapes,
    hostile,
    targets: judge(shapes, hostile),
  };
}
