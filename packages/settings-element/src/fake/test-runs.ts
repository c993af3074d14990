// Invented test runs: one that passed, and refusals of the usual kinds.

import {
  diagnose,
  type KnownCertificate,
  type SettingsView,
  type ShownCertificate,
  type SignInReason,
  type TestCheck,
  type TestRunView,
} from '@team-sso/core';
import { FAKE_NOW, fakeCertificate, fakeFingerprint, fakeView } from './views.ts';

export type FakeTest = 'running' | 'passed' | 'expired' | Extract<SignInReason, RefusedBy>;
type RefusedBy =
  | 'signature_missing'
  | 'nameid_transient'
  | 'assertion_expired'
  | 'in_response_to_unknown'
  | 'assertion_encrypted_no_key'
  | 'encryption_weak'
  | 'email_domain_not_allowed'
  | 'signature_wrong_key'
  | 'issuer_mismatch'
  | 'audience_mismatch'
  | 'destination_mismatch'
  | 'email_missing'
  | 'status_not_success'
  | 'member_unknown'
  | 'signature_weak';

const CHECK_IDS = [
  'message',
  'status',
  'assertion',
  'encryption',
  'signature',
  'issuer',
  'address',
  'audience',
  'time',
  'request',
  'person',
  'email',
  'member',
];
const FAILED_AT: Readonly<Record<RefusedBy, string>> = {
  assertion_encrypted_no_key: 'encryption',
  encryption_weak: 'encryption',
  signature_missing: 'signature',
  assertion_expired: 'time',
  in_response_to_unknown: 'request',
  nameid_transient: 'person',
  email_domain_not_allowed: 'email',
  status_not_success: 'status',
  signature_wrong_key: 'signature',
  signature_weak: 'signature',
  issuer_mismatch: 'issuer',
  destination_mismatch: 'address',
  audience_mismatch: 'audience',
  email_missing: 'email',
  member_unknown: 'member',
};

/** The certificate that signed in `signature_wrong_key`. */
export const FAKE_OTHER_CERTIFICATE: KnownCertificate = {
  fingerprint: fakeFingerprint('another'),
  pem: fakeCertificate('another'),
  where: 'metadata',
};

/**
 * A test run of what a view would test: the draft if there is one. `known`: certificates that the server knows from
 * elsewhere, so that `signature_wrong_key` is repaired in one press.
 */
export function fakeTestRun(
  kind: FakeTest,
  view: SettingsView = fakeView('changing'),
  now: Date = FAKE_NOW,
  known: readonly KnownCertificate[] = [],
): TestRunView {
  const target = view.draft ? 'draft' : 'live';
  const connectionId = (view.draft ?? view.live)?.connectionId ?? 'con-0';
  const at = new Date(now.getTime() - 3 * 60_000).toISOString();
  const expiresAt = new Date(now.getTime() + 12 * 60_000).toISOString();
  const base = { id: 'test-1', connectionId, target, at, expiresAt, by: 'u-1' } as const;
  switch (kind) {
    case 'running':
    case 'expired':
      return { ...base, outcome: kind, checks: [] };
    case 'passed':
      return { ...base, ...PASSED };
    default:
      return { ...base, ...refused(kind, view, known) };
  }
}

const PASSED: Pick<TestRunView, 'outcome' | 'checks' | 'identity' | 'wouldMatch'> = {
  outcome: 'passed',
  checks: [
    ...CHECK_IDS.map((id): TestCheck => ({ id, state: 'passed' })),
    { id: 'groups_missing', state: 'warning' },
  ],
  identity: {
    nameId: 'ana@acme.example',
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    email: 'ana@acme.example',
    name: 'Ana Ruiz',
    groupCount: 0,
    attributes: [{ name: 'displayname', values: ['A… R…'] }],
  },
  wouldMatch: { userId: 'u-1', name: 'Ana Ruiz', by: 'email' },
};

const SHOWN: ShownCertificate = {
  fingerprint: FAKE_OTHER_CERTIFICATE.fingerprint,
  subject: 'CN=Microsoft Azure Federated SSO Certificate',
  notAfter: '2029-11-20T10:00:00Z',
};

const STRANGER: NonNullable<TestRunView['identity']> = {
  nameId: 'AAdzZWNyZXQx',
  nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  email: 'sam@acme.example',
  name: 'Sam Field',
  groupCount: 3,
  attributes: [{ name: 'displayname', values: ['S… F…'] }],
};

function refused(
  reason: RefusedBy,
  view: SettingsView,
  known: readonly KnownCertificate[],
): Omit<TestRunView, 'id' | 'connectionId' | 'target' | 'at' | 'by' | 'expiresAt'> {
  const failedAt = CHECK_IDS.indexOf(FAILED_AT[reason]);
  const compared = comparedBy(reason, view);
  const checks = CHECK_IDS.map((id, index): TestCheck => {
    if (index === failedAt) return { id, state: 'failed', ...compared };
    return { id, state: index < failedAt ? 'passed' : 'not_reached' };
  });
  const { serviceProvider: ours } = view;
  const own = {
    acsUrl: ours.acsUrl,
    spEntityId: ours.teamSpEntityId,
    otherScopeSpEntityId: ours.spEntityId,
    otherRegions: [{ name: 'United States', spEntityId: 'https://auth.acmebots.example/sso/us' }],
  };
  const facts = reason === 'signature_wrong_key' ? { shownCertificate: SHOWN } : {};
  return {
    outcome: 'failed',
    reason,
    checks,
    diagnosis: diagnose({ reason, ...compared, ...facts }, own, true, known),
    ...(reason === 'member_unknown' ? { identity: STRANGER, wouldMatch: null } : {}),
  };
}

function comparedBy(
  reason: RefusedBy,
  { live, draft, serviceProvider: ours }: SettingsView,
): { readonly expected?: string; readonly received?: string } {
  const issuer = (draft ?? live)?.idpEntityId ?? '';
  switch (reason) {
    case 'issuer_mismatch':
      return { expected: issuer, received: issuer.replace(/\/$/, '') };
    case 'audience_mismatch':
      return { expected: ours.teamSpEntityId, received: ours.spEntityId };
    case 'destination_mismatch':
      return { expected: ours.acsUrl, received: ours.acsUrl.replace('app.', 'old.') };
    case 'email_missing':
      return { received: 'name, objectidentifier, upn' };
    case 'member_unknown':
      return { received: 'sam@acme.example' };
    case 'assertion_expired':
      return { expected: 'after 2026-11-23T10:02:00Z', received: '2026-11-23T09:57:50Z' };
    case 'encryption_weak':
      return { received: 'http://www.w3.org/2001/04/xmlenc#aes128-cbc' };
    case 'nameid_transient':
      return { received: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' };
    case 'email_domain_not_allowed':
      return { received: 'sam@elsewhere.example' };
    case 'status_not_success':
      return { received: 'AADSTS75011: Authentication method doesn’t match the requested one' };
    default:
      return {};
  }
}
