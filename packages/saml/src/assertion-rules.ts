// The rules of the web browser SSO profile as an ordered table: each row cites its clause and refuses with its own reason.

import {
  issuedAt,
  latestEnd,
  MAX_LIFETIME_MILLISECONDS,
  refusesNotBefore,
  refusesNotOnOrAfter,
} from './assertion-times.ts';
import { audienceRestrictions, conditionsOf, unknownCondition } from './conditions.ts';
import { chooseConfirmation, CONFIRMATION_RULES } from './confirmation-rules.ts';
import { ATTRIBUTE, SAML } from './names.ts';
import { refuseBy, type Values } from './refuse.ts';
import type { VerificationRule } from './stage-rules.ts';
import {
  confirmationsOf,
  hasEncryptedId,
  isSaneNameId,
  nameIdOf,
  TRANSIENT,
  type Confirmation,
} from './subject.ts';
import { parseUtcDateTime } from './xs-date-time.ts';
import type { XmlTable } from './xml-table.ts';

/** What the rules judge: a response whose signatures have verified, and what it must match. Times in milliseconds. */
export interface AssertionFacts {
  readonly response: XmlTable;
  readonly assertion: XmlTable;
  readonly assertionRow: number;
  readonly isResponseSigned: boolean;
  readonly idpEntityId: string;
  readonly acsUrl: string;
  readonly spEntityId: string;
  readonly expectedInResponseTo: string | null;
  readonly now: number;
  readonly skew: number;
}

/** A rule with its check: null when it holds, what was expected and received when it refuses. */
export interface AssertionRule extends VerificationRule {
  readonly check: (facts: AssertionFacts, confirmation: Confirmation | null) => Values | null;
}

const PROFILE = 'saml-profiles-2.0-os §4.1.4';

