// The run: makes the mutants of a range one by one, has them judged, and holds the verdicts against the law.

import type { VerifiedAssertion } from '@team-sso/core/reasons';
import { isForNodeSaml } from './judges/node-saml-limits.ts';
import { NodeSamlJudge } from './judges/node-saml.ts';
import { createStrictEngine, type StrictEngine } from './judges/strict-engine.ts';
import { Law, type Finding } from './law.ts';
import { Mutator, type Mutant } from './mutant.ts';
import type { Pool } from './pool/original.ts';
import { emptyTally, type Tally } from './tally.ts';
import { Xmlsec1Queue } from './xmlsec1-queue.ts';

export interface FuzzOptions {
  readonly pool: Pool;
  readonly seed: number;
  /** One in so many refused mutants is shown to the other judges; 0 for none. */
  readonly judgeRefused: number;
  readonly useXmlsec1: boolean;
  /** Another engine than ours: for tests of the law. */
  readonly engine?: StrictEngine;
}

/** One thread's fuzzer. */
export class Fuzzer {
  readonly mutator: Mutator;
  readonly #options: FuzzOptions;
  readonly #engine: StrictEngine;
  readonly #law: Law;
  readonly #nodeSaml: NodeSamlJudge;
  readonly #xmlsec1: Xmlsec1Queue | null;
  #tally = emptyTally();

  /** @throws TypeError when the engine does not accept the originals as they are */
  constructor(options: FuzzOptions) {
    this.#options = options;
    this.mutator = new Mutator(options.pool);
    const ours = createStrictEngine(options.pool);
    this.#engine = options.engine ?? ours;
    this.#law = new Law(options.pool, ours);
    this.#nodeSaml = new NodeSamlJudge(options.pool);
    this.#xmlsec1 = options.useXmlsec1
      ? new Xmlsec1Queue(this.#law, (mutants) => this.#countXmlsec1(mutants))
      : null;
  }

  /** Makes and judges the mutants of these numbers. */
  async run(indices: Iterable<number>): Promise<void> {
    for (const index of indices) await this.judge(this.mutator.make(this.#options.seed, index));
  }

  /** Judges one mutant; what xmlsec1 says may follow later. */
  async judge(mutant: Mutant): Promise<void> {
    const verdict = this.#engine(mutant.original, mutant.samlResponse);
    this.#count(mutant, verdict);
    this.#record(mutant, this.#law.ofEngine(mutant.original, verdict));
    if (verdict.kind === 'accepted') await this.#judgeAccepted(mutant, verdict.verified);
    const { judgeRefused } = this.#options;
    if (verdict.kind === 'refused' && judgeRefused > 0 && mutant.index % judgeRefused === 0)
      await this.#judgeRefused(mutant);
  }

  /** Hands over what was counted since the last time. */
  takeTally(): Tally {
    const tally = this.#tally;
    this.#tally = emptyTally();
    return tally;
  }

  /** Has everything judged that still waits. */
  flush(): void {
    this.#xmlsec1?.flush();
  }

  close(): void {
    this.#xmlsec1?.close();
  }

  async #judgeAccepted(mutant: Mutant, verified: VerifiedAssertion): Promise<void> {
    const { nodeSaml, xmlsec1 } = this.#tally;
    const { original, samlResponse } = mutant;
    if (isForNodeSaml(mutant, verified)) {
      const verdict = await this.#nodeSaml.judge(original, samlResponse, verified.signed);
      const finding = this.#law.ofNodeSaml(original, verdict);
      if (finding === null) nodeSaml.agreed++;
      else nodeSaml.disagreed++;
      this.#record(mutant, finding);
    } else nodeSaml.unsupported++;
    if (this.#xmlsec1 !== null && !this.#xmlsec1.add(mutant, verified)) xmlsec1.unsupported++;
  }

  async #judgeRefused({ octets, original, samlResponse }: Mutant): Promise<void> {
    const { nodeSaml, xmlsec1 } = this.#tally;
    nodeSaml.shownRefused++;
    const verdict = await this.#nodeSaml.judge(original, samlResponse, 'any');
    if (verdict.kind === 'accepted') nodeSaml.acceptedRefused++;
    if (this.#xmlsec1 === null) return;
    xmlsec1.shownRefused++;
    if (this.#xmlsec1.verifiesFirst(octets, original)) xmlsec1.acceptedRefused++;
  }

  #count({ steps }: Mutant, verdict: ReturnType<StrictEngine>): void {
    const tally = this.#tally;
    tally.mutants++;
    if (steps.length === 0) tally.unchanged++;
    const isAccepted = verdict.kind === 'accepted';
    if (isAccepted) tally.accepted++;
    if (verdict.kind === 'refused') tally.refused[verdict.reason] = (tally.refused[verdict.reason] ?? 0) + 1;
    for (const { name } of new Set(steps.map(({ mutation }) => mutation))) {
      const count = (tally.byMutation[name] ??= { applied: 0, accepted: 0 });
      count.applied++;
      if (isAccepted) count.accepted++;
    }
  }

  #countXmlsec1(judged: readonly { readonly mutant: Mutant; readonly finding: Finding }[]): void {
    for (const { finding, mutant } of judged) {
      if (finding === null) this.#tally.xmlsec1.agreed++;
      else this.#tally.xmlsec1.disagreed++;
      this.#record(mutant, finding);
    }
  }

  #record({ index }: Mutant, finding: Finding): void {
    if (finding !== null) this.#tally.violations.push({ index, ...finding });
  }
}
