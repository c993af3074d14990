// Values for the contract suite: valid, different at each call, every field to be overridden.

import { randomUUID } from 'node:crypto';
import {
  NEVER_CONFIGURED,
  type AuditEvent,
  type PendingRequest,
  type SignInChange,
  type Store,
  type StoredConnection,
  type StoredSpKey,
  type TeamSettings,
  type Attempt,
  type RecoveryBatch,
  type TestAnswer,
  type TestRun,
  type Ticket,
} from '@team-sso/core';

export const NOW = new Date('2026-03-04T05:06:07.089Z');
export const IDP = 'https://idp.example/metadata';

export function minutesLater(minutes: number, start = NOW): Date {
  return new Date(start.getTime() + minutes * 60_000);
}

export function aName(prefix = 'x'): string {
  return `${prefix}-${randomUUID()}`;
}

export function aConnection(fields: Partial<StoredConnection> = {}): StoredConnection {
  return {
    connectionId: aName('connection'),
    idpEntityId: IDP,
    signOnUrl: 'https://idp.example/sso',
    signOnBinding: 'redirect',
    signingCertificates: ['certificate one\n', 'certificate two\n'],
    metadataPolicy: 'notify',
    signRequests: false,
    forceAuthn: false,
    allowUnsolicited: false,
    allowCbcEncryption: false,
    spEntityIdScope: 'region',
    ...fields,
  };
}

export function someSettings(fields: Partial<TeamSettings> = {}): TeamSettings {
  return { ...NEVER_CONFIGURED, mode: 'optional', live: aConnection(), ...fields };
}

/** Required since NOW, to be confirmed within fifteen minutes. */
export function requiredSettings(live: StoredConnection): TeamSettings {
  const requirement = {
    since: NOW,
    confirmBy: minutesLater(15),
    ownCredentialSessionsEndAt: minutesLater(24 * 60),
  };
  return someSettings({ mode: 'required', live, requirement });
}

export function modeChanged(to: 'off' | 'optional' | 'required' = 'optional'): AuditEvent {
  return { type: 'mode_changed', actor: { kind: 'user', userId: 'admin' }, from: 'off', to };
}

export function aRequest(fields: Partial<PendingRequest> = {}): PendingRequest {
  return {
    requestHash: aName('request'),
    team: aName('team'),
    purpose: 'login',
    connectionId: aName('connection'),
    idpEntityId: IDP,
    returnTo: '/teams/acme/bots?page=2',
    browserHash: aName('browser'),
    expiresAt: minutesLater(10),
    ...fields,
  };
}

export function aTicket(fields: Partial<Ticket> = {}): Ticket {
  return {
    ticketHash: aName('ticket'),
    team: aName('team'),
    purpose: 'login',
    browserHash: aName('browser'),
    returnTo: '/teams/acme/bots',
    connectionId: aName('connection'),
    idpEntityId: IDP,
    nameId: aName('Zoë'),
    expiresAt: minutesLater(1),
    payload: '{"name":"Zoë \\u0000 🎫"}',
    ...fields,
  };
}

export type SignInStep = Parameters<Store['completeSignIn']>[0];

/** An unsolicited step, unless a request hash is given. */
export function aStep(fields: Partial<SignInStep> = {}): SignInStep {
  const team = fields.team ?? aName('team');
  return {
    team,
    requestHash: null,
    assertionKey: aName('assertion'),
    claimUntil: minutesLater(60),
    ticket: aTicket({ team }),
    now: NOW,
    ...fields,
  };
}

export function aSignIn(fields: Partial<SignInChange> = {}): SignInChange {
  return {
    kind: 'sign-in',
    userId: aName('user'),
    nameId: aName('name'),
    idpEntityId: IDP,
    connectionId: aName('connection'),
    certificateFingerprint: aName('fingerprint'),
    at: NOW,
    ...fields,
  };
}

export function aSpKey(region: string, fields: Partial<StoredSpKey> = {}): StoredSpKey {
  return {
    keyId: aName('key'),
    region,
    certificatePem: 'a certificate',
    encryptedPrivateKey: 'ciphertext',
    notBefore: NOW,
    notAfter: minutesLater(60 * 24 * 3650),
    usedFrom: NOW,
    ...fields,
  };
}

export function aTestRun(fields: Partial<TestRun> = {}): TestRun {
  return {
    id: aName('test'),
    team: aName('team'),
    target: 'draft',
    connectionId: aName('connection'),
    by: 'admin',
    startedAt: NOW,
    expiresAt: minutesLater(15),
    outcome: 'running',
    answers: [],
    ...fields,
  };
}

export function aRefusal(fields: Partial<TestAnswer> = {}): TestAnswer {
  return {
    at: minutesLater(1),
    outcome: 'refused',
    reason: 'audience_mismatch',
    checks: [
      { id: 'signature', state: 'passed' },
      {
        id: 'audience',
        state: 'failed',
        expected: 'https://sp.example',
        received: 'https://sp.example/\u0000',
      },
      { id: 'recipient', state: 'not_reached' },
    ],
    certificateFingerprint: 'ab:cd',
    ...fields,
  };
}

export function aPass(fields: Partial<TestAnswer> = {}): TestAnswer {
  return {
    at: minutesLater(2),
    outcome: 'passed',
    checks: [{ id: 'signature', state: 'passed' }],
    identity: {
      nameId: 'z…@example',
      nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      email: 'z…@example',
      groupCount: 2,
      attributes: [{ name: 'groups', values: ['a', 'b'] }],
    },
    wouldMatch: null,
    ...fields,
  };
}

export function anAttempt(fields: Partial<Attempt> = {}): Attempt {
  return {
    shortCode: aName('SSO'),
    team: aName('team'),
    at: NOW,
    outcome: 'refused',
    connectionId: aName('connection'),
    reason: 'issuer_mismatch',
    rule: 'issuer',
    expected: IDP,
    received: `${IDP}/\u0000\ud800 🎫`,
    ...fields,
  };
}

export function aBatch(fields: Partial<RecoveryBatch> = {}): RecoveryBatch {
  return { batchId: aName('batch'), salt: '00ff', madeAt: NOW, madeBy: 'admin', ...fields };
}
