// A browser for tests: a cookie jar, no automatic redirects, and the headers a browser would send.

import type { Problem, SettingsView } from '@team-sso/core';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly location: string;
}

export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const PAGE_ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** The settings API answers with a view or with a problem document; a test knows which it asked for. */
export type ApiBody = Readonly<SettingsView & Omit<Problem, 'code'> & { readonly code: string }>;

export interface ApiAnswer<Body = ApiBody> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** One browser profile at one address. */
export class Browser {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  /** Any request; a relative address is at the browser's origin. */
  async send(method: string, address: string, { headers, body }: Sent = {}): Promise<Answer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(address, this.#origin), {
      method,
      redirect: 'manual',
      headers: { ...(cookie ? { Cookie: cookie } : {}), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';', 1)[0]!.split('=');
      this.#cookies.set(name, value);
    }
    const { status, headers: received } = response;
    return {
      status,
      headers: received,
      text: await response.text(),
      location: received.get('Location') ?? '',
    };
  }

  /** Goes to an address as a person does. */
  visit(address: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send('GET', address, { headers: { Accept: PAGE_ACCEPT, ...headers } });
  }

  /** Posts a form from another site, as a provider's page does. */
  postForm(
    address: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return this.send('POST', address, {
      headers: {
        Accept: PAGE_ACCEPT,
        'Content-Type': 'application/x-www-form-urlencoded',
        Origin: 'https://idp.example',
        'Sec-Fetch-Site': 'cross-site',
        ...headers,
      },
      body: new URLSearchParams(fields).toString(),
    });
  }

  /** Calls the API as our own page's script does. */
  async api<Body = ApiBody>(
    method: string,
    address: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ApiAnswer<Body>> {
    const answer = await this.send(method, address, {
      headers: {
        Accept: 'application/json',
        'Sec-Fetch-Site': 'same-origin',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const parsed: unknown = answer.text ? JSON.parse(answer.text) : {};
    return { status: answer.status, headers: answer.headers, body: parsed as Body };
  }
}
