// The adapter between the panel and a server, and the default one: fetch with the page's own cookies.

import type {
  AttemptsPage,
  AuditPage,
  Connection,
  ImpactView,
  MetadataReviewBody,
  MetadataReviewView,
  Mode,
  ParseAnswer,
  ParseBody,
  PolicyChange,
  Problem,
  SettingsView,
  StartedTest,
  TestRunView,
} from '@team-sso/core';
import { SettingsProblem } from './settings-problem.ts';

/** What Save sends. */
export interface SaveRequest {
  readonly mode?: 'off' | 'optional';
  readonly connection?: Connection;
  /** Confirmations the admin gave, after a `confirmation_needed`. */
  readonly confirm?: readonly string[];
}

/** What switching the requirement on or off sends. */
export interface ModeRequest {
  readonly mode: Mode;
  readonly sessions?: 'now' | { readonly graceHours: number };
  readonly confirm?: readonly string[];
}

/**
 * The verbs of the settings API. A host with its own transport implements these; every one rejects with a
 * {@link SettingsProblem}. `revision` is the one that was read: a stale one is refused with `revision_stale`.
 * Optional verbs are offered on the panel only when they exist.
 */
export interface SettingsClient {
  readSettings(signal?: AbortSignal): Promise<SettingsView>;
  save(request: SaveRequest, revision: number): Promise<SettingsView>;
  setMode(request: ModeRequest, revision: number): Promise<SettingsView>;
  deleteSettings(revision: number, confirm?: readonly string[]): Promise<SettingsView>;
  /** Reads pasted text on the server. Never called with a private key. */
  parse(text: string): Promise<ParseAnswer>;
  /** Prepares a connection that nobody uses; without it, `save` makes the draft. */
  saveDraft?(connection: Connection, revision: number): Promise<SettingsView>;
  discardDraft?(revision: number): Promise<SettingsView>;
  /** The draft becomes live, in one step. */
  promote?(revision: number, confirm?: readonly string[]): Promise<SettingsView>;
  /** Live and the one before change places. */
  undo?(revision: number, confirm?: readonly string[]): Promise<SettingsView>;
  /** Begins a test sign-in; it runs in the tab that opens `startUrl`. */
  startTest?(target: 'draft' | 'live'): Promise<StartedTest>;
  readTest?(id: string): Promise<TestRunView>;
  /** Who would be affected by requiring SSO. */
  impact?(): Promise<ImpactView>;
  /** Newest first; `code` finds the attempt a member read out. */
  readAttempts?(query: { readonly code?: string; readonly cursor?: string }): Promise<AttemptsPage>;
  /** From the beginning, or from the end; `cursor` goes on from the page before. */
  readAudit?(query: { readonly order?: 'oldest' | 'newest'; readonly cursor?: string }): Promise<AuditPage>;
  /** The whole audit log, as JSON lines. */
  exportAudit?(): Promise<Blob>;
  /** Ten new codes, shown once; the old ones are void. */
  makeRecoveryCodes?(): Promise<readonly string[]>;
  /** One code typed back proves that they were kept. */
  acknowledgeRecoveryCodes?(code: string): Promise<void>;
  /** Spends a code; the session then reaches these settings for an hour. */
  useRecoveryCode?(code: string): Promise<void>;
  setPolicy?(change: PolicyChange, revision: number): Promise<SettingsView>;
  /** Ends every SSO session of the team. */
  endSessions?(): Promise<void>;
  /** Reads metadata: pasted, or fetched from its URL. What stands in the way is among the warnings. */
  readMetadata?(body: ParseBody): Promise<ParseAnswer>;
  /** What the provider's metadata says and the live connection doesn't. */
  readMetadataReview?(): Promise<MetadataReviewView>;
  /** Reads the metadata again, takes its change over, or leaves it. */
  reviewMetadata?(body: MetadataReviewBody, revision: number): Promise<SettingsView>;
  addDomain?(domain: string, revision: number): Promise<SettingsView>;
  /** Looks for the domain's DNS record now. */
  verifyDomain?(domain: string, revision: number): Promise<SettingsView>;
  removeDomain?(domain: string, revision: number): Promise<SettingsView>;
  /** Renews the host's session after a 401; when it resolves, the panel repeats the call once. */
  refresh?(): Promise<void>;
}

