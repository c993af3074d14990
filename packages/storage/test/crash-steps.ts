// The n-th sign-in of a team, the same in the process that writes and in the one that checks.

import type { PendingRequest, SignInChange } from '@team-sso/core';
import { aRequest, aSignIn, aStep, aTicket, type SignInStep } from './builders.ts';

export function requestNumber(team: string, number: number): PendingRequest {
  return aRequest({ team, requestHash: `${team} request ${number}` });
}

export function stepNumber(team: string, number: number): SignInStep {
  const ticket = aTicket({ team, ticketHash: `${team} ticket ${number}`, browserHash: 'browser' });
  const requestHash = `${team} request ${number}`;
  return aStep({ team, requestHash, assertionKey: `${team} assertion ${number}`, ticket });
}

/** Everybody is a new person. */
export function changeNumber(team: string, number: number): SignInChange {
  return aSignIn({ userId: `${team} user ${number}`, nameId: `${team} name ${number}` });
}

/** The ticket that finishes the sign-in before this one. */
export function takenNumber(team: string, number: number): string {
  return `${team} taken ticket ${number}`;
}
