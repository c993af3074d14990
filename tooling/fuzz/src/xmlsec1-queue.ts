// Accepted mutants wait here until there are enough for one process of xmlsec1.

import type { VerifiedAssertion } from '@team-sso/core/reasons';
import { X509Certificate } from 'node:crypto';
import { Xmlsec1Judge, type SignedElement } from './judges/xmlsec1.ts';
import type { Finding, Law } from './law.ts';
import type { Mutant } from './mutant.ts';
import type { Original } from './pool/original.ts';

interface Judged {
  readonly mutant: Mutant;
  readonly finding: Finding;
}

const BATCH_SIZE = 128;

/** A queue per signed element and key, for both are arguments of the process. */
export class Xmlsec1Queue {
  readonly #judge = new Xmlsec1Judge();
  readonly #law: Law;
  readonly #onJudged: (judged: readonly Judged[]) => void;
  readonly #waiting = new Map<string, { signed: SignedElement; certificatePem: string; mutants: Mutant[] }>();
  readonly #certificates = new Map<Original, string>();

  constructor(law: Law, onJudged: (judged: readonly Judged[]) => void) {
    this.#law = law;
    this.#onJudged = onJudged;
  }

  /** Enqueues an accepted mutant, once per signature; false when its only signature is inside ciphertext. */
  add(mutant: Mutant, { signed, wasEncrypted }: VerifiedAssertion): boolean {
    const elements: SignedElement[] = [];
    if (signed !== 'assertion') elements.push('Response');
    if (signed !== 'response' && !wasEncrypted) elements.push('Assertion');
    for (const element of elements) this.#enqueue(mutant, element);
    return elements.length > 0;
  }

  /** Whether the first signature of a message verifies with the key that signed the original. */
  verifiesFirst(octets: Buffer, original: Original): boolean {
    return this.#judge.judgeFirstSignature(octets, this.#certificateOf(original));
  }

  flush(): void {
    for (const key of this.#waiting.keys()) this.#flushOne(key);
  }

  close(): void {
    this.#judge.close();
  }

  #enqueue(mutant: Mutant, signed: SignedElement): void {
    const key = `${signed} ${mutant.original.signerFingerprint}`;
    const queue = this.#waiting.get(key) ?? {
      signed,
      certificatePem: this.#certificateOf(mutant.original),
      mutants: [],
    };
    this.#waiting.set(key, queue);
    queue.mutants.push(mutant);
    if (queue.mutants.length >= BATCH_SIZE) this.#flushOne(key);
  }

  #flushOne(key: string): void {
    const queue = this.#waiting.get(key);
    if (queue === undefined) return;
    this.#waiting.delete(key);
    const { certificatePem, mutants, signed } = queue;
    const verdicts = this.#judge.judge(
      mutants.map(({ octets }) => octets),
      signed,
      certificatePem,
    );
    this.#onJudged(
      mutants.map((mutant, i) => ({
        mutant,
        finding: this.#law.ofXmlsec1(mutant.original, verdicts[i]!, signed),
      })),
    );
  }

  #certificateOf(original: Original): string {
    let pem = this.#certificates.get(original);
    if (pem === undefined) {
      pem = original.circumstances.signingCertificates.find(
        (candidate) =>
          new X509Certificate(candidate).fingerprint256.replaceAll(':', '').toLowerCase() ===
          original.signerFingerprint,
      );
      if (pem === undefined) throw new TypeError('The signer of an original is not pinned.');
      this.#certificates.set(original, pem);
    }
    return pem;
  }
}
