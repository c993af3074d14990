// What a response proved, read from the rows that a pinned key signed. Made only after every rule has held.

import type { VerifiedAssertion } from '@team-sso/core/reasons';
import type { AssertionFacts } from './assertion-rules.ts';
import { latestEnd, LONG_LIFETIME_MILLISECONDS } from './assertion-times.ts';
import { readAttributes } from './attributes.ts';
import { ATTRIBUTE, SAML } from './names.ts';
import type { VerifiedSignature } from './signature.ts';
import { nameIdOf, type Confirmation } from './subject.ts';
import { parseUtcDateTime } from './xs-date-time.ts';

/** How the assertion was proved. */
export interface Proof {
  readonly signature: VerifiedSignature;
  readonly signed: VerifiedAssertion['signed'];
  readonly wasEncrypted: boolean;
}

/** Describes an assertion that has passed every rule, by the confirmation that satisfied them. */
export function describeAssertion(
  facts: AssertionFacts,
  confirmation: Confirmation,
  proof: Proof,
): VerifiedAssertion {
  const { assertion, assertionRow } = facts;
  const nameId = nameIdOf(assertion, assertionRow);
  const nameIdFormat = assertion.attribute(nameId, ATTRIBUTE.Format);
  const nameQualifier = assertion.attribute(nameId, ATTRIBUTE.NameQualifier);
  const spNameQualifier = assertion.attribute(nameId, ATTRIBUTE.SPNameQualifier);
  const issuedAt =
    parseUtcDateTime(assertion.attribute(assertionRow, ATTRIBUTE.IssueInstant) ?? '') ?? Number.NaN;
  const expiresAt = latestEnd(facts, confirmation);
  const authn = assertion.child(assertionRow, SAML.AuthnStatement);
  const sessionIndex = assertion.attribute(authn, ATTRIBUTE.SessionIndex);
  const sessionEnd = assertion.attribute(authn, ATTRIBUTE.SessionNotOnOrAfter);
  const context = assertion.child(authn, SAML.AuthnContext);
  const contextClass = assertion.child(context, SAML.AuthnContextClassRef);
  return {
    assertionId: assertion.attribute(assertionRow, ATTRIBUTE.ID) ?? '',
    idpEntityId: facts.idpEntityId,
    nameId: assertion.text(nameId),
    ...(nameIdFormat === null ? {} : { nameIdFormat }),
    ...(nameQualifier === null ? {} : { nameQualifier }),
    ...(spNameQualifier === null ? {} : { spNameQualifier }),
    inResponseTo: facts.expectedInResponseTo,
    ...(sessionIndex === null ? {} : { sessionIndex }),
    ...(sessionEnd === null ? {} : { sessionEndsAt: new Date(parseUtcDateTime(sessionEnd) ?? Number.NaN) }),
    ...(contextClass < 0 ? {} : { authnContextClass: assertion.text(contextClass).trim() }),
    issuedAt: new Date(issuedAt),
    expiresAt: new Date(expiresAt),
    ...readAttributes(assertion, assertionRow),
    certificateFingerprint: proof.signature.key.fingerprint,
    signed: proof.signed,
    signatureAlgorithm: proof.signature.signatureAlgorithm,
    digestAlgorithm: proof.signature.digestAlgorithm,
    wasEncrypted: proof.wasEncrypted,
    lifetimeLong: expiresAt - issuedAt > LONG_LIFETIME_MILLISECONDS,
  };
}
