// The process that loads a server, so that the server's own CPU time is all its own.

import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { answerQuestions } from './child.ts';
import type { LoadAnswer, LoadQuestion, LoadRequest, LoadResponse } from './load.ts';

answerQuestions<LoadQuestion, LoadAnswer>(async (question) => {
  const { port, concurrency, requests, probe } = question;
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency + 1 });
  const responses: LoadResponse[] = [];
  const probeMilliseconds: number[] = [];
  let next = 0;
  let running = concurrency;
  const worker = async (): Promise<void> => {
    for (;;) {
      const index = next;
      const one = requests[index];
      if (!one) break;
      next += 1;
      responses[index] = await send(agent, port, one);
    }
    running -= 1;
  };
  const prober = async (path: string): Promise<void> => {
    while (running > 0) {
      const start = performance.now();
      await send(agent, port, { method: 'GET', path });
      probeMilliseconds.push(performance.now() - start);
    }
  };
  const start = performance.now();
  const workers = Array.from({ length: concurrency }, worker);
  await Promise.all(probe === undefined ? workers : [...workers, prober(probe)]);
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return { seconds, responses, probeMilliseconds };
});

function send(
  agent: Agent,
  port: number,
  { method, path, cookie, body }: LoadRequest,
): Promise<LoadResponse> {
  return new Promise((resolve, reject) => {
    const headers = {
      accept: 'application/json',
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) }),
    };
    const sent = request({ agent, port, method, path, headers, host: '127.0.0.1' }, (response) => {
      response.resume();
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? '',
          cookie: (response.headers['set-cookie'] ?? []).map((set) => set.split(';', 1)[0]).join('; '),
        }),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
