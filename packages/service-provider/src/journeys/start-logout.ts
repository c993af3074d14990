// Single logout that begins here: this browser's session ends first, then the provider is asked to end its own.

import { spEntityIdFor, type HostSession, type Region, type SsoProof } from '@team-sso/core';
import { buildLogoutRequest } from '@team-sso/saml';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';
import { logoutConnection } from './logout-connection.ts';
import { newMessageId, sendLogout, takesLogout, type LogoutConnection } from './send-logout.ts';
import type { SendRequest } from './send-request.ts';

/** A person presses the button that signs out. */
export interface StartLogoutInput {
  /** Whose provider is asked to end its session too. */
  readonly team: string;
  /** Where the person goes when all is done: a path of ours or a URL of a trusted origin, else `/`. */
  readonly returnTo: string | undefined;
}

/**
 * The session here has ended, whatever this is. `sent`: the browser carries a request to the provider. `here`: it goes to
 * `returnTo`; with `goesOnAt` a session goes on at the provider of this host name, and the person should know.
 */
export type StartedLogout =
  | { readonly kind: 'sent'; readonly request: SendRequest }
  | { readonly kind: 'here'; readonly returnTo: string; readonly goesOnAt: string | null };

type Asked = 'no_session_there' | 'no_logout_url' | 'unknown_there' | 'failed';

const LOGOUT_LIFETIME_MILLIS = 30 * 60_000;

/** Rejects only while the host has not ended the session; after that the person is signed out, whatever fails. */
export async function startLogout<Context>(
  service: Service<Context>,
  ctx: Context,
  { team, returnTo }: StartLogoutInput,
): Promise<StartedLogout> {
  const region = await service.regionOf(team);
  const safeReturnTo = service.urls.safeReturnTo(returnTo);
  const session = await service.host.session(ctx);
  if (!session) return { kind: 'here', returnTo: safeReturnTo, goesOnAt: null };
  const proof = newestProof(session, team);
  await endHere(service, ctx, { session, team, proof });
  const asked = await askProvider(service, { session, team, region, proof, returnTo: safeReturnTo });
  const { userId } = session;
  service.observe({
    name: 'team_sso.logout_started',
    team,
    userId,
    asked: typeof asked === 'string' ? asked : 'yes',
  });
  if (typeof asked !== 'string') return { kind: 'sent', request: asked };
  return { kind: 'here', returnTo: safeReturnTo, goesOnAt: proof === null ? null : hostOf(proof) };
}

function newestProof({ proofs }: HostSession, team: string): SsoProof | null {
  return proofs
    .filter((proof): proof is SsoProof => proof.kind === 'sso' && proof.team === team)
    .reduce<SsoProof | null>((newest, proof) => (newest && newest.at > proof.at ? newest : proof), null);
}

async function endHere<Context>(
  { host }: Service<Context>,
  ctx: Context,
  of: { readonly session: HostSession; readonly team: string; readonly proof: SsoProof | null },
): Promise<void> {
  const { userId } = of.session;
  if (host.onSignOut) return host.onSignOut(ctx, { userId, team: of.team });
  // Without a sign-in of this team there is nothing here that other browsers of the person should lose as well.
  if (of.proof === null) return;
  const { sessionIndex } = of.proof;
  await host.endSessions(of.team, { userId, ...(sessionIndex === undefined ? {} : { sessionIndex }) });
}

interface Asking {
  readonly session: HostSession;
  readonly team: string;
  readonly region: Region;
  readonly proof: SsoProof | null;
  readonly returnTo: string;
}

/** The request, or why there is none. The person is signed out here: nothing may fail any more. */
async function askProvider<Context>(service: Service<Context>, asking: Asking): Promise<SendRequest | Asked> {
  const { proof } = asking;
  if (proof === null) return 'no_session_there';
  try {
    const stored = await service.store.readSettings(asking.team);
    const connection = logoutConnection(stored, proof.idpEntityId, service.now());
    if (!connection || !takesLogout(connection)) return 'no_logout_url';
    return await requestLogout(service, { ...asking, proof, connection });
  } catch {
    return 'failed';
  }
}

async function requestLogout<Context>(
  service: Service<Context>,
  asking: Asking & { readonly proof: SsoProof; readonly connection: LogoutConnection },
): Promise<SendRequest | Asked> {
  const { connection, proof, region, returnTo, session, team } = asking;
  const last = await service.store.readLastSignIn(team, session.userId);
  if (last?.idpEntityId !== proof.idpEntityId) return 'unknown_there';
  const { sessionIndex: lastIndex, ...name } = last.subject;
  const isThisSignIn = last.at.getTime() === proof.at.getTime();
  const sessionIndex = proof.sessionIndex ?? (isThisSignIn ? lastIndex : undefined);
  const id = newMessageId(service);
  const now = service.now();
  const xml = buildLogoutRequest({
    ...name,
    id,
    issuedAt: now,
    spEntityId: spEntityIdFor(region, connection.spEntityIdScope, team),
    logoutUrl: connection.logoutUrl,
    // None means all sessions of the person there: never too few.
    sessionIndexes: sessionIndex === undefined ? [] : [sessionIndex],
  });
  const relayState = hashOf(id).slice(0, 32);
  const sent = await sendLogout(service, { connection, region }, { xml, kind: 'request', relayState });
  await service.store.rememberLogout({
    requestHash: hashOf(id),
    team,
    connectionId: connection.connectionId,
    idpEntityId: connection.idpEntityId,
    returnTo,
    expiresAt: new Date(now.getTime() + LOGOUT_LIFETIME_MILLIS),
  });
  return sent;
}

/** What a person calls their provider; an entity ID need not be a URL. */
function hostOf({ idpEntityId }: SsoProof): string {
  return URL.parse(idpEntityId)?.host || idpEntityId;
}
