// A person at the demo without a browser: a password session and the settings API, with the headers a browser would send.

import type { SettingsView } from '@team-sso/core';
import type { Demo } from './demo.ts';

/** The password of every seeded user. */
export const DEMO_PASSWORD = 'demo-password';

export interface Answer<Body = Readonly<Record<string, unknown>>> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

export interface DemoSession {
  /** For a browser context: `sessionCookie.name`, `.value`. */
  readonly cookie: { readonly name: string; readonly value: string };
  get<Body = Readonly<Record<string, unknown>>>(path: string): Promise<Answer<Body>>;
  /** The text of an answer that is 200, in another media type than JSON; throws at any other. */
  getText(path: string, accept: string): Promise<string>;
  /** Sends JSON; `revision` becomes `If-Match`. */
  send(method: string, path: string, body: unknown, revision?: number): Promise<Answer>;
  /** The session that an answer gave a new id, as a browser would go on with it. */
  resume(headers: Headers): DemoSession;
  readSettings(team: string): Promise<SettingsView>;
  /** Writes under the revision that is current; throws unless the answer is 200. */
  writeSettings(
    method: 'PUT' | 'POST' | 'DELETE',
    team: string,
    path: string,
    body: unknown,
  ): Promise<SettingsView>;
}

export async function signInByPassword(demo: Demo, email: string): Promise<DemoSession> {
  const response = await fetch(`${demo.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: demo.publicUrl },
    body: JSON.stringify({ email, password: DEMO_PASSWORD }),
  });
  if (response.status !== 204) throw new Error(`sign-in of ${email} answered ${response.status}`);
  const [cookie = ''] = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  return sessionWith(demo, cookie);
}

/** The same session at another server of the same service. */
export function resumeSession(demo: Demo, { cookie }: DemoSession): DemoSession {
  return sessionWith(demo, `${cookie.name}=${cookie.value}`);
}

/** A session by its cookie line. */
export function sessionWith(demo: Demo, cookie: string): DemoSession {
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  async function request<Body>(path: string, init: RequestInit): Promise<Answer<Body>> {
    const headers = {
      cookie,
      origin: demo.publicUrl,
      accept: 'application/json',
      ...(init.headers as Record<string, string>),
    };
    const response = await fetch(`${demo.url}${path}`, { ...init, headers, redirect: 'manual' });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : {}) as Body,
      headers: response.headers,
    };
  }
  const session: DemoSession = {
    cookie: { name, value },
    get: (path) => request(path, {}),
    async getText(path, accept) {
      const response = await fetch(`${demo.url}${path}`, { headers: { cookie, accept } });
      if (response.status !== 200) throw new Error(`GET ${path}: ${response.status}`);
      return response.text();
    },
    send: (method, path, body, revision) =>
      request(path, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }),
        },
        body: JSON.stringify(body),
      }),
    resume(headers) {
      const lines = headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
      return sessionWith(demo, lines.find((line) => line.startsWith(`${name}=`)) ?? cookie);
    },
    readSettings: async (team) => (await session.get<SettingsView>(`/sso/teams/${team}/settings`)).body,
    async writeSettings(method, team, path, body) {
      const { revision } = await session.readSettings(team);
      const answer = await session.send(method, `/sso/teams/${team}${path}`, body, revision);
      if (answer.status !== 200)
        throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body as unknown as SettingsView;
    },
  };
  return session;
}
