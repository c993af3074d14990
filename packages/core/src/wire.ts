// The bodies of the settings API: what `GET /settings` answers and what the writes take. Dates are ISO text on the wire.

import {
  parseConnection,
  type Connection,
  type DraftConnection,
  type StoredConnection,
} from './connection.ts';
import { parseWith, type Issue, type Parsed } from './parsed.ts';
import type { HostRole } from './host.ts';
import type { ProblemCode, RequirementRefusal } from './reasons.ts';
import type { ExpiryStage } from './certificate-expiry.ts';
import type { Mode, TeamPolicy } from './settings.ts';
import type { RecoveryView } from './wire-activity.ts';
import type { DomainView } from './wire-domains.ts';
import { confirmSchema, discoverSchema, draftSchema, modeSchema, saveSchema } from './wire-schemas.ts';

/** The answer to `GET /settings` and to every write of settings. */
export interface SettingsView {
  readonly mode: Mode;
  readonly effectiveMode: Mode;
  readonly live: StoredConnection | null;
  readonly draft: DraftConnection | null;
  /** Until when `undo` works. */
  readonly previousUntil?: string;
  /** Set while the draft is a move: it names another provider than the one in use. */
  readonly draftMove?: ProviderMove;
  /** Set while `undo` leads back to another provider. */
  readonly lastMove?: LastMove;
  readonly revision: number;
  readonly serviceProvider: ServiceProviderValues;
  readonly entitlement: EntitlementView;
  readonly permissions: { readonly view: boolean; readonly manage: boolean };
  readonly requirement: RequirementView;
  readonly health: readonly { readonly code: HealthCode; readonly since?: string }[];
  readonly lastTest: LastTestView | null;
  readonly certificates: readonly CertificateView[];
  /** The certificates of the draft; absent: there is none. */
  readonly draftCertificates?: readonly CertificateView[];
  readonly policy: TeamPolicy;
  /** For who may manage: the emergency admins of the policy, and whether each still counts. */
  readonly emergencyAdmins?: readonly EmergencyAdminView[];
  /** For who may manage: what is known about recovery codes; absent when none were ever made. */
  readonly recovery?: RecoveryView;
  readonly domains: readonly DomainView[];
  /** For who may manage: the roles that rules may give; absent when the host has none to give. */
  readonly roles?: readonly HostRole[];
  /** Set by a save: where the connection went. */
  readonly savedAs?: 'live' | 'draft';
}

/** From one provider to another, by their entity IDs. */
export interface ProviderMove {
  readonly from: string;
  readonly to: string;
}

/** A move that was made. Whoever was linked at the provider before stays linked there, for the way back. */
export interface LastMove extends ProviderMove {
  readonly at: string;
  /** For who may manage: how many people signed in last at the new provider, and how many still at the one before. */
  readonly people?: { readonly moved: number; readonly notYet: number };
}

/** An emergency admin stops counting when membership, manage rights or own credentials end. */
export interface EmergencyAdminView {
  readonly userId: string;
  readonly counts: boolean;
}

/** The values an admin copies into the provider. */
export interface ServiceProviderValues {
  readonly spEntityId: string;
  readonly teamSpEntityId: string;
  readonly acsUrl: string;
  readonly metadataUrl: string;
  readonly loginUrl: string;
  readonly logoutUrl: string;
  readonly region: { readonly id: string; readonly name: string };
  /** What our metadata publishes: the key pair in use, and the next one while it waits. */
  readonly certificates?: readonly ServiceProviderCertificate[];
}

/** A certificate of ours: requests are signed under the current one, assertions may be encrypted for either. */
export interface ServiceProviderCertificate {
  readonly role: 'current' | 'next';
  readonly fingerprint: string;
  readonly pem: string;
  readonly notAfter: string;
  /** From when on it signs. */
  readonly usedFrom: string;
}

export interface EntitlementView {
  readonly entitled: boolean;
  readonly requiredPlan?: string;
  readonly upgradeUrl?: string;
  readonly graceUntil?: string;
}

export interface RequirementView {
  /** Why "required" cannot be switched on now; empty when it can. */
  readonly refusals: readonly RequirementRefusal[];
  readonly since?: string;
  readonly confirmBy?: string;
  readonly confirmedAt?: string;
}

export type HealthCode =
  | 'certificate_expiring'
  | 'certificate_expired'
  | 'idp_failing'
  | 'metadata_changed'
  | 'idp_unreachable'
  | 'no_recovery_route'
  /** Requests are signed, and our next key pair waits: the provider must know its certificate by then. */
  | 'sp_key_changing';

