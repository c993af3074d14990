// The process that a server under load runs in.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerQuestions } from './child.ts';
import { createApp } from './apps.ts';
import type { ServerFacts, ServerOptions } from './server.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as ServerOptions;
const server = createServer();
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
const { app, close } = await createApp(options, `http://127.0.0.1:${port}`);
const handle = app.callback();
server.on('request', (request, response) => void handle(request, response));

answerQuestions<'facts', ServerFacts>(
  async () => {
    const { user, system } = process.cpuUsage();
    return { port, cpuMicroseconds: user + system };
  },
  async () => {
    server.closeAllConnections();
    server.close();
    await close();
  },
);
