import { describe, expect, it } from 'vitest';
import { ACCESS_REASONS, PROBLEM_CODES, REQUIREMENT_REFUSALS, SIGN_IN_REASONS } from '../reasons.ts';
import { ACCESS_TEXTS } from './access-texts.ts';
import { METADATA_NOTES, METADATA_PROBLEMS } from '../metadata-problems.ts';
import type { CodeText } from './code-text.ts';
import { DOMAIN_ISSUES, RECORD_ISSUES, ROLE_ISSUES } from '../people-issues.ts';
import { DOMAIN_TEXTS, RECORD_TEXTS, ROLE_TEXTS } from './people-texts.ts';
import { METADATA_NOTE_TEXTS, METADATA_TEXTS } from './metadata-texts.ts';
import { PROBLEM_TEXTS } from './problem-texts.ts';
import { REQUIREMENT_TEXTS } from './requirement-texts.ts';
import { SIGN_IN_TEXTS } from './sign-in-texts.ts';

const TABLES: readonly (readonly [string, readonly string[], Readonly<Record<string, CodeText>>])[] = [
  ['SignInReason', SIGN_IN_REASONS, SIGN_IN_TEXTS],
  ['RequirementRefusal', REQUIREMENT_REFUSALS, REQUIREMENT_TEXTS],
  ['AccessReason', ACCESS_REASONS, ACCESS_TEXTS],
  ['ProblemCode', PROBLEM_CODES, PROBLEM_TEXTS],
  ['MetadataProblem', METADATA_PROBLEMS, METADATA_TEXTS],
  ['MetadataNote', METADATA_NOTES, METADATA_NOTE_TEXTS],
  ['DomainIssue', DOMAIN_ISSUES, DOMAIN_TEXTS],
  ['RecordIssue', RECORD_ISSUES, RECORD_TEXTS],
  ['RoleIssue', ROLE_ISSUES, ROLE_TEXTS],
];

describe.each(TABLES)('%s', (_union, codes, texts) => {
  it('has no code twice and no text without a code', () => {
    expect(new Set(codes).size).toBe(codes.length);
    expect(Object.keys(texts).toSorted()).toEqual(codes.toSorted());
  });

  it.each(codes)('%s has a title and a cure in plain, whole sentences', (code) => {
    const sentences = Object.values(texts[code] ?? {});
    expect(sentences.length).toBeGreaterThanOrEqual(2);
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[A-Z"].*\.$/);
      expect(sentence).not.toMatch(/oops|please|sorry|success(?:ful)|!|invalid|  |[<>{}_]/i);
    }
    expect(texts[code]?.title.length).toBeLessThanOrEqual(70);
  });
});

describe('what a member reads about a refused sign-in', () => {
  it.each(SIGN_IN_REASONS)('%s: no technical word, no name of a check', (reason) => {
    expect(SIGN_IN_TEXTS[reason].member).not.toMatch(
      /saml|xml|certificate|sign(?:ed|ature)\b(?! in)|assertion|issuer|audience|nameid|encrypt|key|response|clock|database|attribute|domain/i,
    );
  });

  it('does not tell one failed check of a response from another', () => {
    const checks = SIGN_IN_REASONS.filter((reason) =>
      /^(?:xml|signature|issuer|audience|destination|recipient|subject|condition|authn|nameid|several|assertion_(?!exp)|encryption|decryption|second)/.test(
        reason,
      ),
    );
    expect(checks.length).toBeGreaterThan(15);
    expect(new Set(checks.map((reason) => SIGN_IN_TEXTS[reason].member)).size).toBe(1);
  });
});

describe('the codes that other programs rely on', () => {
  it('hold every sign-in reason of the contract', () => {
    const contract = `xml_invalid response_too_large status_not_success signature_missing signature_invalid
      signature_wrong_key signature_weak signature_unsupported issuer_mismatch audience_mismatch destination_mismatch
      recipient_mismatch assertion_expired assertion_too_early assertion_lifetime_too_long in_response_to_unknown
      in_response_to_missing unsolicited_refused replayed several_assertions subject_confirmation_invalid
      condition_unknown authn_statement_missing nameid_missing nameid_transient nameid_encrypted email_missing
      email_domain_not_allowed member_unknown assertion_encrypted_no_key decryption_failed encryption_weak
      encryption_unsupported second_opinion_differs browser_mismatch ticket_expired test_superseded sso_off
      store_unavailable`;
    expect(SIGN_IN_REASONS).toEqual(expect.arrayContaining(contract.split(/\s+/)));
  });
  it('hold every refusal of a requirement', () => {
    expect(REQUIREMENT_REFUSALS.toSorted()).toEqual([
      'admin_not_signed_in_by_sso',
      'certificate_expires_soon',
      'draft_not_tested',
      'live_connection_not_tested',
      'no_live_connection',
      'no_recovery_route',
      'not_entitled',
      'sso_is_off',
    ]);
  });
});
