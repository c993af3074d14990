// One walk to the provider and back, as a login or as a test: what the provider answers is what it is at the moment.

import { SsoError, type TestRunView } from '@team-sso/core';
import { requestIdOf, requestOf, respond } from '../deployment.ts';
import { MINUTE, type Certificate, type Person, type TeamModel } from './team-model.ts';
import { IDENTITIES, PUBLIC_URL, type World } from './world.ts';

type Provider = TeamModel['provider'];
type Sent = Awaited<ReturnType<ReturnType<World['sso']>['startLogin']>>;

/** @returns the reason of the refusal, null when the person is signed in. */
export async function signInBySso(world: World, person: Person, provider: Provider): Promise<string | null> {
  const browser = browserOf(person);
  try {
    const sent = await world.sso().startLogin({
      team: 'acme',
      browser,
      returnTo: undefined,
      hint: undefined,
      fresh: false,
    });
    await answer(world, person, provider, sent);
    return null;
  } catch (error) {
    if (error instanceof SsoError) return error.code;
    throw error;
  }
}

/** A test sign-in of an authorised manager. */
export async function testSignIn(
  world: World,
  person: Person,
  provider: Provider,
  target: 'draft' | 'live',
): Promise<TestRunView['outcome']> {
  const call = await world.sso().authorizeSettings(world.context(person), 'acme', {
    right: 'manage',
    recentProof: false,
    refuseRecovery: false,
    returnTo: '/',
  });
  const { id } = await world.sso().startTest(call, target);
  const sent = await world.sso().beginTest(call, { id, browser: browserOf(person) });
  await answer(world, person, provider, sent);
  return (await world.sso().viewTest(call, id)).outcome;
}

async function answer(world: World, person: Person, provider: Provider, sent: Sent): Promise<void> {
  if (sent.kind !== 'redirect') throw new Error('the connections of the model use the redirect binding');
  const samlResponse = respond(
    { url: PUBLIC_URL, now: () => new Date(world.now().getTime() + provider.clockOff * MINUTE) },
    requestIdOf(requestOf(sent.url)),
    {
      email: emailOf(person),
      idpEntityId: provider.idp,
      identity: IDENTITIES[provider.key satisfies Certificate],
    },
  );
  const received = await world.sso().receiveResponse('acme', samlResponse);
  const { searchParams } = new URL(received.url, PUBLIC_URL);
  if (received.kind === 'restart') throw new Error('the provider was replaced under a login');
  if (received.kind === 'finish')
    await world.sso().finishLogin(world.context(person), {
      team: 'acme',
      ticket: searchParams.get('ticket') ?? '',
      browser: browserOf(person),
      returnTo: undefined,
    });
}

const browserOf = (person: Person) => `browser of ${person}`;
const emailOf = (person: Person) =>
  person === 'guest' ? 'guest@contractor.example' : `${person}@acme.example`;
