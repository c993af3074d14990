// What a test sign-in leaves behind: its refusals, or the answer that passed. No account and no session.

import {
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
import { emailMissing } from './record-attempt.ts';
import { checksOfPerson, checksOfRefusal } from './test-checks.ts';

/** How many attributes, and values of each, a result shows. */
const MAX_SHOWN = 50;

/** Appends a refused answer to the run it names; it never closes the run. @returns the address of the result page. */
export async function recordTestRefusal<Context>(
  service: Service<Context>,
  team: string,
  id: string,
  refusal: SsoError<SignInReason>,
  more: Partial<Pick<TestAnswer, 'checks' | 'identity' | 'wouldMatch' | 'shownCertificate'>> = {},
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
    return { returnTo: await recordTestRefusal(service, team, run.id, refusal) };
  }
  const wouldMatch = await findMatch(service, team, mapped.identity, linkedUserId);
  const checks = checksOfPerson(payload, mapped, wouldMatch !== null);
  const identity = maskIdentity(mapped.identity);
  // A login of this person would be refused, and so perhaps everybody's: what nobody matched proves nothing about the team.
  if (wouldMatch === null) {
    const refusal = new SsoError('member_unknown' as const);
    return {
      returnTo: await recordTestRefusal(service, team, run.id, refusal, { checks, identity, wouldMatch }),
    };
  }
  const now = service.now();
  const answer: TestAnswer = {
    at: now,
    outcome: 'passed',
    checks,
    certificateFingerprint: payload.certificateFingerprint,
    identity,
    wouldMatch,
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

async function findMatch<Context>(
  service: Service<Context>,
  team: string,
  identity: Identity,
  linkedUserId: string | null,
): Promise<NonNullable<TestAnswer['wouldMatch']> | null> {
  if (linkedUserId !== null)
    return (await service.host.member(team, linkedUserId)) ? { userId: linkedUserId, by: 'link' } : null;
  if (identity.email === undefined) return null;
  const found = await service.host.findMember(team, { email: identity.email });
  return found ? { userId: found.userId, by: 'email' } : null;
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
