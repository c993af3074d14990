// Views of an invented team, one per state, for stories and tests.

import {
  DEFAULT_POLICY,
  type CertificateView,
  type SettingsView,
  type StoredConnection,
} from '@team-sso/core';

/** States a fake can start in. */
export type FakeScene =
  | 'off'
  | 'off-kept'
  | 'on-untested'
  | 'on'
  | 'requiring'
  | 'required'
  | 'rolled-back'
  | 'changing'
  | 'draft-saved'
  | 'not-entitled'
  | 'read-only'
  | 'certificate-expiring'
  | 'certificate-expired'
  | 'certificate-ending'
  | 'no-way-back'
  | 'grace'
  | 'lapsed';

export const FAKE_NOW: Date = new Date('2026-11-23T10:05:00Z');

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const at = (now: Date, offsetMillis: number): string => new Date(now.getTime() + offsetMillis).toISOString();

/** Text in the shape of a certificate; it is none. */
export function fakeCertificate(seed: string): string {
  const body = btoa(`fake certificate ${seed} `.repeat(12))
    .replace(/(.{64})/g, '$1\n')
    .trim();
  return `-----BEGIN CERTIFICATE-----\nMIIC${body}\n-----END CERTIFICATE-----`;
}

/** A fingerprint that depends on the text alone. */
export function fakeFingerprint(text: string): string {
  let state = 0x811c9dc5;
  const next = (): number => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0;
    return (state ^ (state >>> 12)) & 0xff;
  };
  for (const char of text.replace(/\s+/g, ''))
    state = Math.imul(state ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return Array.from({ length: 32 }, () => next().toString(16).padStart(2, '0')).join('');
}

export const FAKE_CONNECTION: StoredConnection = {
  connectionId: 'con-1',
  provider: 'entra',
  idpEntityId: 'https://sts.windows.net/8f4c2a61-3d0e-4b7a-9c15-e2a7d96b10f3/',
  signOnUrl: 'https://login.microsoftonline.com/8f4c2a61-3d0e-4b7a-9c15-e2a7d96b10f3/saml2',
  signOnBinding: 'redirect',
  signingCertificates: [fakeCertificate('one')],
  metadataPolicy: 'notify',
  signRequests: false,
  forceAuthn: false,
  allowUnsolicited: false,
  allowCbcEncryption: false,
  spEntityIdScope: 'team',
};

export function fakeCertificateView(
  pem: string,
  now: Date,
  change: Partial<CertificateView> = {},
): CertificateView {
  return {
    fingerprint: fakeFingerprint(pem),
    sha1Thumbprint: fakeFingerprint(pem).slice(0, 40),
    subject: 'CN=Microsoft Azure Federated SSO Certificate',
    notBefore: at(now, -320 * DAY),
    notAfter: at(now, 772 * DAY),
    keyType: 'RSA',
    keyBits: 2048,
    role: 'next',
    ...change,
  };
}

/** A team that has never been configured, on the right plan, seen by an admin. */
export function neverConfigured(): SettingsView {
  return {
    mode: 'off',
    effectiveMode: 'off',
    live: null,
    draft: null,
    revision: 0,
    serviceProvider: {
      spEntityId: 'https://auth.acmebots.example/sso/eu',
      teamSpEntityId: 'https://auth.acmebots.example/sso/eu/teams/acme',
      acsUrl: 'https://app.acmebots.example/sso/acme/acs',
      metadataUrl: 'https://app.acmebots.example/sso/acme/metadata',
      loginUrl: 'https://app.acmebots.example/sso/acme/login',
      logoutUrl: 'https://app.acmebots.example/sso/acme/logout',
      region: { id: 'eu', name: 'Europe' },
    },
    entitlement: { entitled: true, requiredPlan: 'Enterprise' },
    permissions: { view: true, manage: true },
    requirement: { refusals: ['sso_is_off', 'no_live_connection'] },
    health: [],
    lastTest: null,
    certificates: [],
    policy: DEFAULT_POLICY,
    domains: [],
  };
}

function live(now: Date, change: Partial<SettingsView> = {}): SettingsView {
  return {
    ...neverConfigured(),
    mode: 'optional',
    effectiveMode: 'optional',
    live: FAKE_CONNECTION,
    revision: 3,
    requirement: { refusals: [] },
    certificates: [fakeCertificateView(FIRST_PEM, now, { role: 'in_use', lastSeenAt: at(now, -4 * MINUTE) })],
    ...change,
  };
}

