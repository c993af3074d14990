// The rules that come before an assertion's content is looked at: reading, shape, status, decryption, signature.

import type { SignInReason } from '@team-sso/core/reasons';

/** One row of the table of rules: what is checked, the reason it refuses with, the clause that demands it. */
export interface VerificationRule {
  /** Stable, in kebab case; `evidence.detail` of a refusal begins with it. */
  readonly id: string;
  readonly reason: SignInReason;
  readonly clause: string;
}

export const STAGE_RULES = [
  { id: 'size', reason: 'response_too_large', clause: 'a body of at most 256 KiB' },
  { id: 'base64', reason: 'xml_invalid', clause: 'saml-bindings-2.0-os §3.5.4, RFC 4648 §4' },
  { id: 'utf8', reason: 'xml_invalid', clause: 'xml §4.3.3' },
  {
    id: 'gate',
    reason: 'xml_invalid',
    clause: 'xml §2, xml-names §3–§7; saml-core-2.0-os §5.4 and §6.1 for IDs',
  },
  { id: 'message-type', reason: 'xml_invalid', clause: 'saml-profiles-2.0-os §4.1.4.2' },
  { id: 'shape', reason: 'xml_invalid', clause: 'saml-core-2.0-os §2 and §3 (schemas), xmldsig-core1 §4' },
  { id: 'status', reason: 'status_not_success', clause: 'saml-core-2.0-os §3.2.2.2' },
  { id: 'one-assertion', reason: 'several_assertions', clause: 'saml-profiles-2.0-os §4.1.4.2' },
  { id: 'an-assertion', reason: 'assertion_missing', clause: 'saml-profiles-2.0-os §4.1.4.2' },
  { id: 'encryption-key', reason: 'assertion_encrypted_no_key', clause: 'saml-core-2.0-os §6.2' },
  { id: 'encryption-strength', reason: 'encryption_weak', clause: 'xmlenc-core1 §5.2, §5.5; §6.1.3' },
  { id: 'encryption-algorithm', reason: 'encryption_unsupported', clause: 'xmlenc-core1 §5.2.4, §5.5.2' },
  { id: 'decryption', reason: 'decryption_failed', clause: 'xmlenc-core1 §4.4' },
  { id: 'signature-present', reason: 'signature_missing', clause: 'saml-profiles-2.0-os §4.1.3.5, §4.1.4.5' },
  { id: 'signature-strength', reason: 'signature_weak', clause: 'xmldsig-core1 §6.2, §6.4; RFC 6194' },
  {
    id: 'signature-algorithm',
    reason: 'signature_unsupported',
    clause: 'xmldsig-core1 §6; saml-core-2.0-os §5.4.3',
  },
  { id: 'signature', reason: 'signature_invalid', clause: 'xmldsig-core1 §3.2, saml-core-2.0-os §5.4' },
  {
    id: 'signature-key',
    reason: 'signature_wrong_key',
    clause: 'saml-core-2.0-os §5.4.5: keys are pinned, KeyInfo is ignored',
  },
  {
    id: 'certificate-validity',
    reason: 'signature_wrong_key',
    clause: 'RFC 5280 §4.1.2.5, when the host asks for it',
  },
  { id: 'message-header', reason: 'xml_invalid', clause: 'saml-core-2.0-os §2.3.3, §3.2.2, §4.1' },
] as const satisfies readonly VerificationRule[];

export type StageRuleId = (typeof STAGE_RULES)[number]['id'];
