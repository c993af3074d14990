// One browser's worth of cookies, without a browser.

import type { SettingsView } from '@team-sso/core';
import type { MockIdp } from '@team-sso/mock-idp';
import { DEMO_PASSWORD } from '../src/seed-data.ts';
import type { DemoUnderTest } from './running-demo.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly location: string;
  readonly text: string;
  /** The body as JSON; an empty object when it is none. */
  readonly json: Readonly<Record<string, unknown>>;
}

export class Visitor {
  readonly #demo: DemoUnderTest;
  readonly #cookies = new Map<string, string>();

  constructor(demo: DemoUnderTest) {
    this.#demo = demo;
  }

  get cookies(): ReadonlyMap<string, string> {
    return this.#cookies;
  }

  async send(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(new URL(path, this.#demo.ownUrl), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      location: response.headers.get('location') ?? '',
      text,
      json: isJson ? JSON.parse(text) : {},
    };
  }

  get(path: string): Promise<Answer> {
    return this.send(path);
  }

  page(path: string): Promise<Answer> {
    return this.send(path, { headers: { accept: 'text/html' } });
  }

  sendJson(
    method: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return this.send(path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  sendForm(path: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
    return this.send(path, {
      method: 'POST',
      headers: { accept: 'text/html' },
      body: new URLSearchParams(fields),
    });
  }

  signIn(email: string, password: string = DEMO_PASSWORD): Promise<Answer> {
    return this.sendJson('POST', '/api/session', { email, password });
  }

  async settings(team: string): Promise<SettingsView> {
    return (await this.get(`/sso/teams/${team}/settings`)).json as unknown as SettingsView;
  }

  /** Writes settings under the revision that is current. */
  async write(method: string, team: string, path: string, body: unknown): Promise<Answer> {
    const { revision } = await this.settings(team);
    return this.sendJson(method, `/sso/teams/${team}${path}`, body, { 'if-match': `"${revision}"` });
  }

  /** Switches SSO on for a team, against the mock identity provider. */
  setUpSso(team: string, mockIdp: MockIdp): Promise<Answer> {
    const connection = {
      idpEntityId: mockIdp.entityId,
      signOnUrl: mockIdp.signOnUrl,
      signingCertificates: [mockIdp.certificatePem],
    };
    return this.write('PUT', team, '/settings', { mode: 'optional', connection });
  }

  /** As `setUpSso`, where nothing can go wrong. */
  async mustSetUpSso(team: string, mockIdp: MockIdp): Promise<void> {
    const { status, text } = await this.setUpSso(team, mockIdp);
    if (status !== 200) throw new Error(`SSO of ${team} could not be set up: ${status} ${text}`);
  }

  /** Makes recovery codes and proves to have kept them. */
  async keepRecoveryCodes(team: string): Promise<readonly string[]> {
    const made = await this.sendJson('POST', `/sso/teams/${team}/recovery-codes`, {});
    const codes = made.json['codes'] as readonly string[];
    const path = `/sso/teams/${team}/recovery-codes/acknowledge`;
    const { status, text } = await this.sendJson('POST', path, { code: codes[0] });
    if (status !== 204) throw new Error(`the codes of ${team} were not acknowledged: ${status} ${text}`);
    return codes;
  }

  /** The whole way through the provider; the answer is that of `finish`, or of the step that refused. */
  async signInBySso(team: string, person: string, returnTo = `/teams/${team}/bots`): Promise<Answer> {
    const login = await this.get(`/sso/${team}/login?${new URLSearchParams({ returnTo }).toString()}`);
    if (login.status !== 302) return login;
    const { acsUrl, samlResponse, relayState } = await this.#demo.mockIdp.answer(login.location, { person });
    const acs = await this.send(acsUrl, {
      method: 'POST',
      headers: { accept: 'application/json', origin: this.#demo.mockIdp.url, 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ SAMLResponse: samlResponse, RelayState: relayState ?? '' }),
    });
    return acs.status === 303 ? this.get(acs.location) : acs;
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    if (/max-age=0/i.test(line)) this.#cookies.delete(pair.slice(0, at));
    else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}
