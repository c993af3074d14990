// Who does something, as the audit log names them.

import type { Actor } from '@team-sso/core';
import type { Service } from '../service.ts';

/** A person of a call, with where it came from if that is known. */
export interface Caller {
  readonly userId: string;
  readonly from?: string;
}

/** An IPv6 address with its zone is shorter; anything longer is no address. */
const MAX_ADDRESS_LENGTH = 64;

export function actorOf({ userId, from }: Caller): Extract<Actor, { kind: 'user' }> {
  return { kind: 'user', userId, ...(from === undefined ? {} : { from }) };
}

/** Where a request came from; nothing when the host does not say, or says something else. */
export function originOf<Context>(
  { clientAddress }: Pick<Service<Context>, 'clientAddress'>,
  ctx: Context,
): { readonly from?: string } {
  const address = clientAddress(ctx);
  return address !== undefined && address.length <= MAX_ADDRESS_LENGTH && /^[\w.:%-]+$/.test(address)
    ? { from: address }
    : {};
}
