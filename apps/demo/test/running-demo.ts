// A demo of its own for a test file: free ports, a fresh data folder, everything as `main.ts` would start it.

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MockIdp } from '@team-sso/mock-idp';
import { parseEnvironment } from '../src/environment.ts';
import { startDemo } from '../src/start-demo.ts';

export interface DemoUnderTest {
  readonly url: string;
  readonly mockIdp: MockIdp;
  readonly logged: readonly string[];
  /** Where this very process answers; `url` may be another one's. */
  readonly ownUrl: string;
  readonly dataDir: string;
  stop(): Promise<void>;
}

export async function runDemo(variables: Readonly<Record<string, string>> = {}): Promise<DemoUnderTest> {
  const dataDir = await mkdtemp(join(tmpdir(), 'acme-bots-'));
  const [port, mockIdpPort] = await freePorts();
  const environment = parseEnvironment({
    PORT: String(port),
    MOCK_IDP_PORT: String(mockIdpPort),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    ...variables,
  });
  const logged: string[] = [];
  const removeData = () => rm(dataDir, { recursive: true, force: true });
  const demo = await startDemo(environment, (line) => logged.push(line)).catch(async (error: unknown) => {
    await removeData();
    throw error;
  });
  if (!demo.mockIdp) throw new TypeError('the tests need the mock identity provider');
  return {
    url: demo.url,
    mockIdp: demo.mockIdp,
    logged,
    ownUrl: `http://localhost:${port}`,
    dataDir,
    async stop() {
      await demo.stop();
      await removeData();
    },
  };
}

/** Two ports that were free a moment ago. */
export async function freePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()];
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once('error', reject).listen(0, '127.0.0.1', () => {
            const address = server.address();
            if (address && typeof address === 'object') resolve(address.port);
            else reject(new Error('no port'));
          });
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  const [one = 0, other = 0] = ports;
  return [one, other];
}
