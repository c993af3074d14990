// How long the worst bodies keep the event loop: ours over several rounds, node-saml's beside it, each answered in isolation.

import { createSigningIdentity } from '@team-sso/mock-idp';
import { verifyResponse } from '@team-sso/saml';
import { keysOf, verificationInput } from './engine.ts';
import { buildHostileBodies } from './hostile-bodies.ts';
import { PARTIES } from './messages.ts';
import { PatientPeer, type PeerAnswer } from './patient-peer.ts';
import { median } from './rounds.ts';
import { buildSignedHostileBodies } from './signed-hostile-bodies.ts';
import { threadMilliseconds } from './thread-clock.ts';

/** One hostile body and the two answers to it. */
export interface HostileResult {
  readonly name: string;
  /** Of the form field. */
  readonly characters: number;
  /** The rule that refused, or `accepted`. */
  readonly outcome: string;
  readonly medianMilliseconds: number;
  readonly worstMilliseconds: number;
  readonly peer: PeerAnswer | null;
}

/** How long is measured. */
export interface HostilePlan {
  readonly warmUpRounds: number;
  readonly rounds: number;
  /** When node-saml takes longer it is stopped; 0 leaves it out. */
  readonly peerCapMilliseconds: number;
}

/** Answers every hostile body. */
export async function measureHostile(plan: HostilePlan, now: Date): Promise<readonly HostileResult[]> {
  const identity = createSigningIdentity();
  const serviceProvider = createSigningIdentity();
  const keys = keysOf(identity);
  const bodies = [...buildHostileBodies(serviceProvider, now), ...buildSignedHostileBodies(identity, now)];
  const samples = new Map<string, number[]>(bodies.map(({ name }) => [name, []]));
  const outcomes = new Map<string, string>();
  for (let round = 0; round < plan.warmUpRounds + plan.rounds; round++) {
    for (const { name, samlResponse } of bodies) {
      const input = verificationInput(samlResponse, keys, now, [serviceProvider.privateKey]);
      globalThis.gc?.({ type: 'minor', execution: 'sync' });
      const before = threadMilliseconds();
      outcomes.set(
        name,
        answer(() => verifyResponse(input)),
      );
      const spent = threadMilliseconds() - before;
      if (round >= plan.warmUpRounds) samples.get(name)!.push(spent);
    }
  }
  const peer = new PatientPeer(
    {
      ...PARTIES,
      certificates: [identity.certificatePem],
      isResponseSigned: false,
      decryptionKeyPem: serviceProvider.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
    plan.peerCapMilliseconds,
  );
  const results: HostileResult[] = [];
  for (const { name, samlResponse } of bodies) {
    const spent = samples.get(name)!;
    results.push({
      name,
      characters: samlResponse.length,
      outcome: outcomes.get(name)!,
      medianMilliseconds: median(spent),
      worstMilliseconds: Math.max(...spent),
      peer: plan.peerCapMilliseconds > 0 ? await peer.answer(samlResponse) : null,
    });
  }
  await peer.stop();
  return results;
}

function answer(verify: () => unknown): string {
  try {
    verify();
    return 'accepted';
  } catch (error) {
    return ruleOf(error);
  }
}

/** The rule that refused; anything else than a refusal is a fault of the engine and ends the measurement. */
function ruleOf(error: unknown): string {
  const detail: unknown =
    error instanceof Error && 'evidence' in error ? Reflect.get(Object(error.evidence), 'detail') : null;
  if (typeof detail !== 'string') throw error;
  return detail.split(':')[0] ?? '';
}
