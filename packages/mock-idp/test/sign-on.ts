// AuthnRequests as a service provider would send them.

import { deflateRawSync } from 'node:zlib';

/** What a test may choose about a request. */
export interface RequestChoice {
  readonly acsUrl?: string;
  readonly spEntityId?: string;
  readonly forceAuthn?: boolean;
  readonly relayState?: string;
  readonly loginHint?: string;
}

/** The ID of every request made here. */
export const REQUEST_ID = '_request-1';

/** An AuthnRequest. */
export function authnRequest(choice: RequestChoice = {}): string {
  const acsUrl = choice.acsUrl ?? 'http://localhost:3000/sso/acme/acs';
  const spEntityId = choice.spEntityId ?? 'https://auth.acmebots.example/sso/eu';
  return (
    `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${REQUEST_ID}" Version="2.0"` +
    `${choice.forceAuthn ? ' ForceAuthn="true"' : ''} AssertionConsumerServiceURL="${acsUrl}">` +
    `<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${spEntityId}</saml:Issuer></samlp:AuthnRequest>`
  );
}

/** The redirect that carries a request. */
export function redirectTo(signOnUrl: string, choice: RequestChoice = {}): string {
  const url = new URL(signOnUrl);
  url.searchParams.set('SAMLRequest', deflateRawSync(authnRequest(choice)).toString('base64'));
  if (choice.relayState !== undefined) url.searchParams.set('RelayState', choice.relayState);
  if (choice.loginHint !== undefined) url.searchParams.set('login_hint', choice.loginHint);
  return url.href;
}

/** The value of a hidden field of a page. */
export function hiddenField(page: string, name: string): string | null {
  const value = new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(page)?.[1];
  return value === undefined
    ? null
    : value
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&');
}
