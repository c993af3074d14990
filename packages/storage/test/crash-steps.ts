// The n-th sign-in of a team, the same in the process that writes and in the one that checks.

import type { PendingRequest } from '@team-sso/core';
import { aRequest, aStep, aTicket, type SignInStep } from './builders.ts';

export function requestNumber(team: string, number: number): PendingRequest {
  return aRequest({ team, requestHash: `${team} request ${number}` });
}

export function stepNumber(team: string, number: number): SignInStep {
  const ticket = aTicket({ team, ticketHash: `${team} ticket ${number}`, browserHash: 'browser' });
  const requestHash = `${team} request ${number}`;
  return aStep({ team, requestHash, assertionKey: `${team} assertion ${number}`, ticket });
}
