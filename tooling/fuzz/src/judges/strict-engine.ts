// The engine under test as a judge: `verifyResponse` of @team-sso/saml in the circumstances of an original.

import { createPrivateKey } from 'node:crypto';
import { SsoError } from '@team-sso/core';
import type { VerifiedAssertion } from '@team-sso/core/reasons';
import { importSigningKeys, verifyResponse, type VerifyResponseInput } from '@team-sso/saml';
import type { Identity } from '../identity.ts';
import type { Original, Pool } from '../pool/original.ts';

export type EngineVerdict =
  | { readonly kind: 'accepted'; readonly verified: VerifiedAssertion }
  | { readonly kind: 'refused'; readonly reason: string }
  /** It threw something that is no refusal. */
  | { readonly kind: 'crashed'; readonly message: string };

/** Judges one form value in the circumstances of an original. */
export type StrictEngine = (original: Original, samlResponse: string) => EngineVerdict;

/** The strict engine over a pool; keys are imported once per original. */
export function createStrictEngine(pool: Pool): StrictEngine {
  const decryptionKeys = [createPrivateKey(pool.decryptionKeyPem)];
  const now = new Date(pool.nowMilliseconds);
  const inputs = new Map<Original, Omit<VerifyResponseInput, 'samlResponse'>>();
  for (const original of pool.originals) {
    const { signingCertificates, idpEntityId, ...circumstances } = original.circumstances;
    const keys = importSigningKeys(signingCertificates);
    inputs.set(original, { ...circumstances, connection: { idpEntityId, keys }, now, decryptionKeys });
  }
  return (original, samlResponse) => {
    const input = inputs.get(original);
    if (input === undefined) throw new TypeError('The original is not of this pool.');
    try {
      return { kind: 'accepted', verified: verifyResponse({ ...input, samlResponse }) };
    } catch (error) {
      if (error instanceof SsoError) return { kind: 'refused', reason: String(error.code) };
      return { kind: 'crashed', message: error instanceof Error ? String(error.stack) : String(error) };
    }
  };
}

/** What a verified assertion says of who signed in. */
export function identityOfVerified(verified: VerifiedAssertion): Identity {
  return {
    nameId: verified.nameId,
    nameIdFormat: verified.nameIdFormat ?? null,
    idpEntityId: verified.idpEntityId,
    sessionIndex: verified.sessionIndex ?? null,
    assertionId: verified.assertionId,
    attributes: verified.attributes,
  };
}
