// Journey (b), last part, same-origin: the ticket is taken by the browser that began, the person is found, the host signs in.

import { SsoError } from '@team-sso/core';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';
import { completeSignIn } from './complete-sign-in.ts';
import { askFirst } from './confirm-sign-in.ts';
import { isSignInRefusal, recordRefusal } from './record-attempt.ts';
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
    const asked = await askFirst(service, ctx, taken, input);
    return asked ?? signedIn(await completeSignIn(service, ctx, taken));
  } catch (error) {
    if (!isSignInRefusal(error)) throw error;
    throw await recordRefusal(service, { team, connectionId: taken.ticket.connectionId }, error);
  }
}

function signedIn({ returnTo }: { readonly returnTo: string }): FinishedLogin {
  return { kind: 'signed_in', returnTo };
}

/** Only who holds a ticket gets here, so this is no noise; the wrong browser took nothing, so the right one may go on. */
async function refuseBrowser<Context>(service: Service<Context>, team: string): Promise<Error> {
  const refusal = new SsoError('browser_mismatch' as const);
  const stored = await service.store.readSettings(team);
  const connectionId = stored?.settings.live?.connectionId;
  return connectionId === undefined ? refusal : recordRefusal(service, { team, connectionId }, refusal);
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
