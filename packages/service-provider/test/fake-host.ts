// A host product for tests: people, teams, plans and cookie sessions in maps, and a switch that makes each member fail.

import type {
  Entitlement,
  Host,
  HostMember,
  Identity,
  HostRole,
  MemberFacts,
  Notice,
  ProviderDenial,
  Proof,
  SsoProof,
} from '@team-sso/core';

export interface FakeTeam {
  region: string;
  entitlement: Entitlement;
  readonly members: Map<string, MemberFacts>;
}

export interface FakeHostState {
  readonly teams: Map<string, FakeTeam>;
  /** Session cookie → session. */
  readonly sessions: Map<string, { userId: string; proofs: Proof[] }>;
  /** Domains that the host has verified itself → team: adopted when the deployment starts. */
  readonly domains: Map<string, string>;
  /** Members that throw at the moment. */
  readonly failing: Set<keyof Host>;
  /** Notices that were delivered, in order. */
  readonly notices: Notice[];
  /** What `onSignIn` was told, newest last. */
  readonly signIns: {
    readonly userId: string;
    readonly proof: SsoProof;
    readonly identity: Identity;
    readonly role?: string;
    readonly groupsOmitted?: boolean;
  }[];
  /** E-mail addresses that somebody invited, to any team. */
  readonly invited: Set<string>;
  /** What `addMember` was asked, newest last. */
  readonly joins: { readonly team: string; readonly email: string | undefined; readonly role: string }[];
  readonly denials: ProviderDenial[];
  /** What `endSessions` was asked, newest last. */
  readonly ended: { readonly team: string; readonly userId: string; readonly sessionIndex?: string }[];
  /** The roles of every team; none: rules are refused. */
  roles: readonly HostRole[];
}

/** What it needs of a request: its cookies. Koa's context has them. */
export interface HostContext {
  readonly cookies: {
    get(name: string): string | undefined;
    set(
      name: string,
      value: string,
      options?: { readonly httpOnly: boolean; readonly sameSite: 'lax' },
    ): unknown;
  };
}

export const SESSION_COOKIE = 'host-session';
/** What a host's error may carry; it must never get out. */
export const HOST_SECRET = 'host-secret-ana@acme.example';
const PAGE_SIZE = 2;

const ENTERPRISE: Entitlement = { entitled: true, requiredPlan: 'Enterprise' };

function member(
  userId: string,
  email: string,
  facts: Partial<HostMember> = {},
): readonly [string, MemberFacts] {
  return [
    userId,
    { userId, email, name: userId, membership: 'member', manage: false, hasOwnCredentials: true, ...facts },
  ];
}

/** Acme (eu, entitled), globex (us, entitled) and hooli (eu, not entitled); `asia-team` lives in another deployment. */
export function createFakeHostState(): FakeHostState {
  return {
    teams: new Map<string, FakeTeam>([
      [
        'acme',
        {
          region: 'eu',
          entitlement: ENTERPRISE,
          members: new Map([
            member('admin', 'admin@acme.example', { manage: true }),
            member('owner', 'owner@acme.example', { manage: true }),
            member('member', 'member@acme.example'),
            member('guest', 'guest@contractor.example', { membership: 'guest' }),
            member('ci', 'ci@acme.example', { membership: 'service', hasOwnCredentials: false }),
            member('multi', 'multi@acme.example'),
          ]),
        },
      ],
      [
        'globex',
        {
          region: 'us',
          entitlement: ENTERPRISE,
          members: new Map([
            member('globex-admin', 'admin@globex.example', { manage: true }),
            member('multi', 'multi@acme.example'),
          ]),
        },
      ],
      [
        'hooli',
        {
          region: 'eu',
          entitlement: {
            entitled: false,
            requiredPlan: 'Enterprise',
            upgradeUrl: 'https://acmebots.example/plans',
          },
          members: new Map([member('hooli-admin', 'admin@hooli.example', { manage: true })]),
        },
      ],
      [
        'asia-team',
        {
          region: 'asia',
          entitlement: ENTERPRISE,
          members: new Map([member('admin', 'admin@acme.example', { manage: true })]),
        },
      ],
    ]),
    sessions: new Map(),
    domains: new Map([
      ['acme.example', 'acme'],
      ['asia.example', 'asia-team'],
    ]),
    failing: new Set(),
    notices: [],
    signIns: [],
    invited: new Set(),
    joins: [],
    denials: [],
    ended: [],
    roles: [],
  };
}

