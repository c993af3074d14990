// Everything that is measured about one good message: ours, the floor and the peers, in time and in memory.

import type { SigningIdentity } from '@team-sso/mock-idp';
import { createPeer, PEER_NAMES } from '../peers/index.mjs';
import { measureAllocation, type Allocation } from './allocation.ts';
import type { Contender } from './contender.ts';
import {
  createVerification,
  createVerificationWithSecondOpinion,
  keysOf,
  verificationInput,
} from './engine.ts';
import { createFloor } from './floor.ts';
import { PARTIES, type Message } from './messages.ts';
import { measureRounds, type RoundsPlan, type Samples } from './rounds.ts';

/** The names that the report asks for; peers have their own. */
export const OURS = 'team-sso';
export const OURS_SECOND_KEY = 'team-sso, the second certificate matches';
export const OURS_WITH_OPINION = 'team-sso, then node-saml as second opinion';
export const FLOOR = 'floor: base64, SHA-256, RSA verification';
export const NODE_SAML = 'node-saml';
export const NODE_SAML_SECOND_KEY = 'node-saml, the second certificate matches';

/** What one shape costs. */
export interface ShapeResult {
  readonly message: Pick<Message, 'name' | 'description' | 'bytes'>;
  readonly samples: Samples;
  readonly allocation: { readonly ours: Allocation; readonly nodeSaml: Allocation };
}

/** The keys of one run: the one that signs and one that never did. */
export interface BenchKeys {
  readonly signing: SigningIdentity;
  readonly other: SigningIdentity;
}

/** Measures one message. */
export async function measureShape(
  message: Message,
  keys: BenchKeys,
  now: Date,
  plan: RoundsPlan,
): Promise<ShapeResult> {
  const ours = ourContenders(message, keys, now);
  const peers = await peerContenders(message, keys);
  const samples = await measureRounds([...ours, ...peers], plan);
  return {
    message,
    samples,
    allocation: {
      ours: await measureAllocation(contenderNamed(ours, OURS), 2_000),
      nodeSaml: await measureAllocation(contenderNamed(peers, NODE_SAML), 20),
    },
  };
}

/** Our own contenders and the floor; they need nothing but the workspace. */
export function ourContenders(message: Message, keys: BenchKeys, now: Date): readonly Contender[] {
  const { samlResponse } = message;
  const first = verificationInput(samlResponse, keysOf(keys.signing), now);
  const second = verificationInput(samlResponse, keysOf(keys.other, keys.signing), now);
  return [
    { name: OURS, isAsync: false, run: createVerification(first) },
    { name: OURS_SECOND_KEY, isAsync: false, run: createVerification(second) },
    { name: OURS_WITH_OPINION, isAsync: true, run: createVerificationWithSecondOpinion(first) },
    { name: FLOOR, isAsync: false, run: createFloor(message, keys.signing) },
  ];
}

async function peerContenders(message: Message, keys: BenchKeys): Promise<readonly Contender[]> {
  const { isResponseSigned, samlResponse } = message;
  const connection = { ...PARTIES, certificates: [keys.signing.certificatePem], isResponseSigned };
  const both = [keys.other.certificatePem, keys.signing.certificatePem];
  const contender = async (
    name: string,
    peer: string,
    certificates: readonly string[],
  ): Promise<Contender> => {
    const verify = await createPeer(peer, { ...connection, certificates });
    const run = async (): Promise<void> => {
      if ((await verify(samlResponse)) !== PARTIES.nameId) throw new Error(`${name}: another NameID.`);
    };
    return { name, isAsync: true, run };
  };
  const peers = PEER_NAMES.map((name) => contender(name, name, connection.certificates));
  return Promise.all([...peers, contender(NODE_SAML_SECOND_KEY, NODE_SAML, both)]);
}

function contenderNamed(contenders: readonly Contender[], name: string): Contender {
  const found = contenders.find((contender) => contender.name === name);
  if (found === undefined) throw new Error(`Nobody is called ${name}.`);
  return found;
}