export interface LastTestView {
  readonly id: string;
  readonly connectionId: string;
  readonly target: 'draft' | 'live';
  readonly outcome: 'running' | 'passed' | 'failed' | 'expired';
  readonly reason?: string;
  readonly at: string;
  readonly by: string;
  /** What its last answer brought, by name and with masked values: examples for whoever maps attributes. */
  readonly attributes?: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** One pinned certificate with its facts. */
export interface CertificateView {
  readonly fingerprint: string;
  readonly sha1Thumbprint: string;
  readonly subject: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly keyType: 'RSA' | 'EC';
  readonly keyBits: number;
  readonly role: 'in_use' | 'next' | 'old';
  readonly lastSeenAt?: string;
  /** The lowest rung of the ladder that was reached, in days; 0: it has expired. Absent: more than 60 days are left. */
  readonly expiryStage?: ExpiryStage;
}

/** `application/problem+json` (RFC 9457) with a code to switch on. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly requestId: string;
  readonly issues?: readonly Issue[];
  readonly refusals?: readonly RequirementRefusal[];
  readonly confirmations?: readonly string[];
  readonly reauthenticateUrl?: string;
  readonly loginUrl?: string;
  readonly reason?: string;
  readonly shortCode?: string;
  /** With `revision_stale`: what is saved now. */
  readonly current?: SettingsView;
  /** With `revision_stale`, for who may manage: who saved that. Absent: nobody, a roll-back became durable. */
  readonly savedBy?: { readonly userId: string; readonly name?: string };
  /** With `revision_stale`, for who may manage: when it was saved. */
  readonly savedAt?: string;
}

/** The facts of a certificate, whether it is pinned or not. */
export type CertificateFactsView = Omit<CertificateView, 'role' | 'lastSeenAt' | 'expiryStage'>;

/** The body of `PUT /settings`. */
export interface SaveBody {
  readonly mode?: 'off' | 'optional';
  readonly connection?: Connection;
  readonly confirm: readonly string[];
}

/** The body of `PUT /settings/mode`. */
export interface ModeBody {
  readonly mode: Mode;
  readonly sessions: 'now' | { readonly graceHours: number };
  readonly rollbackMinutes: number;
  readonly confirm: readonly string[];
}

/** Reads the body of `PUT /settings`. `mode: 'required'` is refused here: it has a route of its own. */
export function parseSaveBody(input: unknown): Parsed<SaveBody> {
  const body = parseWith(saveSchema, input);
  if (!body.ok) return body;
  if (body.value.mode === undefined && body.value.connection === undefined)
    return { ok: false, issues: [{ path: '', code: 'required', expected: 'mode or connection' }] };
  const connection = body.value.connection === undefined ? undefined : parseMember(body.value.connection);
  if (connection && !connection.ok) return connection;
  return {
    ok: true,
    value: {
      confirm: body.value.confirm,
      ...(body.value.mode ? { mode: body.value.mode } : {}),
      ...(connection ? { connection: connection.value } : {}),
    },
  };
}

/** Reads the body of `PUT /settings/draft`. */
export function parseDraftBody(input: unknown): Parsed<{ readonly connection: Connection }> {
  const body = parseWith(draftSchema, input);
  if (!body.ok) return body;
  const connection = parseMember(body.value.connection);
  return connection.ok ? { ok: true, value: { connection: connection.value } } : connection;
}

/** Reads the body of `POST /settings/promote` and `POST /settings/undo`. */
export function parseConfirmBody(input: unknown): Parsed<{ readonly confirm: readonly string[] }> {
  return parseWith(confirmSchema, input);
}

/** A connection inside a body: its issues name their place there. */
function parseMember(input: unknown): Parsed<Connection> {
  const connection = parseConnection(input);
  if (connection.ok) return connection;
  return {
    ok: false,
    issues: connection.issues.map((issue) => ({ ...issue, path: joined('connection', issue.path) })),
  };
}

/** Reads the body of `PUT /settings/mode`; defaults: 24 hours of grace, 15 minutes to confirm. */
export function parseModeBody(input: unknown): Parsed<ModeBody> {
  return parseWith(modeSchema, input);
}

/** Reads the body of `POST /discover`. */
export function parseDiscoverBody(input: unknown): Parsed<{ readonly email: string }> {
  return parseWith(discoverSchema, input);
}

/** One way to sign in, as `POST /discover` answers. */
export type SignInWay =
  | { readonly kind: 'sso'; readonly team: string; readonly loginUrl: string; readonly idpHost: string }
  | { readonly kind: 'password' };

const joined = (head: string, tail: string): string => (tail ? `${head}.${tail}` : head);
