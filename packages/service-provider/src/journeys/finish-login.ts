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
import { readTicket, subjectOf, type SignInTicket } from '../sign-in-ticket.ts';
import { actorOf, originOf, type Caller } from './actor.ts';
import { askForYes, isSomebodyElse } from './confirm-sign-in.ts';
import { findPerson, type FoundPerson } from './find-person.ts';
import { withRole } from './give-role.ts';
import { isSignInRefusal, recordRefusal, recordSignIn } from './record-attempt.ts';
import { passTest } from './record-test.ts';

export interface FinishLoginInput {
  readonly team: string;
  readonly ticket: string;
  /** The browser's cookie; undefined when it sent none. */
  readonly browser: string | undefined;
  /** Gives the browser a cookie; called when it has none and its person must be asked. */
  readonly newBrowser?: () => string;
  /** Where the ACS said the sign-in goes; used only when the ticket is already spent. */
  readonly returnTo: string | undefined;
}

/** The person says yes to a sign-in that their browser did not begin. */
export type ConfirmLoginInput = Omit<FinishLoginInput, 'newBrowser'>;

/**
 * `confirm`: a sign-in that started at the provider, in a browser with somebody else's session. `ticket` goes to
 * `confirmLogin` when the person says yes; `as` tells them who they would be.
 */
export type FinishedLogin =
  | { readonly kind: 'signed_in'; readonly returnTo: string }
  | { readonly kind: 'confirm'; readonly returnTo: string; readonly ticket: string; readonly as: string };

interface TakenTicket {
  readonly ticket: Ticket;
  readonly settings: StoredSettings | null;
  readonly linkedUserId: string | null;
}

/** How fresh a proof must be for a reloaded `finish` to go on to where the first one went. */
const FRESH_PROOF_MILLIS = 5 * 60_000;

/** Signs in, or says that the person must be asked. @throws SsoError with the reason of the refusal. */
export async function finishLogin<Context>(
  service: Service<Context>,
  ctx: Context,
  input: FinishLoginInput,
): Promise<FinishedLogin> {
  return finish(service, ctx, input, 'login');
}

/** Signs in with the ticket of a page that asked. @throws SsoError with the reason of the refusal. */
export async function confirmLogin<Context>(
  service: Service<Context>,
  ctx: Context,
  input: ConfirmLoginInput,
): Promise<FinishedLogin> {
  return finish(service, ctx, input, 'confirm');
}

async function finish<Context>(
  service: Service<Context>,
  ctx: Context,
  input: FinishLoginInput,
  purpose: 'login' | 'confirm',
): Promise<FinishedLogin> {
  const { team } = input;
  await service.regionOf(team);
  const browserHash = input.browser === undefined ? null : hashOf(input.browser);
  const taken = await service.store.takeTicket(hashOf(input.ticket), browserHash, service.now());
  if (taken.kind === 'unknown') return signedIn(await resume(service, ctx, input));
  if (taken.kind === 'browser_mismatch' || taken.ticket.team !== team)
    throw await refuseBrowser(service, team);
  if (taken.ticket.purpose === 'test') return signedIn(await passTest(service, ctx, taken));
  // A link cannot say yes, and a yes is nothing that a provider's answer can bring.
  if (taken.ticket.purpose !== purpose) throw new SsoError('ticket_expired');
  try {
    return (await askFirst(service, ctx, taken, input)) ?? signedIn(await signIn(service, ctx, taken));
  } catch (error) {
    if (!isSignInRefusal(error)) throw error;
    throw await recordRefusal(service, { team, connectionId: taken.ticket.connectionId }, error);
  }
}

function signedIn({ returnTo }: { readonly returnTo: string }): FinishedLogin {
  return { kind: 'signed_in', returnTo };
}

/** What no browser began, in one that holds somebody else's session. Null: there is nothing to ask. */
async function askFirst<Context>(
  service: Service<Context>,
  ctx: Context,
  taken: TakenTicket,
  { browser, newBrowser }: FinishLoginInput,
): Promise<FinishedLogin | null> {
  const { ticket } = taken;
  if (ticket.browserHash !== null) return null;
  const live = mustBeLive(taken.settings, ticket);
  if (!(await isSomebodyElse(service, ctx, live, taken))) return null;
  const value = browser ?? newBrowser?.();
  if (value === undefined) throw new SsoError('browser_mismatch');
  return {
    kind: 'confirm',
    returnTo: ticket.returnTo,
    ...(await askForYes(service, live, ticket, value)),
  };
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
    ...(payload.sessionIndex === undefined ? {} : { sessionIndex: payload.sessionIndex }),
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
