// The adapter between the panel and a server, and the default one: fetch with the page's own cookies.

import type { Connection, Mode, ParseAnswer, Problem, SettingsView } from '@team-sso/core';
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
  discardDraft?(revision: number): Promise<SettingsView>;
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
    callApi(options, method, root + path, sent);
  return {
    readSettings: (signal) => call('GET', '/settings', signal ? { signal } : {}),
    save: (request, revision) => call('PUT', '/settings', { body: request, revision }),
    setMode: (request, revision) => call('PUT', '/settings/mode', { body: request, revision }),
    deleteSettings: (revision, confirm = []) =>
      call('DELETE', `/settings${confirm.length ? `?confirm=${confirm.join(',')}` : ''}`, { revision }),
    parse: (text) => call('POST', '/parse', { body: { text } }),
  };
}

interface Sent {
  readonly body?: unknown;
  readonly revision?: number;
  readonly signal?: AbortSignal;
}

async function callApi<T>(options: FetchClientOptions, method: string, url: string, sent: Sent): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json', ...options.requestHeaders?.() };
  if (sent.body !== undefined) headers['content-type'] = 'application/json';
  if (sent.revision !== undefined) headers['if-match'] = `"${sent.revision}"`;
  const response = await (options.fetch ?? globalThis.fetch)(url, {
    method,
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
    ...(sent.signal ? { signal: sent.signal } : {}),
  }).catch((cause: unknown) => {
    throw new SettingsProblem('offline', {}, { cause });
  });
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
