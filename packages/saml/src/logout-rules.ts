// Every rule that a logout message can be refused by, beside those of the gate, the shape and the signature.

import type { SignInReason } from '@team-sso/core/reasons';
import { refuseBy, type Values } from './refuse.ts';
import type { VerificationRule } from './stage-rules.ts';

const PROFILE = 'saml-profiles-2.0-os §4.4';

/** In the order they are applied. Rules of the gate, the shape and the signature are those of a response. */
export const LOGOUT_RULES = [
  { id: 'logout-size', reason: 'response_too_large', clause: 'a message of at most 64 KiB' },
  {
    id: 'logout-parameters',
    reason: 'xml_invalid',
    clause: 'saml-bindings-2.0-os §3.4.4, §3.5.4: each parameter once, one message',
  },
  { id: 'logout-base64', reason: 'xml_invalid', clause: 'saml-bindings-2.0-os §3.4.4.1, §3.5.4' },
  { id: 'logout-deflate', reason: 'xml_invalid', clause: 'saml-bindings-2.0-os §3.4.4.1, RFC 1951' },
  { id: 'logout-message-type', reason: 'xml_invalid', clause: `${PROFILE}.3` },
  {
    id: 'logout-signature-place',
    reason: 'signature_invalid',
    clause: 'saml-bindings-2.0-os §3.4.4.1: by redirect, none inside the message',
  },
  {
    id: 'logout-signature-present',
    reason: 'signature_missing',
    clause: `${PROFILE}.3.5, ${PROFILE}.4.1: front-channel messages are signed`,
  },
  { id: 'logout-issuer', reason: 'issuer_mismatch', clause: `${PROFILE}.4.1, ${PROFILE}.4.2` },
  {
    id: 'logout-destination',
    reason: 'destination_mismatch',
    clause: 'saml-bindings-2.0-os §3.4.5.2, §3.5.5.2: required of a signed message',
  },
  {
    id: 'logout-issue-instant',
    reason: 'assertion_too_early',
    clause: 'saml-core-2.0-os §3.2.1, §3.2.2: not in the future',
  },
  {
    id: 'logout-age',
    reason: 'assertion_expired',
    clause: 'saml-core-2.0-os §3.2.1, §3.2.2: at most five minutes old',
  },
  { id: 'logout-not-on-or-after', reason: 'assertion_expired', clause: 'saml-core-2.0-os §3.7.1' },
  {
    id: 'logout-in-response-to',
    reason: 'in_response_to_unknown',
    clause: 'saml-core-2.0-os §3.2.2: the answer to a request of ours',
  },
  {
    id: 'logout-nameid-not-encrypted',
    reason: 'nameid_encrypted',
    clause: 'saml-core-2.0-os §3.7.1: an identifier that cannot be read is none',
  },
  { id: 'logout-nameid', reason: 'nameid_missing', clause: 'saml-core-2.0-os §2.2.3, §3.7.1' },
] as const satisfies readonly VerificationRule[];

type LogoutRuleId = (typeof LOGOUT_RULES)[number]['id'];
type LogoutRule = VerificationRule & { readonly reason: SignInReason };

const RULES: ReadonlyMap<LogoutRuleId, LogoutRule> = new Map(
  LOGOUT_RULES.map((rule) => [rule.id, rule] as const),
);

/** Refuses a logout message by one of the rules. */
export function refuseLogout(id: LogoutRuleId, note?: string, values: Values = {}): never {
  const rule = RULES.get(id);
  if (rule === undefined) throw new TypeError(`no rule ${id}`);
  refuseBy(rule, note, values);
}
