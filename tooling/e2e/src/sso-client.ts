// A person who signs in by SSO without a browser: follows redirects with a cookie jar, and posts the form of the mock provider.

import type { Demo } from './demo.ts';
import type { DemoSession } from './demo-session.ts';
import { sessionWith } from './demo-session.ts';
import { resetMockIdp } from './mock-idp.ts';

/** Where a sign-in or a test ended, and the session that it made. */
export interface Arrival {
  readonly url: string;
  readonly status: number;
  readonly session: DemoSession;
}

const MOST_STEPS = 10;

/**
 * Follows `url` to the mock provider as `email` and back to the end, in the browser of `session` if there is one.
 * `fault`: how the provider answers.
 */
export async function goThroughMockIdp(
  demo: Demo,
  url: string,
  as: { readonly email: string; readonly session?: DemoSession; readonly fault?: string },
): Promise<Arrival> {
  await resetMockIdp(demo, as.fault, as.email);
  const jar = new Map<string, string>(as.session ? [[as.session.cookie.name, as.session.cookie.value]] : []);
  let response = await visit(jar, url);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const location = response.headers.get('location');
    if (location) response = await visit(jar, new URL(location, response.url).href);
    else {
      const form = readForm(await response.clone().text());
      if (!form) break;
      response = await visit(jar, form.action, form.fields);
    }
  }
  await resetMockIdp(demo);
  const cookie = [...jar]
    .filter(([name]) => name !== 'sso-browser')
    .map(([name, value]) => `${name}=${value}`);
  return { url: response.url, status: response.status, session: sessionWith(demo, cookie.join('; ')) };
}

async function visit(jar: Map<string, string>, url: string, form?: URLSearchParams): Promise<Response> {
  const isOurs = new URL(url).hostname === 'localhost';
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(url, {
    redirect: 'manual',
    headers: { accept: 'text/html', ...(isOurs && !form ? { cookie } : {}) },
    ...(form ? { method: 'POST', body: form } : {}),
  });
  for (const line of response.headers.getSetCookie()) {
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    if (isOurs) jar.set(name, value);
  }
  return response;
}

/** The form that posts itself to an ACS; null on any other page. */
function readForm(page: string): { readonly action: string; readonly fields: URLSearchParams } | null {
  const [, action] = /<form[^>]* method="post" action="([^"]+\/acs)"/.exec(page) ?? [];
  if (action === undefined) return null;
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return { action, fields: new URLSearchParams(hidden.map(([, name = '', value = '']) => [name, value])) };
}

/** The answer of the mock provider to the login at `url`, before anybody has posted it to the ACS. */
export async function catchResponse(
  demo: Demo,
  url: string,
  email: string,
): Promise<{ readonly acsUrl: string; readonly samlResponse: string }> {
  await resetMockIdp(demo, 'none', email);
  const jar = new Map<string, string>();
  let response = await visit(jar, url);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const location = response.headers.get('location');
    if (location === null) break;
    response = await visit(jar, new URL(location, response.url).href);
  }
  await resetMockIdp(demo);
  const form = readForm(await response.text());
  if (!form) throw new Error(`the provider did not answer: ${response.status} ${response.url}`);
  return { acsUrl: form.action, samlResponse: form.fields.get('SAMLResponse') ?? '' };
}

/** Signs in to a team; the session holds the proof. */
export async function signInBySsoOf(
  demo: Demo,
  team: string,
  as: { readonly email: string; readonly session?: DemoSession; readonly fault?: string },
): Promise<Arrival> {
  return goThroughMockIdp(demo, `${demo.url}/sso/${team}/login?returnTo=/teams/${team}/bots`, as);
}
