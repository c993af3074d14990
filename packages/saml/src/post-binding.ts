// The HTTP-POST binding for requests (saml-bindings-2.0-os §3.5): base64 without deflate, signed inside the message.

import type { KeyObject } from 'node:crypto';
import { signEnveloped } from './enveloped-signing.ts';
import { checkRelayState, withQuery } from './redirect-binding.ts';

/** A request on its way by form post. */
export interface PostFormOptions {
  readonly signOnUrl: string;
  /** What `buildAuthnRequest` made. */
  readonly xml: string;
  /** Opaque ASCII, at most 80 bytes. */
  readonly relayState?: string;
  /** Sent as `login_hint` in the address, beside the message; providers ignore what they do not know. */
  readonly loginHint?: string;
  /** Sign with an enveloped RSA-SHA256 signature; `certificatePem` goes into KeyInfo. Default: not signed. */
  readonly signing?: { readonly key: KeyObject; readonly certificatePem?: string };
}

/** The form that carries a request to the provider: where it goes and its hidden fields. */
export interface PostForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Builds the form that carries a request to the provider. */
export function postForm(options: PostFormOptions): PostForm {
  const { signOnUrl, xml, relayState, loginHint, signing } = options;
  checkRelayState(relayState);
  return {
    action:
      loginHint === undefined
        ? signOnUrl
        : withQuery(signOnUrl, `login_hint=${encodeURIComponent(loginHint)}`),
    fields: {
      SAMLRequest: Buffer.from(signing === undefined ? xml : signEnveloped(xml, signing)).toString('base64'),
      ...(relayState === undefined ? {} : { RelayState: relayState }),
    },
  };
}
