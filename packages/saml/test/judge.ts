// Judges the messages of the mock identity provider's catalogues with this engine.

import type { SsoError, VerifiedAssertion } from '@team-sso/core/reasons';
import type { AttackCase } from '@team-sso/mock-idp';
import { importSigningKeys, verifyResponse, type VerifyResponseInput } from '../src/index.ts';

/** The verifier's input for a message of a catalogue. */
export function inputFor({ samlResponse, verification }: AttackCase): VerifyResponseInput {
  const { allowCbcEncryption, idpEntityId, signingCertificates, ...input } = verification;
  const keys = importSigningKeys(signingCertificates);
  return { ...input, samlResponse, connection: { idpEntityId, keys, allowCbcEncryption } };
}

/** What the verifier returns. */
export function verify(message: AttackCase, change: Partial<VerifyResponseInput> = {}): VerifiedAssertion {
  return verifyResponse({ ...inputFor(message), ...change });
}

/** The refusal: its code and the rule that refused; `accepted` when there was none. */
export function refusalOf(judge: () => unknown): {
  code: string;
  rule: string;
  evidence: SsoError['evidence'];
} {
  try {
    judge();
  } catch (error) {
    if (error instanceof Error && error.name === 'SsoError') {
      // eslint-disable-next-line typescript/no-unsafe-type-assertion -- the name is the class's own
      const { code, evidence } = error as SsoError;
      return { code, rule: evidence.detail?.split(':')[0] ?? '', evidence };
    }
    throw error;
  }
  return { code: 'accepted', rule: '', evidence: {} };
}
