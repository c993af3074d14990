// The walk to the provider and back, as a login or as a test: what the provider answers is what it is at the moment.

import { SsoError, type TestRunView } from '@team-sso/core';
import type { ReceivedResponse, SendRequest } from '../../src/index.ts';
import { requestIdOf, requestOf, respond } from '../deployment.ts';
import { MINUTE, type Person, type TeamModel } from './team-model.ts';
import { IDENTITIES, PUBLIC_URL, type World } from './world.ts';

type Provider = TeamModel['provider'];

/** The whole walk. @returns the reason of the refusal, null when the person is signed in. */
export async function signInBySso(world: World, person: Person, provider: Provider): Promise<string | null> {
  try {
    const received = await answerFrom(world, person, provider, await beginLogin(world, person));
    await finish(world, person, received.url);
    return null;
  } catch (error) {
    if (error instanceof SsoError) return error.code;
    throw error;
  }
}

/** @returns the ID of the request. @throws SsoError */
export async function beginLogin(world: World, person: Person): Promise<string> {
  const input = { team: 'acme', returnTo: undefined, hint: undefined, fresh: false };
  return requestIn(await world.sso().startLogin({ ...input, browser: browserOf(person) }));
}

/** What comes back from the provider. @throws SsoError */
export function answerFrom(
  world: World,
  person: Person,
  provider: Provider,
  requestId: string,
): Promise<ReceivedResponse> {
  const now = () => new Date(world.now().getTime() + provider.clockOff * MINUTE);
  const samlResponse = respond({ url: PUBLIC_URL, now }, requestId, {
    email: emailOf(person),
    idpEntityId: provider.idp,
    identity: IDENTITIES[provider.key],
  });
  return world.sso().receiveResponse('acme', samlResponse);
}

/** The last hop, in the person's browser. @throws SsoError */
export async function finish(world: World, person: Person, url: string): Promise<void> {
  await world.sso().finishLogin(world.context(person), {
    team: 'acme',
    ticket: new URL(url, PUBLIC_URL).searchParams.get('ticket') ?? '',
    browser: browserOf(person),
    returnTo: undefined,
  });
}

/** A test sign-in of an authorised manager. */
export async function testSignIn(
  world: World,
  person: Person,
  provider: Provider,
  target: 'draft' | 'live',
): Promise<TestRunView['outcome']> {
  const need = { right: 'manage', recentProof: false, refuseRecovery: false, returnTo: '/' } as const;
  const call = await world.sso().authorizeSettings(world.context(person), 'acme', need);
  const { id } = await world.sso().startTest(call, target);
  const sent = await world.sso().beginTest(call, { id, browser: browserOf(person) });
  const received = await answerFrom(world, person, provider, requestIn(sent));
  if (received.kind === 'finish') await finish(world, person, received.url);
  return (await world.sso().viewTest(call, id)).outcome;
}

function requestIn(sent: SendRequest): string {
  if (sent.kind !== 'redirect') throw new Error('the connections of the model use the redirect binding');
  return requestIdOf(requestOf(sent.url));
}

const browserOf = (person: Person) => `browser of ${person}`;
const emailOf = (person: Person) =>
  person === 'guest' ? 'guest@contractor.example' : `${person}@acme.example`;
