// node-saml in a thread of its own, which is stopped when an answer takes too long.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PeerConnection } from '../peers/index.mjs';

/** node-saml's answer to one body. `isStopped`: it had not answered within the cap. */
export interface PeerAnswer {
  readonly milliseconds: number;
  readonly isAccepted: boolean;
  readonly isStopped: boolean;
}

/** Asks node-saml, one body at a time. */
export class PatientPeer {
  readonly #connection: PeerConnection;
  readonly #capMilliseconds: number;
  #worker: Worker | null = null;

  constructor(connection: PeerConnection, capMilliseconds: number) {
    this.#connection = connection;
    this.#capMilliseconds = capMilliseconds;
  }

  /** The answer, or that there was none in time. */
  async answer(samlResponse: string): Promise<PeerAnswer> {
    this.#worker ??= await startWorker(this.#connection);
    const signal = AbortSignal.timeout(this.#capMilliseconds);
    const answered = once(this.#worker, 'message', { signal });
    this.#worker.postMessage(samlResponse);
    try {
      const [answer] = (await answered) as [PeerAnswer];
      return answer;
    } catch (error) {
      await this.stop();
      if (!signal.aborted) throw error;
      return { milliseconds: this.#capMilliseconds, isAccepted: false, isStopped: true };
    }
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }
}

async function startWorker(connection: PeerConnection): Promise<Worker> {
  const worker = new Worker(new URL('patient-peer-thread.ts', import.meta.url), {
    workerData: connection,
    stdout: true,
    stderr: true,
  });
  await once(worker, 'message');
  return worker;
}
