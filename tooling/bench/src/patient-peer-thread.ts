// The thread that `patient-peer.ts` starts: says when it is ready, then answers each body it is sent.

import { parentPort, workerData } from 'node:worker_threads';
import { createPeer, type PeerConnection } from '../peers/index.mjs';
import type { PeerAnswer } from './patient-peer.ts';
import { threadMilliseconds } from './thread-clock.ts';

const verify = await createPeer('node-saml', workerData as PeerConnection);

parentPort?.on('message', (samlResponse: string) => {
  const before = threadMilliseconds();
  const answered = (isAccepted: boolean): void => {
    const milliseconds = threadMilliseconds() - before;
    parentPort?.postMessage({ milliseconds, isAccepted, isStopped: false } satisfies PeerAnswer);
  };
  verify(samlResponse).then(
    () => answered(true),
    () => answered(false),
  );
});
parentPort?.postMessage('ready');
