// Journey (b), last part, same-origin: the ticket is taken by the browser that began, the person is found, the host signs in.

import {
  mapIdentity,
  SsoError,
  type Actor,
  type AuditEvent,
  type Identity,
  type SsoProof,
  type StoredConnection,
  type StoredSettings,
  type Ticket,
} from '@team-sso/core';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';
import { readTicket, type SignInTicket } from '../sign-in-ticket.ts';
import { emailMissing, isSignInRefusal, recordRefusal, recordSignIn } from './record-attempt.ts';
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
  const { identity } = mapIdentity(payload, live);
  const userId = await findUser(service, team, identity, taken.linkedUserId);
  const at = service.now();
  const linkedUserId = await record(service, taken.ticket, payload, userId, at);
  // Somebody else was linked to this identity a moment ago: that is who signs in, and whose sign-in is written down.
  if (linkedUserId !== userId)
    await record(service, taken.ticket, payload, await mustBeMember(service, team, linkedUserId), at);
  const proof: SsoProof = {
    kind: 'sso',
    team,
    connectionId: taken.ticket.connectionId,
    idpEntityId: taken.ticket.idpEntityId,
    at,
    ...(payload.sessionEndsAt ? { endsAt: payload.sessionEndsAt } : {}),
  };
  await service.host.onSignIn(ctx, { userId: linkedUserId, team, proof, identity });
  service.observe({
    name: 'team_sso.sign_in_completed',
    team,
    connectionId: proof.connectionId,
    userId: linkedUserId,
  });
  // Not awaited: the person does not wait for a row, and a lost one is observed.
  void recordSignIn(service, { team, connectionId: proof.connectionId, userId: linkedUserId });
  return { returnTo: taken.ticket.returnTo };
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

async function findUser<Context>(
  service: Service<Context>,
  team: string,
  identity: Identity,
  linkedUserId: string | null,
): Promise<string> {
  if (linkedUserId !== null) return mustBeMember(service, team, linkedUserId);
  if (identity.email === undefined) throw emailMissing(identity);
  // By e-mail only to a member of this team: safe, because the proof opens this team alone.
  const found = await service.host.findMember(team, { email: identity.email });
  if (!found) throw new SsoError('member_unknown');
  return mustBeMember(service, team, found.userId);
}

async function mustBeMember<Context>(
  service: Service<Context>,
  team: string,
  userId: string,
): Promise<string> {
  if (!(await service.host.member(team, userId))) throw new SsoError('member_unknown');
  return userId;
}

/** Whether it linked the identity and confirmed "required", only the store knows: it keeps the events that happened. */
async function record<Context>(
  service: Service<Context>,
  ticket: Ticket,
  payload: SignInTicket,
  userId: string,
  at: Date,
): Promise<string> {
  const { team, idpEntityId, connectionId } = ticket;
  const actor: Actor = { kind: 'user', userId };
  const events: AuditEvent[] = [
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
  if (confirmed) service.noticesWaiting();
  return linkedUserId;
}
