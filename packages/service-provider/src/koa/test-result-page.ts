// The plain result page of a test sign-in: what happened, every check, what was read. No script.

import {
  SIGN_IN_TEXTS,
  type ShownCertificate,
  type SignInReason,
  type TestCheck,
  type TestRunView,
} from '@team-sso/core';
import { escapeHtml, renderDocument } from './pages.ts';

const CHECK_LABELS: Readonly<Record<string, string>> = {
  message: 'Message',
  status: 'Status',
  assertion: 'Assertion',
  encryption: 'Encryption',
  signature: 'Signature',
  issuer: 'Issuer',
  address: 'Address',
  audience: 'Audience',
  time: 'Time',
  request: 'Request',
  person: 'Person',
  email: 'E-mail',
  member: 'Member',
  lifetime_long: 'Lifetime',
  nameid_renamable: 'Identifier',
  groups_omitted: 'Groups',
  groups_missing: 'Groups',
  domains_differ: 'Domain',
};
const WARNINGS: Readonly<Record<string, string>> = {
  email: 'No e-mail address was sent.',
  lifetime_long: 'The response stays good for more than two hours, which is longer than a sign-in needs.',
  nameid_renamable: 'The identifier is an e-mail address: a person who is renamed gets another one.',
  groups_omitted: 'The provider left the groups out because there are too many.',
  groups_missing: 'No group names were sent.',
  domains_differ: 'The identifier and the e-mail address have different domains.',
};
const STATE: Readonly<Record<TestCheck['state'], string>> = {
  passed: '✓',
  failed: '✗',
  warning: '!',
  not_reached: '–',
};

/** A whole document. Every value of a response is escaped text. */
export function renderTestResult(run: TestRunView, againUrl: string): string {
  const title = titleOf(run);
  return renderDocument(
    title,
    `<h1>${escapeHtml(title)}</h1>${reasonText(run)}<ul>${run.checks.map(checkLine).join('')}</ul>${identityText(run)}` +
      (run.outcome === 'passed' ? '' : `<a href="${escapeHtml(againUrl)}">Test again</a>`) +
      '<p>You can close this tab. The settings page shows the same result.</p>',
  );
}

function titleOf({ outcome }: TestRunView): string {
  switch (outcome) {
    case 'passed':
      return 'The test passed';
    case 'failed':
      return 'The test failed';
    case 'running':
      return 'The test is running';
    case 'expired':
      return 'The test ran out of time';
  }
}

function reasonText({ reason, diagnosis }: TestRunView): string {
  const text = reason === undefined ? undefined : SIGN_IN_TEXTS[reason as SignInReason];
  return text
    ? `<p><strong>${escapeHtml(text.title)}</strong></p><p>${escapeHtml(text.cause)}</p><p>${escapeHtml(text.cure)}</p>${shownText(diagnosis?.certificate)}`
    : '';
}

/** The certificate of a wrong key is a fact to compare, and nothing to press. */
function shownText(certificate: ShownCertificate | undefined): string {
  if (!certificate) return '';
  const { fingerprint, subject, notAfter } = certificate;
  const facts = [subject, notAfter === undefined ? undefined : `until ${notAfter.slice(0, 10)}`]
    .filter((fact) => fact !== undefined)
    .join(', ');
  return `<p>The response shows the certificate <code>${escapeHtml(fingerprint)}</code>${facts === '' ? '' : ` (<bdi>${escapeHtml(facts)}</bdi>)`}.</p>`;
}

function checkLine({ id, state, expected, received }: TestCheck): string {
  const detail =
    state === 'warning'
      ? ` ${escapeHtml(WARNINGS[id] ?? '')}`
      : (expected === undefined ? '' : `<br>Expected <bdi dir="ltr">${escapeHtml(expected)}</bdi>`) +
        (received === undefined ? '' : `<br>Received <bdi dir="ltr">${escapeHtml(received)}</bdi>`);
  return `<li>${STATE[state]} ${escapeHtml(CHECK_LABELS[id] ?? id)}${state === 'not_reached' ? ' (not checked)' : ''}${detail}</li>`;
}

function identityText({ identity, wouldMatch }: TestRunView): string {
  if (!identity) return '';
  const read = [identity.name, identity.email, identity.nameId]
    .filter((value) => value !== undefined)
    .join(' · ');
  const match = wouldMatch
    ? 'Matches a member of this team. No new account.'
    : 'Matches nobody in this team.';
  return `<p>What we read: <bdi>${escapeHtml(read)}</bdi></p><p>${match}</p>`;
}
