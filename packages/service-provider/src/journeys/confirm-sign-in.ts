// A sign-in that this browser did not begin, while it holds somebody else's session: nothing changes before a yes.

import { DEFAULT_POLICY, mapIdentity, SsoError, type StoredConnection, type Ticket } from '@team-sso/core';
import { hashOf } from '../secrets.ts';
import type { Service } from '../service.ts';
import { readTicket } from '../sign-in-ticket.ts';
import { connectionOf, type TakenTicket } from './complete-sign-in.ts';
import { findKnown } from './find-person.ts';
import type { FinishedLogin, FinishLoginInput } from './finish-login.ts';

/** How long the page may stay open. */
const CONFIRM_LIFETIME_MILLIS = 5 * 60_000;

/** What no browser began, in one that holds somebody else's session. Null: there is nothing to ask. */
export async function askFirst<Context>(
  service: Service<Context>,
  ctx: Context,
  taken: TakenTicket,
  { browser, newBrowser }: FinishLoginInput,
): Promise<FinishedLogin | null> {
  const { ticket } = taken;
  if (ticket.browserHash !== null) return null;
  const live = connectionOf(taken);
  if (!(await isSomebodyElse(service, ctx, live, taken))) return null;
  const value = browser ?? newBrowser?.();
  if (value === undefined) throw new SsoError('browser_mismatch');
  return {
    kind: 'confirm',
    returnTo: ticket.returnTo,
    ...(await askForYes(service, live, ticket, value)),
  };
}

/**
 * Whether somebody else is signed in. Anybody can plant a sign-in that starts at a provider (login CSRF): in a browser
 * without a session it signs in as any link would; it never replaces a session unasked. Nobody joins by looking.
 */
async function isSomebodyElse<Context>(
  service: Service<Context>,
  ctx: Context,
  live: StoredConnection,
  { ticket, settings, linkedUserId }: TakenTicket,
): Promise<boolean> {
  const session = await service.host.session(ctx);
  if (!session) return false;
  const mapped = mapIdentity(readTicket(ticket.payload), live);
  const policy = settings?.settings.policy ?? DEFAULT_POLICY;
  const known = await findKnown(service, { team: ticket.team, policy, mapped, linkedUserId });
  return known?.userId !== session.userId;
}

/** The taken ticket becomes one for this browser, which only a yes can use. @returns it, and who would be signed in. */
async function askForYes<Context>(
  service: Service<Context>,
  live: StoredConnection,
  ticket: Ticket,
  browser: string,
): Promise<{ readonly ticket: string; readonly as: string }> {
  const secret = service.newSecret();
  await service.store.addTicket({
    ...ticket,
    ticketHash: hashOf(secret),
    purpose: 'confirm',
    browserHash: hashOf(browser),
    expiresAt: new Date(service.now().getTime() + CONFIRM_LIFETIME_MILLIS),
  });
  const { identity } = mapIdentity(readTicket(ticket.payload), live);
  return { ticket: secret, as: identity.email ?? identity.name ?? identity.nameId };
}
