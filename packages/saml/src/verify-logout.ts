// The public door for logout messages: a received message in, what the provider's pinned key signed out.

import { MAX_CLOCK_SKEW_SECONDS } from './assertion-times.ts';
import { refuseOutsideValidity } from './certificate-validity.ts';
import type { LogoutMessage } from './logout-message.ts';
import {
  readLogoutRequest,
  readLogoutStatus,
  type LogoutStatus,
  type LogoutSubject,
} from './logout-content.ts';
import { checkLogoutHeader, MAX_AGE_MILLISECONDS } from './logout-header.ts';
import { refuseLogout } from './logout-rules.ts';
import { verifyLogoutSignature } from './logout-signature.ts';
import { ATTRIBUTE } from './names.ts';
import { checkShape } from './response-shape.ts';
import type { SigningKey } from './signing-key.ts';
import { parseUtcDateTime } from './xs-date-time.ts';

/** What judging a logout message depends on. */
export interface VerifyLogoutInput {
  readonly message: LogoutMessage;
  readonly connection: {
    readonly idpEntityId: string;
    /** At least one pinned key, see `importSigningKeys`: there are no unsigned logout messages. */
    readonly keys: readonly SigningKey[];
  };
  /** Our own address that the message arrived at; it must name it as Destination. */
  readonly logoutUrl: string;
  readonly now: Date;
  /** Tolerated difference of clocks in seconds, 0 to 120. Default 120. */
  readonly clockSkewSeconds?: number;
  /** Whether a pinned certificate outside its validity still verifies. Default `'accept'`. */
  readonly expiredCertificates?: 'accept' | 'refuse';
}

interface VerifiedLogout {
  readonly id: string;
  readonly issuedAt: Date;
  /** The form's or the query's RelayState. Only by redirect is it signed. */
  readonly relayState: string | null;
  /** SHA-256 fingerprint of the pinned certificate that verified. */
  readonly certificateFingerprint: string;
}

/** A provider's demand to end sessions, proved. */
export interface VerifiedLogoutRequest extends VerifiedLogout, LogoutSubject {
  /** Until then the same message would be accepted again: claim its `id` until then plus the skew. */
  readonly expiresAt: Date;
}

/** A provider's answer to a logout request of ours, proved. */
export interface VerifiedLogoutResponse extends VerifiedLogout, LogoutStatus {
  readonly inResponseTo: string;
}

/**
 * Verifies a LogoutRequest completely: shape, mandatory signature by a pinned key, issuer, destination, times, identifier.
 * Synchronous and pure; claiming the ID and finding the sessions is the caller's.
 *
 * @throws SsoError with a `SignInReason`: `signature_missing`, `signature_invalid`, `signature_wrong_key`, `signature_weak`,
 * `signature_unsupported`, `issuer_mismatch`, `destination_mismatch`, `assertion_expired`, `assertion_too_early`,
 * `nameid_encrypted`, `nameid_missing`, `xml_invalid`. `evidence.detail` begins with the rule that refused.
 * @throws TypeError when the message is a response, or the input makes no sense.
 */
export function verifyLogoutRequest(input: VerifyLogoutInput): VerifiedLogoutRequest {
  const { document } = input.message;
  const proved = verifyMessage(input, 'request');
  const end = document.attribute(0, ATTRIBUTE.NotOnOrAfter);
  const latest = proved.issuedAt.getTime() + MAX_AGE_MILLISECONDS;
  return {
    ...proved,
    ...readLogoutRequest(document),
    expiresAt: new Date(Math.min(latest, (end === null ? null : parseUtcDateTime(end)) ?? latest)),
  };
}

/**
 * Verifies a LogoutResponse completely, and that it answers this request. That the provider reports a failure is no refusal:
 * our own sessions have ended before.
 *
 * @throws SsoError as {@link verifyLogoutRequest}, and `in_response_to_unknown`.
 * @throws TypeError when the message is a request, or the input makes no sense.
 */
export function verifyLogoutResponse(
  input: VerifyLogoutInput & {
    /** The ID of the pending logout request of ours. */
    readonly expectedInResponseTo: string;
  },
): VerifiedLogoutResponse {
  const { expectedInResponseTo, message } = input;
  if (typeof expectedInResponseTo !== 'string' || expectedInResponseTo === '')
    throw new TypeError('expectedInResponseTo: the ID of a request');
  const proved = verifyMessage(input, 'response');
  const received = message.document.attribute(0, ATTRIBUTE.InResponseTo) ?? '';
  if (received !== expectedInResponseTo)
    refuseLogout('logout-in-response-to', undefined, { expected: expectedInResponseTo, received });
  return { ...proved, ...readLogoutStatus(message.document), inResponseTo: received };
}

function verifyMessage(input: VerifyLogoutInput, kind: LogoutMessage['kind']): VerifiedLogout {
  const { clockSkewSeconds = MAX_CLOCK_SKEW_SECONDS, connection, logoutUrl, message, now } = input;
  if (message.kind !== kind) throw new TypeError(`message: a logout ${message.kind}, not a ${kind}`);
  if (connection.idpEntityId === '' || logoutUrl === '')
    throw new TypeError('connection.idpEntityId and logoutUrl must not be empty');
  if (!(clockSkewSeconds >= 0 && clockSkewSeconds <= MAX_CLOCK_SKEW_SECONDS))
    throw new TypeError(`clockSkewSeconds: 0 to ${MAX_CLOCK_SKEW_SECONDS}`);
  if (Number.isNaN(now.getTime())) throw new TypeError('now: not a time');
  checkShape(message.document, 0);
  const key = verifyLogoutSignature(message, connection.keys);
  if (input.expiredCertificates === 'refuse') refuseOutsideValidity(key, now);
  const { id, issuedAt } = checkLogoutHeader(message.document, {
    idpEntityId: connection.idpEntityId,
    logoutUrl,
    now: now.getTime(),
    skew: clockSkewSeconds * 1000,
  });
  return { id, issuedAt, relayState: message.relayState, certificateFingerprint: key.fingerprint };
}