export const ASSERTION_RULES: readonly AssertionRule[] = [
  {
    id: 'assertion-issuer',
    reason: 'issuer_mismatch',
    clause: `saml-core-2.0-os §2.2.5, ${PROFILE}.2`,
    check: ({ assertion, assertionRow, idpEntityId }) =>
      differs(idpEntityId, assertion.text(assertion.child(assertionRow, SAML.Issuer))),
  },
  {
    id: 'response-issuer',
    reason: 'issuer_mismatch',
    clause: `saml-core-2.0-os §3.2.2, ${PROFILE}.2`,
    check: ({ idpEntityId, response }) => {
      const issuer = response.child(0, SAML.Issuer);
      return issuer < 0 ? null : differs(idpEntityId, response.text(issuer));
    },
  },
  {
    id: 'destination',
    reason: 'destination_mismatch',
    clause: 'saml-core-2.0-os §3.2.2, saml-bindings-2.0-os §3.5.5.2 (required when the Response is signed)',
    check: ({ acsUrl, isResponseSigned, response }) => {
      const destination = response.attribute(0, ATTRIBUTE.Destination);
      return destination === null && !isResponseSigned ? null : differs(acsUrl, destination ?? '');
    },
  },
  {
    id: 'response-in-response-to-present',
    reason: 'in_response_to_missing',
    clause: `${PROFILE}.3, saml-core-2.0-os §3.2.2`,
    check: ({ expectedInResponseTo, response }) =>
      expectedInResponseTo === null || response.attribute(0, ATTRIBUTE.InResponseTo) !== null
        ? null
        : { expected: expectedInResponseTo },
  },
  {
    id: 'response-in-response-to',
    reason: 'in_response_to_unknown',
    clause: `${PROFILE}.3; ${PROFILE}.5: none in an unsolicited response`,
    check: ({ expectedInResponseTo, response }) => {
      const inResponseTo = response.attribute(0, ATTRIBUTE.InResponseTo);
      return inResponseTo === expectedInResponseTo
        ? null
        : { expected: expectedInResponseTo ?? '', received: inResponseTo ?? '' };
    },
  },
  {
    id: 'condition-known',
    reason: 'condition_unknown',
    clause: 'saml-core-2.0-os §2.5.1.1',
    check: ({ assertion, assertionRow }) => {
      const conditions = conditionsOf(assertion, assertionRow);
      const unknown = conditions < 0 ? null : unknownCondition(assertion, conditions);
      return unknown === null ? null : { received: unknown };
    },
  },
  {
    id: 'audience',
    reason: 'audience_mismatch',
    clause: `saml-core-2.0-os §2.5.1.4, ${PROFILE}.2`,
    check: ({ assertion, assertionRow, spEntityId }) => {
      const conditions = conditionsOf(assertion, assertionRow);
      const restrictions = conditions < 0 ? [] : audienceRestrictions(assertion, conditions);
      if (restrictions.length === 0) return { expected: spEntityId };
      const missed = restrictions.find((audiences) => !audiences.includes(spEntityId));
      return missed === undefined ? null : { expected: spEntityId, received: missed.join(' ') };
    },
  },
  {
    id: 'conditions-not-before',
    reason: 'assertion_too_early',
    clause: 'saml-core-2.0-os §2.5.1.2',
    check: (facts) => refusesNotBefore(facts, conditionsAttribute(facts, ATTRIBUTE.NotBefore)),
  },
  {
    id: 'conditions-not-on-or-after',
    reason: 'assertion_expired',
    clause: 'saml-core-2.0-os §2.5.1.2',
    check: (facts) => refusesNotOnOrAfter(facts, conditionsAttribute(facts, ATTRIBUTE.NotOnOrAfter)),
  },
  ...CONFIRMATION_RULES,
  {
    id: 'issue-instant',
    reason: 'assertion_too_early',
    clause: 'saml-core-2.0-os §2.3.3',
    check: (facts) =>
      refusesNotBefore(facts, facts.assertion.attribute(facts.assertionRow, ATTRIBUTE.IssueInstant)),
  },
  {
    id: 'lifetime',
    reason: 'assertion_lifetime_too_long',
    clause: `${PROFILE}.5 (short-lived bearer assertions): at most 24 hours`,
    check: (facts, confirmation) => {
      const lifetime = confirmation === null ? Number.NaN : latestEnd(facts, confirmation) - issuedAt(facts);
      if (lifetime <= MAX_LIFETIME_MILLISECONDS) return null;
      return { expected: `at most ${MAX_LIFETIME_MILLISECONDS / 1000} s`, received: `${lifetime / 1000} s` };
    },
  },
  {
    id: 'authn-statement',
    reason: 'authn_statement_missing',
    clause: `${PROFILE}.2`,
    check: ({ assertion, assertionRow }) =>
      assertion.child(assertionRow, SAML.AuthnStatement) < 0 ? {} : null,
  },
  {
    id: 'authn-instant-present',
    reason: 'authn_statement_missing',
    clause: 'saml-core-2.0-os §2.7.2: AuthnInstant is required',
    check: (facts) =>
      firstRefusal(authnAttributes(facts, ATTRIBUTE.AuthnInstant), (text) =>
        text !== null && parseUtcDateTime(text) !== null ? null : { received: text ?? '' },
      ),
  },
  {
    id: 'authn-instant',
    reason: 'assertion_too_early',
    clause: 'saml-core-2.0-os §2.7.2',
    check: (facts) =>
      firstRefusal(authnAttributes(facts, ATTRIBUTE.AuthnInstant), (text) =>
        refusesNotBefore(facts, text ?? ''),
      ),
  },
  {
    id: 'session-not-on-or-after',
    reason: 'assertion_expired',
    clause: `saml-core-2.0-os §2.7.2, ${PROFILE}.3`,
    check: (facts) =>
      firstRefusal(authnAttributes(facts, ATTRIBUTE.SessionNotOnOrAfter), (text) =>
        refusesNotOnOrAfter(facts, text),
      ),
  },
  {
    id: 'nameid-not-encrypted',
    reason: 'nameid_encrypted',
    clause: 'saml-core-2.0-os §2.2.4: an identifier that cannot be read is none',
    check: ({ assertion, assertionRow }) => (hasEncryptedId(assertion, assertionRow) ? {} : null),
  },
  {
    id: 'nameid',
    reason: 'nameid_missing',
    clause: `saml-core-2.0-os §2.2.3, §8.3; ${PROFILE}.2`,
    check: ({ assertion, assertionRow }) => {
      const nameId = nameIdOf(assertion, assertionRow);
      return nameId >= 0 && isSaneNameId(assertion.text(nameId)) ? null : {};
    },
  },
  {
    id: 'nameid-not-transient',
    reason: 'nameid_transient',
    clause: 'saml-core-2.0-os §8.3.8: not for later reference',
    check: ({ assertion, assertionRow }) =>
      assertion.attribute(nameIdOf(assertion, assertionRow), ATTRIBUTE.Format) === TRANSIENT
        ? { received: TRANSIENT }
        : null,
  },
];

/**
 * Applies every rule in order and returns the confirmation that satisfied them.
 *
 * @throws SsoError with the reason of the first rule that refuses
 */
export function checkAssertion(facts: AssertionFacts): Confirmation {
  const confirmation = chooseConfirmation(facts, confirmationsOf(facts.assertion, facts.assertionRow));
  for (const rule of ASSERTION_RULES) {
    const values = rule.check(facts, confirmation);
    if (values !== null) refuseBy(rule, undefined, values);
  }
  if (confirmation === null) throw new TypeError('the table of rules has no rule for a missing confirmation');
  return confirmation;
}

function differs(expected: string, received: string): Values | null {
  return expected === received ? null : { expected, received };
}

function conditionsAttribute({ assertion, assertionRow }: AssertionFacts, name: number): string | null {
  const conditions = conditionsOf(assertion, assertionRow);
  return conditions < 0 ? null : assertion.attribute(conditions, name);
}

/** An attribute of every AuthnStatement; null where it is absent. */
function authnAttributes(
  { assertion, assertionRow }: AssertionFacts,
  name: number,
): readonly (string | null)[] {
  const values: (string | null)[] = [];
  const end = assertion.next(assertionRow);
  for (let child = assertionRow + 1; child < end; child = assertion.next(child)) {
    if (assertion.name(child) === SAML.AuthnStatement) values.push(assertion.attribute(child, name));
  }
  return values;
}

function firstRefusal<Item>(items: readonly Item[], check: (item: Item) => Values | null): Values | null {
  for (const item of items) {
    const values = check(item);
    if (values !== null) return values;
  }
  return null;
}
