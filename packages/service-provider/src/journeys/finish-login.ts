// Journey (b), last part, same-origin: the ticket is taken by the browser that began, the person is found, the host signs in.

import {
  DEFAULT_POLICY,
  mapIdentity,
  SsoError,
  type AuditEvent,
  type SsoProof,
  type StoredConnection,
  type StoredSettings,
  type Ticket,
} from '@team-sso/core';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';
import { readTicket, type SignInTicket } from '../sign-in-ticket.ts';
import { actorOf, originOf, type Caller } from './actor.ts';
import { findPerson, type FoundPerson } from './find-person.ts';
import { withRole } from './give-role.ts';
import { isSignInRefusal, recordRefusal, recordSignIn } from './record-attempt.ts';
import { passTest } from './record-test.ts';

export interface FinishLoginInput {
  readonly team: string;
  readonly ticket: string;
  /** The browser's cookie; undefined when it sent none. */
  readonly browser: string | undefined;
  /** Where the ACS said the sign-in goes; used only when the ticket is already spent. */
  readonly returnTo: string | undefined;
}

interface TakenTicket {
  readonly ticket: Ticket;
  readonly settings: StoredSettings | null;
  readonly linkedUserId: string | null;
}

/** How fresh a proof must be for a reloaded `finish` to go on to where the first one went. */
const FRESH_PROOF_MILLIS = 5 * 60_000;

/** Signs in. @returns where to go. @throws SsoError with the reason of the refusal. */
export async function finishLogin<Context>(
  service: Service<Context>,
  ctx: Context,
  input: FinishLoginInput,
): Promise<{ readonly returnTo: string }> {
  const { team } = input;
  await service.regionOf(team);
  const browserHash = input.browser === undefined ? null : hashOf(input.browser);
  const taken = await service.store.takeTicket(hashOf(input.ticket), browserHash, service.now());
  if (taken.kind === 'unknown') return resume(service, ctx, input);
  if (taken.kind === 'browser_mismatch' || taken.ticket.team !== team)
    throw await refuseBrowser(service, team);
  if (taken.ticket.purpose === 'test') return passTest(service, ctx, taken);
  try {
    return await signIn(service, ctx, taken);
  } catch (error) {
    if (!isSignInRefusal(error)) throw error;
    throw await recordRefusal(service, { team, connectionId: taken.ticket.connectionId }, error);
  }
}

/** Only who holds a ticket gets here, so this is no noise; the wrong browser took nothing, so the right one may go on. */
async function refuseBrowser<Context>(service: Service<Context>, team: string): Promise<Error> {
  const refusal = new SsoError('browser_mismatch' as const);
  const stored = await service.store.readSettings(team);
  const connectionId = stored?.settings.live?.connectionId;
  return connectionId === undefined ? refusal : recordRefusal(service, { team, connectionId }, refusal);
}

async function signIn<Context>(
  service: Service<Context>,
  ctx: Context,
  taken: TakenTicket,
): Promise<{ readonly returnTo: string }> {
  const { team } = taken.ticket;
  const live = mustBeLive(taken.settings, taken.ticket);
  const payload = readTicket(taken.ticket.payload);
  const mapped = mapIdentity(payload, live);
  const policy = taken.settings?.settings.policy ?? DEFAULT_POLICY;
  const proved = { team, policy, mapped, linkedUserId: taken.linkedUserId };
  const { joinedAs, ...found } = await findPerson(service, proved);
  const { userId } = found;
  const at = service.now();
  const origin = originOf(service, ctx);
  const joined = joinedAs === undefined ? [] : [memberJoined(userId, joinedAs)];
  const linkedUserId = await record(service, taken.ticket, payload, { userId, ...origin }, at, joined);
  let person = found;
  // Somebody else was linked to this identity a moment ago: that is who signs in, and whose sign-in is written down.
  if (linkedUserId !== userId) {
    person = await mustBeMember(service, team, linkedUserId);
    await record(service, taken.ticket, payload, { userId: linkedUserId, ...origin }, at);
  }
  const proof = proofOf(taken.ticket, payload, at);
  const { connectionId } = proof;
  const { identity, groupsOmitted } = mapped;
  if (groupsOmitted) service.observe({ name: 'team_sso.groups_omitted', team, connectionId });
  await withRole(service, proved, person, (role) =>
    service.host.onSignIn(ctx, {
      userId: linkedUserId,
      team,
      proof,
      identity,
      ...(role === undefined ? {} : { role }),
      ...(groupsOmitted ? { groupsOmitted } : {}),
    }),
  );
  service.observe({ name: 'team_sso.sign_in_completed', team, connectionId, userId: linkedUserId });
  // Not awaited: the person does not wait for a row, and a lost one is observed.
  void recordSignIn(service, { team, connectionId, userId: linkedUserId });
  return { returnTo: taken.ticket.returnTo };
}

function proofOf({ team, connectionId, idpEntityId }: Ticket, payload: SignInTicket, at: Date): SsoProof {
  return {
    kind: 'sso',
    team,
    connectionId,
    idpEntityId,
    at,
    ...(payload.sessionEndsAt ? { endsAt: payload.sessionEndsAt } : {}),
  };
}

function memberJoined(userId: string, role: string): AuditEvent {
  return { type: 'member_joined', actor: { kind: 'system' }, userId, role };
}

/** A reload after success goes where the first one went; anything else starts again. */
async function resume<Context>(
  service: Service<Context>,
  ctx: Context,
  { team, returnTo }: FinishLoginInput,
): Promise<{ readonly returnTo: string }> {
  const session = await service.host.session(ctx);
  const now = service.now().getTime();
  const fresh = session?.proofs.some(
    (proof) => proof.kind === 'sso' && proof.team === team && now - proof.at.getTime() < FRESH_PROOF_MILLIS,
  );
  if (!fresh) throw new SsoError('ticket_expired');
  return { returnTo: service.urls.safeReturnTo(returnTo) };
}

/** Settings may have changed since the ACS: what was switched off or replaced meanwhile signs nobody in. */
function mustBeLive(stored: StoredSettings | null, ticket: Ticket): StoredConnection {
  const live = stored?.settings.live;
  if (!live || stored.settings.mode === 'off') throw new SsoError('sso_off');
  if (live.idpEntityId !== ticket.idpEntityId) throw new SsoError('provider_replaced');
  return live;
}

async function mustBeMember<Context>(
  service: Service<Context>,
  team: string,
  userId: string,
): Promise<FoundPerson> {
  const member = await service.host.member(team, userId);
  if (!member) throw new SsoError('member_unknown');
  return { userId, member };
}

/** Whether it linked the identity and confirmed "required", only the store knows: it keeps the events that happened. */
async function record<Context>(
  service: Service<Context>,
  ticket: Ticket,
  payload: SignInTicket,
  caller: Caller,
  at: Date,
  more: readonly AuditEvent[] = [],
): Promise<string> {
  const { team, idpEntityId, connectionId } = ticket;
  const { userId } = caller;
  const actor = actorOf(caller);
  const events: AuditEvent[] = [
    ...more,
    { type: 'identity_linked', actor, userId, idpEntityId },
    { type: 'requirement_confirmed', actor, userId },
  ];
  const { linkedUserId, confirmed } = await service.store.writeFacts(
    team,
    {
      kind: 'sign-in',
      userId,
      nameId: payload.nameId,
      idpEntityId,
      connectionId,
      certificateFingerprint: payload.certificateFingerprint,
      at,
    },
    events,
    { seal: service.auditSealer.seal },
  );
  if (confirmed || more.length > 0) service.noticesWaiting();
  return linkedUserId;
}
