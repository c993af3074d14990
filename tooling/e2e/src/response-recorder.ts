// A service provider that only listens: takes the form an identity provider posts to its ACS and hands it to the test.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ResponseRecorder {
  readonly acsUrl: string;
  /** What was posted last: `SAMLResponse`, `RelayState`. */
  lastForm(): URLSearchParams;
  stop(): Promise<void>;
}

/** Listens on `localhost`, so that a post from a provider on 127.0.0.1 is a cross-site one. */
export async function startResponseRecorder(): Promise<ResponseRecorder> {
  const forms: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      if (request.method === 'POST') forms.push(new URLSearchParams(body));
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>Received</title>');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    acsUrl: `http://localhost:${port}/acs`,
    lastForm() {
      const form = forms.at(-1);
      if (!form) throw new Error('nothing was posted to the ACS');
      return form;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
