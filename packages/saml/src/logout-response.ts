// The LogoutResponse that we send (saml-core-2.0-os §3.7.2), in canonical form so that it can be signed as written.

import { isWellFormedRequestId } from './authn-request.ts';
import { ASSERTION_NAMESPACE, PROTOCOL_NAMESPACE } from './namespaces.ts';
import { escapeAttribute, escapeText } from './xml-text.ts';

/**
 * How a logout went: `success` also when there was no session to end, `partial` when some sessions remain, `failed` when ours
 * could not be ended, `refused` when the request was not one to act on.
 */
export type LogoutOutcome = 'success' | 'partial' | 'failed' | 'refused';

/** The answer to a provider's LogoutRequest. */
export interface LogoutResponseOptions {
  readonly id: string;
  readonly issuedAt: Date;
  readonly spEntityId: string;
  /** The provider's address for logout responses: its ResponseLocation, else its Location. */
  readonly logoutUrl: string;
  /** The ID of the request, as verified. */
  readonly inResponseTo: string;
  readonly outcome: LogoutOutcome;
}

const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';

/** §3.2.2.2: top-level code, second-level code. */
const CODES: Readonly<Record<LogoutOutcome, readonly [string, string?]>> = {
  success: ['Success'],
  partial: ['Responder', 'PartialLogout'],
  failed: ['Responder'],
  refused: ['Requester', 'RequestDenied'],
};

/** Builds the XML of a LogoutResponse; it must be sent signed, see `logoutRedirectUrl` and `logoutForm`. */
export function buildLogoutResponse(options: LogoutResponseOptions): string {
  const { id, inResponseTo, issuedAt, logoutUrl, outcome, spEntityId } = options;
  if (!isWellFormedRequestId(id))
    throw new TypeError('id: a response ID is "_" and 22 to 128 of A–Z a–z 0–9 _ -');
  const [code, subcode] = CODES[outcome];
  const inner =
    subcode === undefined ? '' : `<samlp:StatusCode Value="${STATUS}${subcode}"></samlp:StatusCode>`;
  return (
    `<samlp:LogoutResponse xmlns:samlp="${PROTOCOL_NAMESPACE}" Destination="${escapeAttribute(logoutUrl)}" ID="${id}"` +
    ` InResponseTo="${escapeAttribute(inResponseTo)}" IssueInstant="${issuedAt.toISOString()}" Version="2.0">` +
    `<saml:Issuer xmlns:saml="${ASSERTION_NAMESPACE}">${escapeText(spEntityId)}</saml:Issuer>` +
    `<samlp:Status><samlp:StatusCode Value="${STATUS}${code}">${inner}</samlp:StatusCode></samlp:Status>` +
    '</samlp:LogoutResponse>'
  );
}
