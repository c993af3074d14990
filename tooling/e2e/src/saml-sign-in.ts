// A sign-in through SimpleSAMLphp as a person does it in a browser, and what crossed to our ACS on the way.

import type { Page, Request } from 'playwright';
import { signInAtSimpleSamlPhp } from './browser.ts';
import type { Demo } from './demo.ts';
import type { ProviderUser } from './simplesamlphp.ts';

/** The post that the browser made to `POST /sso/:team/acs`. */
export interface AcsPost {
  readonly url: string;
  readonly samlResponse: string;
  /** The cookies the browser sent along. */
  readonly cookie: string | undefined;
}

/** Starts at our login address, fills in the provider's form, and waits until the browser is back with us. */
export async function signInBySso(
  page: Page,
  demo: Demo,
  login: { readonly team: string; readonly user: ProviderUser; readonly returnTo: string },
): Promise<AcsPost> {
  const { team, user, returnTo } = login;
  const acsUrl = `${demo.url}/sso/${team}/acs`;
  const [request] = await Promise.all([
    page.waitForRequest((candidate) => candidate.method() === 'POST' && candidate.url() === acsUrl),
    page
      .goto(`${demo.url}/sso/${team}/login?returnTo=${encodeURIComponent(returnTo)}`)
      .then(() => signInAtSimpleSamlPhp(page, user)),
  ]);
  // Redirects commit no page of their own: the first one of ours is where the sign-in ended.
  await page.waitForURL((url) => url.origin === demo.url);
  return readAcsPost(request);
}

/** Lets a sign-in run until the browser is about to post to the ACS, and keeps that post from arriving. */
export async function catchAcsPost(
  page: Page,
  acsUrl: string,
  signIn: () => Promise<void>,
): Promise<AcsPost> {
  const caught = Promise.withResolvers<Request>();
  await page.route(acsUrl, async (route) => {
    caught.resolve(route.request());
    await route.abort();
  });
  await signIn();
  return readAcsPost(await caught.promise);
}

async function readAcsPost(request: Request): Promise<AcsPost> {
  const samlResponse = new URLSearchParams(request.postData() ?? '').get('SAMLResponse') ?? '';
  return { url: request.url(), samlResponse, cookie: (await request.allHeaders())['cookie'] };
}

/** Posts a response again, from anywhere, and returns what the ACS says. */
export async function postAgain(post: AcsPost): Promise<{ status: number; reason: string }> {
  const response = await fetch(post.url, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ SAMLResponse: post.samlResponse }),
    redirect: 'manual',
  });
  const { reason = '' } = response.status === 303 ? {} : ((await response.json()) as { reason?: string });
  return { status: response.status, reason };
}
