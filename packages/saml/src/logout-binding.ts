// Sends logout messages: by redirect with a signed query, or by form post with a signature inside. Never unsigned.

import type { KeyObject } from 'node:crypto';
import { signEnveloped } from './enveloped-signing.ts';
import type { PostForm } from './post-binding.ts';
import { redirectQuery, withQuery } from './redirect-binding.ts';

/** A logout message on its way to the provider. */
export interface LogoutSendOptions {
  readonly logoutUrl: string;
  /** What `buildLogoutRequest` or `buildLogoutResponse` made. */
  readonly xml: string;
  /** Which of the two it is. */
  readonly kind: 'request' | 'response';
  /**
   * With a response: what came with the request, unchanged (saml-bindings-2.0-os §3.4.3). Providers send whole URLs there, so up
   * to 2 048 characters are echoed; with a request keep to 80.
   */
  readonly relayState?: string;
  /** Signs with RSA-SHA256. By form post `certificatePem` goes into KeyInfo. */
  readonly signing: { readonly key: KeyObject; readonly certificatePem?: string };
}

const MAX_RELAY_STATE_CHARACTERS = { request: 80, response: 2_048 } as const;

/** Builds the address that carries a logout message to the provider (saml-bindings-2.0-os §3.4). */
export function logoutRedirectUrl(options: LogoutSendOptions): string {
  const { logoutUrl, relayState, signing, xml } = options;
  checkRelayState(options);
  const query = redirectQuery({
    parameter: parameterOf(options),
    xml,
    ...(relayState === undefined ? {} : { relayState }),
    signing,
  });
  return withQuery(logoutUrl, query);
}

/** Builds the form that carries a logout message to the provider (saml-bindings-2.0-os §3.5). */
export function logoutForm(options: LogoutSendOptions): PostForm {
  const { logoutUrl, relayState, signing, xml } = options;
  checkRelayState(options);
  return {
    action: logoutUrl,
    fields: {
      [parameterOf(options)]: Buffer.from(signEnveloped(xml, signing)).toString('base64'),
      ...(relayState === undefined ? {} : { RelayState: relayState }),
    },
  };
}

function parameterOf({ kind }: LogoutSendOptions): 'SAMLRequest' | 'SAMLResponse' {
  return kind === 'request' ? 'SAMLRequest' : 'SAMLResponse';
}

function checkRelayState({ kind, relayState }: LogoutSendOptions): void {
  if (relayState === undefined) return;
  // eslint-disable-next-line no-control-regex -- control characters are what this looks for
  if (relayState.length > MAX_RELAY_STATE_CHARACTERS[kind] || /[\u0000-\u001f\u007f]/.test(relayState))
    throw new TypeError(
      `relayState: at most ${MAX_RELAY_STATE_CHARACTERS[kind]} characters, none of control`,
    );
}
