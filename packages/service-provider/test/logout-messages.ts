// Logout at acme for tests: a provider that takes it, its messages, and how they travel.

import { buildLogoutMessage, type BuiltLogoutMessage, type LogoutMessageOptions } from '@team-sso/mock-idp';
import { inflateRawSync } from 'node:zlib';
import type { Answer, Browser } from './browser.ts';
import { aConnection, IDP_ENTITY_ID, idpIdentity, switchOn, type Deployment } from './deployment.ts';

export const LOGOUT_URL = 'https://idp.example/slo?idpid=C01';
export const PERSON = 'member@acme.example';

/** Switches SSO on with a provider that has an address for logout. */
export function switchOnWithLogout(
  deployment: Deployment,
  changes: Readonly<Record<string, unknown>> = {},
): ReturnType<typeof switchOn> {
  return switchOn(deployment, aConnection({ logoutUrl: LOGOUT_URL, ...changes }));
}

/** A message of the provider's to acme. */
export function message(
  deployment: Pick<Deployment, 'url' | 'now'>,
  changes: Partial<LogoutMessageOptions> = {},
): BuiltLogoutMessage {
  return buildLogoutMessage({
    kind: 'request',
    binding: 'redirect',
    now: deployment.now(),
    identity: idpIdentity,
    idpEntityId: IDP_ENTITY_ID,
    logoutUrl: `${deployment.url}/sso/acme/logout`,
    nameId: PERSON,
    ...changes,
  });
}

/** Brings it to us, cross-site. */
export function deliver(
  browser: Browser,
  { fields, query }: Pick<BuiltLogoutMessage, 'query' | 'fields'>,
  team = 'acme',
): Promise<Answer> {
  const address = `/sso/${team}/logout`;
  return query === '' ? browser.postForm(address, fields) : browser.visit(`${address}?${query}`);
}

/** Presses the button of the host's page. */
export function pressSignOut(
  browser: Browser,
  fields: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return browser.postForm('/sso/acme/logout/start', fields, {
    Origin: 'null',
    'Sec-Fetch-Site': 'same-origin',
    ...headers,
  });
}

/** A message of ours: from a redirect, a page that goes on, or a form; with what came beside it. */
export function sentMessage(answer: Answer): {
  readonly xml: string;
  readonly address: string;
  readonly relayState: string | null;
} {
  const url = answer.location || (/^0; url=(.*)$/.exec(answer.headers.get('Refresh') ?? '')?.[1] ?? '');
  if (url !== '') {
    const { searchParams } = new URL(url);
    const base64 = searchParams.get('SAMLRequest') ?? searchParams.get('SAMLResponse') ?? '';
    const xml = inflateRawSync(Buffer.from(base64, 'base64')).toString('utf8');
    return { xml, address: url, relayState: searchParams.get('RelayState') };
  }
  const field = (name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`)
      .exec(answer.text)?.[1]
      ?.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
  const base64 = field('SAMLRequest') ?? field('SAMLResponse') ?? '';
  const address = /<form method="post" action="([^"]*)"/.exec(answer.text)?.[1] ?? '';
  return {
    xml: Buffer.from(base64, 'base64').toString('utf8'),
    address,
    relayState: field('RelayState') ?? null,
  };
}

export function idOf(xml: string): string {
  return /\bID="([^"]+)"/.exec(xml)?.[1] ?? '';
}
