// Our own verifier as it is measured: alone, and with node-saml's second opinion behind it.

import type { KeyObject } from 'node:crypto';
import type { SigningIdentity } from '@team-sso/mock-idp';
import {
  askSecondOpinion,
  importSigningKeys,
  verifyResponse,
  type SigningKey,
  type VerifyResponseInput,
} from '@team-sso/saml';
import { PARTIES } from './messages.ts';

/** What the engine is given for a message of `PARTIES`. */
export function verificationInput(
  samlResponse: string,
  keys: readonly SigningKey[],
  now: Date,
  decryptionKeys: readonly KeyObject[] = [],
): VerifyResponseInput {
  return {
    samlResponse,
    connection: { idpEntityId: PARTIES.idpEntityId, keys },
    acsUrl: PARTIES.acsUrl,
    spEntityId: PARTIES.spEntityId,
    expectedInResponseTo: PARTIES.requestId,
    now,
    decryptionKeys,
  };
}

/** The pinned keys of some identities, in their order. */
export function keysOf(...identities: readonly SigningIdentity[]): readonly SigningKey[] {
  return importSigningKeys(identities.map((identity) => identity.certificatePem));
}

/** `secondOpinion: 'never'`. */
export function createVerification(input: VerifyResponseInput): () => void {
  return () => {
    if (verifyResponse(input).nameId !== PARTIES.nameId) throw new Error('Another NameID.');
  };
}

/** `secondOpinion: 'always'`. */
export function createVerificationWithSecondOpinion(input: VerifyResponseInput): () => Promise<void> {
  return async () => {
    const verified = verifyResponse(input);
    if ((await askSecondOpinion(input, verified)) !== 'agrees') throw new Error('node-saml differs.');
  };
}
