// What the model knows of team acme: plain values and times in milliseconds, no line of the code under test.

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const PEOPLE = ['admin', 'owner', 'member', 'guest', 'ci'] as const;
export type Person = (typeof PEOPLE)[number];

/** The provider of the beginning, and another one. */
export const IDPS = ['https://idp.example/metadata', 'https://other.example/metadata'] as const;

export type Mode = 'off' | 'optional' | 'required';
export type Certificate = 'first' | 'second' | 'short';

/** What an admin types in. */
export interface Content {
  readonly idp: string;
  readonly certificates: readonly Certificate[];
  readonly forceAuthn: boolean;
}
export interface ModelConnection extends Content {
  readonly id: string;
}
export interface ModelDraft extends ModelConnection {
  readonly basedOn: string | null;
}

export interface ModelPolicy {
  readonly emergencyAdmins: readonly Person[];
  readonly guests: 'exempt' | 'required' | 'blocked';
  readonly reauthenticateAfterHours: number | null;
}
export const DEFAULT_POLICY: ModelPolicy = {
  emergencyAdmins: [],
  guests: 'required',
  reauthenticateAfterHours: null,
};

export interface ModelRequirement {
  readonly since: number;
  /** null: it stays, whoever signs in. */
  readonly confirmBy: number | null;
  readonly graceEndsAt: number;
  confirmed: boolean;
}

export type ModelProof =
  | { readonly kind: 'password'; readonly at: number }
  | { readonly kind: 'sso'; readonly at: number; readonly idp: string }
  | { readonly kind: 'recovery'; readonly at: number; readonly endsAt: number };

export interface ModelPerson {
  membership: 'member' | 'guest' | 'service' | 'none';
  manage: boolean;
  ownCredentials: boolean;
  /** null: signed out. */
  session: ModelProof[] | null;
}

export interface Plan {
  readonly entitled: boolean;
  readonly graceUntil?: number;
}

export interface ModelTicket {
  readonly url: string;
  readonly connection: ModelConnection;
  readonly certificate: Certificate;
  readonly until: number;
}

export interface ModelCodes {
  left: readonly string[];
  /** Spent, but the host never heard of it. */
  readonly unconfirmed: Map<string, { readonly by: Person; readonly at: number }>;
  acknowledged: boolean;
}

/** What the team may owe the loss of its way back in to. Everything else must leave it one. */
export type Loss = 'host' | 'codes spent' | 'codes made anew';

export interface TeamModel {
  /** What happened so far, to be read when something is wrong. */
  readonly story: string[];
  now: number;
  readonly refusesExpired: boolean;
  readonly certificateEnds: Readonly<Record<Certificate, number>>;
  readonly people: Record<Person, ModelPerson>;

  mode: Mode;
  live: ModelConnection | null;
  draft: ModelDraft | null;
  previous: { readonly connection: ModelConnection; readonly replacedAt: number } | null;
  policy: ModelPolicy;
  requirement: ModelRequirement | null;
  proofsValidFrom: number;
  revision: number;

  codes: ModelCodes | null;
  readonly codeAttempts: Map<Person, number[]>;
  loss: Loss | null;

  /** Connections that passed a test, however long ago. */
  readonly tested: Set<string>;
  readonly verified: Set<string>;
  readonly certificatesSeen: Map<Certificate, number>;
  readonly signIns: Map<Person, { readonly connectionId: string; readonly at: number }>;
  readonly linked: Set<string>;
  readonly connectionIds: Set<string>;

  /** Sign-ins on their way to the provider, and on the last hop of their way back. */
  readonly walks: Map<Person, { readonly requestId: string; readonly idp: string; readonly until: number }>;
  readonly tickets: Map<Person, ModelTicket>;

  /** The provider as it is, which nobody tells us. */
  readonly provider: { idp: string; key: Certificate; clockOff: number };
  plan: Plan;
  planHookFails: boolean;
  /** The last answer of the host about the plan. */
  planHeard: Plan | null;

  /** Types of the audit records that must be there, in order. */
  readonly audit: string[];
  /** How many records, notices among them, are proved to be whole. */
  auditVerified: number;
  /** Sessions whose emergency access is written down. */
  readonly emergencySessions: Set<string>;
}

const person = (
  membership: ModelPerson['membership'],
  manage: boolean,
  ownCredentials = true,
): ModelPerson => ({ membership, manage, ownCredentials, session: null });

/** Acme before anybody configured anything: entitled, its provider in order. */
export function newTeam(
  now: number,
  refusesExpired: boolean,
  certificateEnds: TeamModel['certificateEnds'],
): TeamModel {
  return {
    story: [],
    now,
    refusesExpired,
    certificateEnds,
    people: {
      admin: person('member', true),
      owner: person('member', true),
      member: person('member', false),
      guest: person('guest', false),
      ci: person('service', false, false),
    },
    mode: 'off',
    live: null,
    draft: null,
    previous: null,
    policy: DEFAULT_POLICY,
    requirement: null,
    proofsValidFrom: -Infinity,
    revision: 0,
    codes: null,
    codeAttempts: new Map(),
    loss: null,
    tested: new Set(),
    verified: new Set(),
    certificatesSeen: new Map(),
    signIns: new Map(),
    linked: new Set(),
    connectionIds: new Set(),
    walks: new Map(),
    tickets: new Map(),
    provider: { idp: IDPS[0], key: 'first', clockOff: 0 },
    plan: { entitled: true },
    planHookFails: false,
    planHeard: null,
    audit: [],
    auditVerified: 0,
    emergencySessions: new Set(),
  };
}

export const sameContent = (a: Content, b: Content): boolean =>
  a.idp === b.idp && a.forceAuthn === b.forceAuthn && a.certificates.join() === b.certificates.join();
