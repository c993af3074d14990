// The one public door of verification: a posted response in, an assertion that a pinned key signed out.

import type { KeyObject } from 'node:crypto';
import type { VerifiedAssertion } from '@team-sso/core/reasons';
import { checkAssertion, type AssertionFacts } from './assertion-rules.ts';
import { MAX_CLOCK_SKEW_SECONDS } from './assertion-times.ts';
import { refuseOutsideValidity } from './certificate-validity.ts';
import { decryptAssertion } from './decrypt.ts';
import { checkMessageHeader } from './message-header.ts';
import { ATTRIBUTE, DS, SAML, SAMLP } from './names.ts';
import { refuse } from './refuse.ts';
import { checkShape } from './response-shape.ts';
import { scanResponse, ScannedResponse } from './scanned-response.ts';
import { verifyEnvelopedSignature, type VerifiedSignature } from './signature.ts';
import type { SigningKey } from './signing-key.ts';
import { describeAssertion } from './verified-assertion.ts';
import type { XmlTable } from './xml-table.ts';

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
 * @throws SsoError with a `SignInReason`; `evidence.detail` begins with the rule that refused (an `id` of
 * `VERIFICATION_RULES`), `expected` and `received` are untrusted text.
 * @throws TypeError when the input itself makes no sense (an empty name, a skew outside 0–120 seconds).
 */
export function verifyResponse(input: VerifyResponseInput): VerifiedAssertion {
  checkInput(input);
  const { samlResponse } = input;
  const { document } = samlResponse instanceof ScannedResponse ? samlResponse : scanResponse(samlResponse);
  checkShape(document, 0);
  checkStatus(document);
  const container = findAssertion(document);
  const wasEncrypted = document.name(container) === SAML.EncryptedAssertion;
  const responseSignature = verifySignatureOf(document, 0, input);
  const assertion = wasEncrypted
    ? decryptAssertion(document, container, {
        decryptionKeys: input.decryptionKeys ?? [],
        allowCbcEncryption: input.connection.allowCbcEncryption ?? false,
        isResponseSigned: responseSignature !== null,
      })
    : document;
  const assertionRow = wasEncrypted ? 0 : container;
  if (wasEncrypted) checkShape(assertion, assertionRow);
  const assertionSignature = verifySignatureOf(assertion, assertionRow, input);
  const signature = assertionSignature ?? responseSignature;
  if (signature === null) refuse('signature-present');
  checkMessageHeader(document, 0);
  checkMessageHeader(assertion, assertionRow);
  const facts: AssertionFacts = {
    response: document,
    assertion,
    assertionRow,
    isResponseSigned: responseSignature !== null,
    idpEntityId: input.connection.idpEntityId,
    acsUrl: input.acsUrl,
    spEntityId: input.spEntityId,
    expectedInResponseTo: input.expectedInResponseTo,
    now: input.now.getTime(),
    skew: (input.clockSkewSeconds ?? MAX_CLOCK_SKEW_SECONDS) * 1000,
  };
  const confirmation = checkAssertion(facts);
  return describeAssertion(facts, confirmation, {
    signature,
    signed: responseSignature === null ? 'assertion' : assertionSignature === null ? 'response' : 'both',
    wasEncrypted,
  });
}

function checkInput(input: VerifyResponseInput): void {
  const { clockSkewSeconds = MAX_CLOCK_SKEW_SECONDS, connection, expectedInResponseTo, now } = input;
  if (!(clockSkewSeconds >= 0 && clockSkewSeconds <= MAX_CLOCK_SKEW_SECONDS)) {
    throw new TypeError(`clockSkewSeconds: 0 to ${MAX_CLOCK_SKEW_SECONDS}`);
  }
  if (connection.idpEntityId === '') throw new TypeError('connection.idpEntityId: must not be empty');
  if (input.acsUrl === '' || input.spEntityId === '')
    throw new TypeError('acsUrl and spEntityId must not be empty');
  // Undefined would compare as "no request" somewhere and as "another request" elsewhere.
  if (
    expectedInResponseTo !== null &&
    (typeof expectedInResponseTo !== 'string' || expectedInResponseTo === '')
  ) {
    throw new TypeError('expectedInResponseTo: a request ID, or null for an unsolicited response');
  }
  if (Number.isNaN(now.getTime())) throw new TypeError('now: not a time');
}

const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** saml-core-2.0-os §3.2.2.2. The provider's own codes and words go into the evidence. */
function checkStatus(document: XmlTable): void {
  const status = document.child(0, SAMLP.Status);
  const code = document.child(status, SAMLP.StatusCode);
  const value = document.attribute(code, ATTRIBUTE.Value);
  if (value === SUCCESS) return;
  const inner = document.child(code, SAMLP.StatusCode);
  const innerValue = inner < 0 ? null : document.attribute(inner, ATTRIBUTE.Value);
  const message = document.child(status, SAMLP.StatusMessage);
  const words = message < 0 ? '' : document.text(message).trim();
  const received = [value ?? '', innerValue ?? '', words].filter((part) => part !== '').join(' · ');
  refuse('status', undefined, { expected: SUCCESS, received });
}

/** The one Assertion or EncryptedAssertion directly under the Response. */
function findAssertion(document: XmlTable): number {
  let found = -1;
  const end = document.next(0);
  for (let child = 1; child < end; child = document.next(child)) {
    const name = document.name(child);
    if (name !== SAML.Assertion && name !== SAML.EncryptedAssertion) continue;
    if (found >= 0) refuse('one-assertion');
    found = child;
  }
  return found < 0 ? refuse('an-assertion') : found;
}

/** Every signature present must verify; null when the element has none. */
function verifySignatureOf(
  table: XmlTable,
  row: number,
  input: VerifyResponseInput,
): VerifiedSignature | null {
  const signatureRow = table.child(row, DS.Signature);
  if (signatureRow < 0) return null;
  const signature = verifyEnvelopedSignature(table, signatureRow, input.connection.keys);
  if (input.expiredCertificates === 'refuse') refuseOutsideValidity(signature.key, input.now);
  return signature;
}
