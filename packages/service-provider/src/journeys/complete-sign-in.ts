// A verified sign-in in the browser it belongs to: the person is found, the store keeps it, the host signs in.

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
import type { Service } from '../service.ts';
import { readTicket, subjectOf, type SignInTicket } from '../sign-in-ticket.ts';
import { actorOf, originOf, type Caller } from './actor.ts';
import { findPerson, type FoundPerson } from './find-person.ts';
import { withRole } from './give-role.ts';
import { recordSignIn } from './record-attempt.ts';

/** A ticket with what the store brought along. */
export interface TakenTicket {
  readonly ticket: Ticket;
  readonly settings: StoredSettings | null;
  readonly linkedUserId: string | null;
}

/** Signs in. @returns where to go. @throws SsoError with the reason of the refusal. */
export async function completeSignIn<Context>(
  service: Service<Context>,
  ctx: Context,
  taken: TakenTicket,
): Promise<{ readonly returnTo: string }> {
  const { team } = taken.ticket;
  const live = connectionOf(taken);
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
    ...(payload.sessionIndex === undefined ? {} : { sessionIndex: payload.sessionIndex }),
  };
}

function memberJoined(userId: string, role: string): AuditEvent {
  return { type: 'member_joined', actor: { kind: 'system' }, userId, role };
}

/** Settings may have changed since the ACS: what was switched off or replaced meanwhile signs nobody in. */
export function connectionOf({ settings, ticket }: TakenTicket): StoredConnection {
  const live = settings?.settings.live;
  if (!live || settings.settings.mode === 'off') throw new SsoError('sso_off');
  if (live.idpEntityId !== ticket.idpEntityId) throw new SsoError('provider_replaced');
  const startedHere = ticket.browserHash !== null && ticket.purpose !== 'confirm';
  if (!startedHere && !live.allowUnsolicited) throw new SsoError('unsolicited_refused');
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
      subject: subjectOf(payload),
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
