// What a test sign-in leaves behind: its refusals, or the answer that passed. No account and no session.

import {
  DEFAULT_POLICY,
  mapIdentity,
  SsoError,
  type Identity,
  type SignInReason,
  type StoredSettings,
  type TestAnswer,
  type TestIdentity,
  type Ticket,
} from '@team-sso/core';
import type { Service } from '../service.ts';
import { readTicket } from '../sign-in-ticket.ts';
import { actorOf, originOf } from './actor.ts';
import { maskText, maskValue } from './mask-text.ts';
import { findKnown, joiningRole, joinRefusal, type ProvedIdentity } from './find-person.ts';
import { emailMissing } from './record-attempt.ts';
import { checksOfPerson, checksOfRefusal, type TestPerson } from './test-checks.ts';

/** How many attributes, and values of each, a result shows. */
const MAX_SHOWN = 50;

/** Appends a refused answer to the run it names; it never closes the run. @returns the address of the result page. */
export async function recordTestRefusal<Context>(
  service: Service<Context>,
  team: string,
  id: string,
  refusal: SsoError<SignInReason>,
  more: Partial<
    Pick<TestAnswer, 'checks' | 'identity' | 'wouldMatch' | 'wouldJoin' | 'shownCertificate'>
  > = {},
): Promise<string> {
  const now = service.now();
  const { expected, received } = refusal.evidence;
  const evidence = {
    ...(expected === undefined ? {} : { expected: maskText(expected) }),
    ...(received === undefined ? {} : { received: maskText(received) }),
  };
  const answer: TestAnswer = {
    at: now,
    outcome: 'refused',
    reason: refusal.code,
    checks: checksOfRefusal(refusal.code, evidence),
    ...more,
  };
  await service.store.appendTestRefusal(team, id, answer, now);
  return service.urls.testResult(team, id);
}

/**
 * A test's ticket, taken by the browser that began: the run passes if the session is still that of its admin.
 * @throws SsoError `browser_mismatch` or `test_superseded`.
 */
export async function passTest<Context>(
  service: Service<Context>,
  ctx: Context,
  taken: {
    readonly ticket: Ticket;
    readonly settings: StoredSettings | null;
    readonly linkedUserId: string | null;
  },
): Promise<{ readonly returnTo: string }> {
  const { ticket, settings, linkedUserId } = taken;
  const { team, connectionId } = ticket;
  const run = await service.store.readTestRun(team, ticket.testRunId ?? '');
  const { live, draft } = settings?.settings ?? { live: null, draft: null };
  const connection = [live, draft].find((candidate) => candidate?.connectionId === connectionId);
  if (!run || !connection || run.connectionId !== connectionId) throw new SsoError('test_superseded');
  const session = await service.host.session(ctx);
  if (session?.userId !== run.by) throw new SsoError('browser_mismatch');
  const payload = readTicket(ticket.payload);
  const mapped = mapIdentity(payload, connection);
  // A login would be refused here, for everybody without a link: that is no pass.
  if (mapped.identity.email === undefined && linkedUserId === null) {
    const refusal = emailMissing(mapped.identity);
    const identity = maskIdentity(mapped.identity);
    return { returnTo: await recordTestRefusal(service, team, run.id, refusal, { identity }) };
  }
  const policy = settings?.settings.policy ?? DEFAULT_POLICY;
  const person = await personOf(service, { team, policy, mapped, linkedUserId });
  const { refusal, ...shown } = person;
  const checks = checksOfPerson(payload, mapped, person);
  const identity = maskIdentity(mapped.identity);
  // A login of this person would be refused, and so perhaps everybody's: what nobody matched proves nothing about the team.
  if (refusal) {
    const more = { checks, identity, ...shown };
    return { returnTo: await recordTestRefusal(service, team, run.id, new SsoError(refusal), more) };
  }
  const now = service.now();
  const answer: TestAnswer = {
    at: now,
    outcome: 'passed',
    checks,
    certificateFingerprint: payload.certificateFingerprint,
    identity,
    ...shown,
  };
  const event = {
    type: 'test_passed',
    actor: actorOf({ userId: run.by, ...originOf(service, ctx) }),
    testRunId: run.id,
    connectionId,
  } as const;
  const passed = await service.store.passTestRun(team, run.id, answer, now, [event], {
    seal: service.auditSealer.seal,
  });
  if (!passed) throw new SsoError('test_superseded');
  service.noticesWaiting();
  return { returnTo: service.urls.testResult(team, run.id) };
}

/** Whom a login would sign in, or make a member, or why it would be refused. Nobody is added by a test. */
async function personOf<Context>(service: Service<Context>, proved: ProvedIdentity): Promise<TestPerson> {
  const { linkedUserId, policy } = proved;
  const known = await findKnown(service, proved);
  if (known) return { wouldMatch: { userId: known.userId, by: linkedUserId === null ? 'email' : 'link' } };
  const refusal = await joinRefusal(service, proved);
  if (refusal) return { wouldMatch: null, refusal };
  // Whether somebody is invited only the host knows, and asking it is joining.
  return policy.justInTime === 'on'
    ? { wouldMatch: null, wouldJoin: { role: joiningRole(proved) } }
    : { wouldMatch: null, refusal: 'member_unknown' };
}

function maskIdentity(identity: Identity): TestIdentity {
  return {
    nameId: maskValue(identity.nameId),
    groupCount: identity.groups.length,
    attributes: Object.entries(identity.attributes)
      .slice(0, MAX_SHOWN)
      .map(([name, values]) => ({ name: maskText(name), values: values.slice(0, MAX_SHOWN).map(maskValue) })),
    ...(identity.nameIdFormat === undefined ? {} : { nameIdFormat: maskText(identity.nameIdFormat) }),
    ...(identity.email === undefined ? {} : { email: maskValue(identity.email) }),
    ...(identity.name === undefined ? {} : { name: maskValue(identity.name) }),
  };
}