export function createFakeHost(state: FakeHostState): Host<HostContext> {
  const { teams, sessions, failing, signIns, notices, joins, invited, denials } = state;
  const mayFail = (name: keyof Host): void => {
    if (failing.has(name)) throw new Error(HOST_SECRET);
  };
  return {
    async session(ctx) {
      mayFail('session');
      return sessions.get(ctx.cookies.get(SESSION_COOKIE) ?? '') ?? null;
    },
    async member(team, userId) {
      mayFail('member');
      return teams.get(team)?.members.get(userId) ?? null;
    },
    async findMember(team, { email }) {
      mayFail('findMember');
      return [...(teams.get(team)?.members.values() ?? [])].find((one) => one.email === email) ?? null;
    },
    async addMember(team, { email, name, nameId }, { role, onlyIfInvited }) {
      mayFail('addMember');
      joins.push({ team, email, role });
      if (email === undefined || (onlyIfInvited && !invited.has(email))) return null;
      const userId = `joined-${email}`;
      const [, facts] = member(userId, email);
      teams.get(team)?.members.set(userId, { ...facts, name: name ?? nameId, role });
      return { userId };
    },
    async roles() {
      mayFail('roles');
      return state.roles;
    },
    async onProviderDenied(denial) {
      mayFail('onProviderDenied');
      denials.push(denial);
    },
    async members(team, cursor) {
      mayFail('members');
      const all = [...(teams.get(team)?.members.values() ?? [])];
      const start = Number(cursor ?? 0);
      const next = start + PAGE_SIZE;
      return { items: all.slice(start, next), ...(next < all.length ? { next: String(next) } : {}) };
    },
    // Not an async function: it throws before there is a promise.
    entitlement(team) {
      mayFail('entitlement');
      return Promise.resolve(teams.get(team)?.entitlement ?? { entitled: false });
    },
    async region(team) {
      mayFail('region');
      return teams.get(team)?.region ?? null;
    },
    async onSignIn(ctx, { userId, team, proof, identity, role, groupsOmitted }) {
      mayFail('onSignIn');
      const session = sessions.get(ctx.cookies.get(SESSION_COOKIE) ?? '');
      const kept = session?.userId === userId ? session.proofs : [];
      const id = `session-${signIns.length}`;
      sessions.set(id, { userId, proofs: [...kept, proof] });
      const facts = teams.get(team)?.members.get(userId);
      if (facts && role !== undefined) teams.get(team)?.members.set(userId, { ...facts, role });
      signIns.push({
        userId,
        proof,
        identity,
        ...(role === undefined ? {} : { role }),
        ...(groupsOmitted === undefined ? {} : { groupsOmitted }),
      });
      ctx.cookies.set(SESSION_COOKIE, id, { httpOnly: true, sameSite: 'lax' });
    },
    async onRecovery(ctx, { userId, proof }) {
      mayFail('onRecovery');
      const session = sessions.get(ctx.cookies.get(SESSION_COOKIE) ?? '');
      if (session?.userId !== userId) throw new Error('another user');
      session.proofs.push(proof);
    },
    async endSessions(team, of) {
      mayFail('endSessions');
      state.ended.push({ team, ...of });
      const ends = (proof: Proof) =>
        proof.kind === 'sso' &&
        proof.team === team &&
        (of.sessionIndex === undefined || (proof.sessionIndex ?? of.sessionIndex) === of.sessionIndex);
      for (const [id, { userId, proofs }] of sessions) {
        const left = proofs.filter((proof) => !ends(proof));
        if (userId !== of.userId || left.length === proofs.length) continue;
        if (left.length === 0) sessions.delete(id);
        else sessions.set(id, { userId, proofs: left });
      }
    },
    async onSignOut(ctx) {
      mayFail('onSignOut');
      sessions.delete(ctx.cookies.get(SESSION_COOKIE) ?? '');
    },
    async notify(notice) {
      mayFail('notify');
      notices.push(notice);
    },
    signInUrl(team, { returnTo, reauthenticate }) {
      mayFail('signInUrl');
      return `/sign-in?${new URLSearchParams({ team, returnTo, reauthenticate: String(reauthenticate) }).toString()}`;
    },
  };
}
