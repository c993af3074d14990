// Batches of whole sign-ins: begin, the provider's answer, finish; each step with what it cost the server.

import { inflateRawSync } from 'node:zlib';
import type { SigningIdentity } from '@team-sso/mock-idp';
import { ACS_PATH } from './apps.ts';
import { answerBody } from './idp.ts';
import type { LoadAnswer, Loader, LoadRequest } from './load.ts';
import type { Server } from './server.ts';

/** What one step of a batch cost. */
export interface StepCost {
  /** CPU time of the server's process, in microseconds per request. */
  readonly cpuMicroseconds: number;
  readonly requestsPerSecond: number;
  readonly probeMilliseconds: readonly number[];
}

export interface LoginCost {
  readonly login: StepCost;
  readonly acs: StepCost;
  readonly finish: StepCost;
}

export interface Batch {
  readonly server: Server;
  readonly loader: Loader;
  readonly identity: SigningIdentity;
  readonly logins: number;
  readonly concurrency: number;
  /** A path asked for while answers come in. */
  readonly probe?: string;
}

/** Signs in `logins` people, everybody through all three steps. @throws when one of them is refused. */
export async function measureLogins(batch: Batch): Promise<LoginCost> {
  const { server, identity } = batch;
  const { port } = await server.ask('facts');
  const acsUrl = `http://127.0.0.1:${port}${ACS_PATH}`;
  const login = await measureStep(
    batch,
    times(batch.logins, () => get('/sso/acme/login')),
    'begin',
  );
  const acs = await measureStep(
    batch,
    login.responses.map(({ location }, person) => ({
      method: 'POST' as const,
      path: ACS_PATH,
      body: answerBody(identity, { ...requestOf(location), acsUrl }, person),
    })),
    'be answered',
    batch.probe,
  );
  const finish = await measureStep(
    batch,
    acs.responses.map(({ location }, index) => {
      const { pathname, search } = new URL(location, acsUrl);
      return { ...get(pathname + search), cookie: login.responses[index]?.cookie ?? '' };
    }),
    'finish',
  );
  return { login: login.cost, acs: acs.cost, finish: finish.cost };
}

/** Posts the bodies given to the ACS, for servers that ask for no more. */
export async function measureAcs(batch: Batch, bodies: readonly string[]): Promise<StepCost> {
  const requests = bodies.map((body) => ({ method: 'POST' as const, path: ACS_PATH, body }));
  return (await measureStep(batch, requests, 'be answered', batch.probe)).cost;
}

async function measureStep(
  { server, loader, concurrency }: Batch,
  requests: readonly LoadRequest[],
  step: string,
  probe?: string,
): Promise<{ readonly cost: StepCost; readonly responses: LoadAnswer['responses'] }> {
  const before = await server.ask('facts');
  const question = { port: before.port, concurrency, requests, ...(probe === undefined ? {} : { probe }) };
  const { seconds, responses, probeMilliseconds } = await loader.ask(question);
  const after = await server.ask('facts');
  const refused = responses.find(({ status }) => status !== 302 && status !== 303);
  if (refused) throw new Error(`A sign-in could not ${step}: ${refused.status}.`);
  const cost = {
    cpuMicroseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / requests.length,
    requestsPerSecond: requests.length / seconds,
    probeMilliseconds,
  };
  return { cost, responses };
}

/** The request that a browser was sent to the provider with. */
function requestOf(location: string): { readonly requestId: string; readonly relayState: string } {
  const { searchParams } = new URL(location);
  const xml = inflateRawSync(Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64')).toString();
  return {
    requestId: /\bID="([^"]+)"/.exec(xml)?.[1] ?? '',
    relayState: searchParams.get('RelayState') ?? '',
  };
}

function get(path: string): LoadRequest {
  return { method: 'GET', path };
}

function times<T>(count: number, make: () => T): readonly T[] {
  return Array.from({ length: count }, make);
}
