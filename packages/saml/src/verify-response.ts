// The one public door of verification: a posted response in, an assertion that a pinned key signed out.

import type { KeyObject } from 'node:crypto';
import type { VerifiedAssertion } from '@team-sso/core/reasons';
import type { ScannedResponse } from './scanned-response.ts';
import type { SigningKey } from './signing-key.ts';

/** Everything a verification depends on; there is no other configuration and no clock. */
export interface VerifyResponseInput {
  /** The form field `SAMLResponse` as posted, or what `scanResponse` made of it. */
  readonly samlResponse: string | ScannedResponse;
  readonly connection: {
    readonly idpEntityId: string;
    /** Any number of pinned keys, see `importSigningKeys`. */
    readonly keys: readonly SigningKey[];
    /** Accept AES-CBC, and then only under a verified signature of the Response. Default false. */
    readonly allowCbcEncryption?: boolean;
  };
  readonly acsUrl: string;
  readonly spEntityId: string;
  /** The pending request this must answer; null: unsolicited, and then no InResponseTo may occur anywhere. */
  readonly expectedInResponseTo: string | null;
  readonly now: Date;
  /** Tolerated difference of clocks in seconds, 0 to 120. Default 120. */
  readonly clockSkewSeconds?: number;
  /** Private RSA keys to try on an encrypted assertion. Without any, encrypted assertions are refused. */
  readonly decryptionKeys?: readonly KeyObject[];
  /** Whether a pinned certificate outside its validity still verifies. Default `'accept'`: the key is pinned, not the dates. */
  readonly expiredCertificates?: 'accept' | 'refuse';
}

/**
 * Verifies one SAML 2.0 response completely: gate, shape, signature by a pinned key, every rule of the profile.
 * Synchronous, pure, linear in its input. Replay and pending requests are the caller's atomic step.
 *
 * @throws SsoError with a `SignInReason`; `evidence.detail` names the rule that refused (an `id` of `VERIFICATION_RULES`),
 * `expected` and `received` are untrusted text.
 * @throws TypeError when the input itself makes no sense (no keys, a skew outside 0–120 seconds).
 */
export function verifyResponse(input: VerifyResponseInput): VerifiedAssertion {
  void input;
  throw new Error('not built yet');
}