const FIRST_PEM = FAKE_CONNECTION.signingCertificates[0] ?? '';
const REQUIRED = { mode: 'required', effectiveMode: 'required' } as const;
const NOT_ENTITLED = { entitled: false, requiredPlan: 'Enterprise' } as const;

const SCENES: Readonly<Record<FakeScene, (now: Date) => SettingsView>> = {
  off: () => neverConfigured(),
  'off-kept': (now) =>
    live(now, { mode: 'off', effectiveMode: 'off', requirement: { refusals: ['sso_is_off'] } }),
  'on-untested': (now) =>
    live(now, {
      requirement: { refusals: ['live_connection_not_tested', 'admin_not_signed_in_by_sso'] },
      certificates: [fakeCertificateView(FIRST_PEM, now)],
    }),
  on: (now) => live(now, { recovery: fakeRecovery(now) }),
  'no-way-back': (now) => live(now, { requirement: { refusals: ['no_recovery_route'] } }),
  'read-only': (now) => live(now, { permissions: { view: true, manage: false } }),
  requiring: (now) =>
    live(now, {
      ...REQUIRED,
      requirement: { refusals: [], since: at(now, -3 * MINUTE), confirmBy: at(now, 12 * MINUTE) },
    }),
  required: (now) =>
    live(now, {
      ...REQUIRED,
      requirement: {
        refusals: [],
        since: at(now, -20 * MINUTE),
        confirmBy: at(now, -5 * MINUTE),
        confirmedAt: at(now, -18 * MINUTE),
      },
      policy: { ...DEFAULT_POLICY, emergencyAdmins: ['u-1', 'u-2'] },
    }),
  'rolled-back': (now) =>
    live(now, {
      mode: 'required',
      requirement: { refusals: [], since: at(now, -20 * MINUTE), confirmBy: at(now, -5 * MINUTE) },
    }),
  lapsed: (now) =>
    live(now, {
      mode: 'required',
      requirement: { refusals: ['not_entitled'], since: at(now, -90 * DAY), confirmedAt: at(now, -90 * DAY) },
      entitlement: { ...NOT_ENTITLED, graceUntil: at(now, -DAY) },
    }),
  grace: (now) =>
    live(now, {
      recovery: fakeRecovery(now),
      entitlement: { ...NOT_ENTITLED, graceUntil: at(now, 12 * DAY) },
    }),
  changing: (now) => live(now, { draft: fakeDraft(), revision: 4 }),
  'draft-saved': () => ({ ...neverConfigured(), revision: 1, draft: { ...fakeDraft(), basedOn: null } }),
  'not-entitled': () => ({ ...neverConfigured(), entitlement: NOT_ENTITLED }),
  'certificate-expiring': (now) => live(now, withExpiry(now, 41 * DAY, 'certificate_expiring')),
  'certificate-ending': (now) =>
    live(now, {
      ...withExpiry(now, 5 * DAY, 'certificate_expiring'),
      recovery: fakeRecovery(now),
      requirement: { refusals: ['certificate_expires_soon'] },
    }),
  'certificate-expired': (now) => live(now, withExpiry(now, -DAY, 'certificate_expired')),
};

/** The view of one state at a moment. */
export function fakeView(scene: FakeScene, now: Date = FAKE_NOW): SettingsView {
  return SCENES[scene](now);
}

/** Codes that Ana made and proved to have kept. */
export function fakeRecovery(now: Date = FAKE_NOW): NonNullable<SettingsView['recovery']> {
  const madeAt = at(now, -20 * DAY);
  return { total: 10, unused: 10, madeAt, madeBy: 'u-1', acknowledgedAt: madeAt };
}

/** Every scene there is. */
export const FAKE_SCENES: readonly FakeScene[] = Object.keys(SCENES) as FakeScene[];

function fakeDraft(): NonNullable<SettingsView['draft']> {
  return {
    ...FAKE_CONNECTION,
    connectionId: 'con-2',
    basedOn: FAKE_CONNECTION.connectionId,
    signOnUrl: `${FAKE_CONNECTION.signOnUrl}?whr=acme.example`,
    signingCertificates: [...FAKE_CONNECTION.signingCertificates, fakeCertificate('two')],
  };
}

function withExpiry(
  now: Date,
  inMillis: number,
  code: 'certificate_expiring' | 'certificate_expired',
): Partial<SettingsView> {
  const seen = { role: 'in_use', lastSeenAt: at(now, -4 * MINUTE) } as const;
  return {
    health: [{ code }],
    certificates: [fakeCertificateView(FIRST_PEM, now, { ...seen, notAfter: at(now, inMillis) })],
  };
}