export interface FetchClientOptions {
  readonly teamId: string;
  /** Where the router is mounted, for example `/sso`. */
  readonly apiBase: string;
  /** Headers to add to each request, for example a CSRF token of the host. */
  readonly requestHeaders?: () => Readonly<Record<string, string>>;
  /** Default: the page's own `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
}

/** The default client: JSON over `fetch`, same-origin cookies, `If-Match` with each write. */
export function createFetchClient(options: FetchClientOptions): SettingsClient {
  const root = `${options.apiBase.replace(/\/+$/, '')}/teams/${encodeURIComponent(options.teamId)}`;
  const call = <T>(method: string, path: string, sent: Sent = {}): Promise<T> =>
    callApi<T>(options, method, root + path, sent);
  return {
    readSettings: (signal) => call('GET', '/settings', signal ? { signal } : {}),
    save: (request, revision) => call('PUT', '/settings', { body: request, revision }),
    setMode: (request, revision) => call('PUT', '/settings/mode', { body: request, revision }),
    deleteSettings: (revision, confirm = []) =>
      call('DELETE', `/settings${confirm.length ? `?confirm=${confirm.join(',')}` : ''}`, { revision }),
    parse: (text) => call('POST', '/parse', { body: { text } }),
    ...draftVerbs(call),
    ...safetyVerbs(options, root, call),
    ...upkeepVerbs(call),
  };
}

type Call = <T>(method: string, path: string, sent?: Sent) => Promise<T>;

function draftVerbs(call: Call): Partial<SettingsClient> {
  return {
    saveDraft: (connection, revision) => call('PUT', '/settings/draft', { body: { connection }, revision }),
    discardDraft: (revision) => call('DELETE', '/settings/draft', { revision }),
    promote: (revision, confirm = []) => call('POST', '/settings/promote', { body: { confirm }, revision }),
    undo: (revision, confirm = []) => call('POST', '/settings/undo', { body: { confirm }, revision }),
    startTest: (target) => call('POST', '/tests', { body: { target } }),
    readTest: (id) => call('GET', `/tests/${encodeURIComponent(id)}`),
  };
}

function safetyVerbs(options: FetchClientOptions, root: string, call: Call): Partial<SettingsClient> {
  return {
    impact: () => call('GET', '/impact'),
    readAttempts: (query) => call('GET', `/attempts${queryText({ ...query })}`),
    readAudit: (query) => call('GET', `/audit${queryText({ ...query })}`),
    exportAudit: async () => {
      const response = await send(options, 'GET', `${root}/audit`, { accept: 'application/jsonl' });
      if (!response.ok) throw problemOf(response.status, await response.json().catch(() => null));
      return response.blob();
    },
    makeRecoveryCodes: async () =>
      (await call<{ readonly codes: readonly string[] }>('POST', '/recovery-codes', { body: {} })).codes,
    acknowledgeRecoveryCodes: (code) => call('POST', '/recovery-codes/acknowledge', { body: { code } }),
    useRecoveryCode: (code) => call('POST', '/recovery', { body: { code } }),
    setPolicy: (change, revision) => call('PUT', '/policy', { body: change, revision }),
    endSessions: () => call('POST', '/end-sessions', { body: {} }),
  };
}

function upkeepVerbs(call: Call): Partial<SettingsClient> {
  const pathOf = (domain: string): string => `/domains/${encodeURIComponent(domain)}`;
  return {
    readMetadata: (body) => call('POST', '/parse', { body }),
    readMetadataReview: () => call('GET', '/metadata-review'),
    reviewMetadata: (body, revision) => call('POST', '/metadata-review', { body, revision }),
    addDomain: (domain, revision) => call('POST', '/domains', { body: { domain }, revision }),
    verifyDomain: (domain, revision) => call('POST', `${pathOf(domain)}/verify`, { body: {}, revision }),
    removeDomain: (domain, revision) => call('DELETE', pathOf(domain), { revision }),
  };
}

function queryText(query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString();
  return text ? `?${text}` : '';
}

interface Sent {
  readonly body?: unknown;
  readonly revision?: number;
  readonly signal?: AbortSignal;
  /** Default: JSON. */
  readonly accept?: string;
}

/** Sends one call. @throws SettingsProblem `offline` when no answer comes. */
async function send(options: FetchClientOptions, method: string, url: string, sent: Sent): Promise<Response> {
  const headers: Record<string, string> = {
    accept: sent.accept ?? 'application/json',
    ...options.requestHeaders?.(),
  };
  if (sent.body !== undefined) headers['content-type'] = 'application/json';
  if (sent.revision !== undefined) headers['if-match'] = `"${sent.revision}"`;
  return (options.fetch ?? globalThis.fetch)(url, {
    method,
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
    ...(sent.signal ? { signal: sent.signal } : {}),
  }).catch((cause: unknown) => {
    throw new SettingsProblem('offline', {}, { cause });
  });
}

/** A JSON answer; one without a body (204) is undefined. */
async function callApi<T>(options: FetchClientOptions, method: string, url: string, sent: Sent): Promise<T> {
  const response = await send(options, method, url, sent);
  if (response.status === 204) return undefined as T;
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemOf(response.status, answer);
  if (answer === null || typeof answer !== 'object')
    throw new SettingsProblem('answer_invalid', { status: response.status });
  return answer as T;
}

/** A problem document (RFC 9457) as an error; another kind of error page keeps only its status. */
function problemOf(status: number, answer: unknown): SettingsProblem {
  const problem = (answer ?? {}) as Partial<Problem>;
  if (typeof problem.code === 'string') return new SettingsProblem(problem.code, { ...problem, status });
  return new SettingsProblem(status === 401 ? 'sign_in' : status === 404 ? 'not_found' : 'answer_invalid', {
    status,
  });
}
