// Sign-in attempts, written beside the login and never in its way: a store that cannot take one costs nobody a sign-in.

import {
  SIGN_IN_REASONS,
  SsoError,
  writeAttributeNames,
  type Attempt,
  type Identity,
  type ShownCertificate,
  type SignInReason,
} from '@team-sso/core';
import { newShortCode, RefusedSignIn } from '../refused-sign-in.ts';
import type { Service } from '../service.ts';
import { MAX_KEPT_LENGTH, maskText } from './mask-text.ts';

/** A short code is one of a million; a busy team meets a used one now and then. */
const MAX_TRIES = 5;
const REASONS: ReadonlySet<string> = new Set(SIGN_IN_REASONS);

export function isSignInRefusal(error: unknown): error is SsoError<SignInReason> {
  return error instanceof SsoError && REASONS.has(error.code);
}

/** No address in what was read: the names of what came instead let an admin pick which one it is. */
export function emailMissing({ attributes }: Identity): SsoError<'email_missing'> {
  const received = writeAttributeNames(Object.keys(attributes), MAX_KEPT_LENGTH);
  return new SsoError('email_missing', received ? { received } : {});
}

/** Writes a good sign-in down. */
export async function recordSignIn<Context>(
  service: Service<Context>,
  attempt: { readonly team: string; readonly connectionId: string; readonly userId: string },
): Promise<void> {
  await add(service, { ...attempt, outcome: 'signed_in' });
}

/** Writes a refused answer to a known request down. @returns the refusal with its short code, to be thrown. */
export async function recordRefusal<Context>(
  service: Service<Context>,
  of: { readonly team: string; readonly connectionId: string },
  refusal: SsoError<SignInReason>,
  shownCertificate?: ShownCertificate,
): Promise<RefusedSignIn> {
  const { expected, received, detail } = refusal.evidence;
  const rule = detail?.split(/[ :]/, 1)[0];
  const shortCode = await add(service, {
    ...of,
    outcome: 'refused',
    reason: refusal.code,
    ...(rule ? { rule } : {}),
    ...(expected === undefined ? {} : { expected: maskText(expected) }),
    ...(received === undefined ? {} : { received: maskText(received) }),
    ...(shownCertificate ? { shownCertificate } : {}),
  });
  return new RefusedSignIn(refusal, shortCode);
}

async function add<Context>(
  service: Service<Context>,
  attempt: Omit<Attempt, 'shortCode' | 'at'>,
): Promise<string> {
  const at = service.now();
  for (let tries = 1; ; tries++) {
    const shortCode = newShortCode(service.randomBytes);
    const added = await service.store.addAttempt({ ...attempt, at, shortCode }).catch((cause: unknown) => {
      const error = cause instanceof Error ? cause.name : typeof cause;
      service.observe({ name: 'team_sso.attempt_lost', team: attempt.team, error });
      return true;
    });
    if (added || tries === MAX_TRIES) return shortCode;
  }
}
