// The lines of a test result: every check in the order it is made, and warnings about what may change one day.

import type { MappedIdentity, SignInReason, TestAnswer, TestCheck, VerifiedAssertion } from '@team-sso/core';
import { maskText } from './mask-text.ts';

/** The checks an admin can read, in order; each stands for the rules of its reasons. */
const CHECKS: readonly { readonly id: string; readonly reasons: readonly SignInReason[] }[] = [
  { id: 'message', reasons: ['response_too_large', 'xml_invalid'] },
  { id: 'status', reasons: ['status_not_success'] },
  { id: 'assertion', reasons: ['several_assertions', 'assertion_missing'] },
  {
    id: 'encryption',
    reasons: ['assertion_encrypted_no_key', 'encryption_weak', 'encryption_unsupported', 'decryption_failed'],
  },
  {
    id: 'signature',
    reasons: [
      'signature_missing',
      'signature_weak',
      'signature_unsupported',
      'signature_invalid',
      'signature_wrong_key',
      'second_opinion_differs',
    ],
  },
  { id: 'issuer', reasons: ['issuer_mismatch'] },
  { id: 'address', reasons: ['destination_mismatch', 'recipient_mismatch', 'subject_confirmation_invalid'] },
  { id: 'audience', reasons: ['audience_mismatch', 'condition_unknown'] },
  { id: 'time', reasons: ['assertion_expired', 'assertion_too_early', 'assertion_lifetime_too_long'] },
  {
    id: 'request',
    reasons: ['in_response_to_missing', 'in_response_to_unknown', 'unsolicited_refused', 'replayed'],
  },
  {
    id: 'person',
    reasons: ['authn_statement_missing', 'nameid_missing', 'nameid_transient', 'nameid_encrypted'],
  },
  { id: 'email', reasons: ['email_missing', 'email_domain_not_allowed'] },
  { id: 'member', reasons: ['member_unknown'] },
];

/** Everything up to the check that refused held; what comes after was not reached. */
export function checksOfRefusal(
  reason: SignInReason,
  evidence: { readonly expected?: string; readonly received?: string },
): TestCheck[] {
  const failedAt = CHECKS.findIndex(({ reasons }) => reasons.includes(reason));
  return CHECKS.map(({ id }, index) => {
    if (failedAt === -1 || index > failedAt) return { id, state: 'not_reached' };
    return index < failedAt ? { id, state: 'passed' } : { id, state: 'failed', ...evidence };
  });
}

/** Whom a login would sign in or make a member, or why it would be refused. */
export type TestPerson = Pick<TestAnswer, 'wouldMatch' | 'wouldJoin'> & {
  readonly refusal?: 'member_unknown' | 'email_domain_not_allowed';
};

/** A response that held: every check, whether its person is somebody here, and what is right today but may not stay so. */
export function checksOfPerson(
  verified: Pick<VerifiedAssertion, 'nameIdFormat' | 'lifetimeLong'>,
  { identity, groupsOmitted }: MappedIdentity,
  person: TestPerson,
): TestCheck[] {
  const checks: TestCheck[] = CHECKS.filter(({ id }) => id !== 'email' && id !== 'member').map(({ id }) => ({
    id,
    state: 'passed',
  }));
  checks.push(...personChecks(identity, person));
  if (verified.lifetimeLong) checks.push({ id: 'lifetime_long', state: 'warning' });
  if (verified.nameIdFormat?.endsWith(':emailAddress'))
    checks.push({ id: 'nameid_renamable', state: 'warning' });
  if (groupsOmitted) checks.push({ id: 'groups_omitted', state: 'warning' });
  else if (identity.groups.length === 0) checks.push({ id: 'groups_missing', state: 'warning' });
  if (domainsDiffer(identity.nameId, identity.email)) checks.push({ id: 'domains_differ', state: 'warning' });
  return checks;
}

/** Whether they have an address that counts, and are somebody here: a member, or one by joining just in time. */
function personChecks({ email, nameId }: MappedIdentity['identity'], person: TestPerson): TestCheck[] {
  const received = maskText(email ?? nameId);
  if (person.refusal === 'email_domain_not_allowed')
    return [
      { id: 'email', state: 'failed', received },
      { id: 'member', state: 'not_reached' },
    ];
  const hasEmail: TestCheck = { id: 'email', state: email === undefined ? 'warning' : 'passed' };
  if (person.refusal) return [hasEmail, { id: 'member', state: 'failed', received }];
  return [hasEmail, { id: 'member', state: person.wouldJoin ? 'warning' : 'passed' }];
}

/** A user principal name in another domain than the mail address: links by e-mail may surprise. */
function domainsDiffer(nameId: string, email: string | undefined): boolean {
  const domainOf = (text: string) => text.slice(text.lastIndexOf('@') + 1).toLowerCase();
  return email !== undefined && nameId.includes('@') && domainOf(nameId) !== domainOf(email);
}
