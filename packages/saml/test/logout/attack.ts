// What an attack on logout is: a message that arrives, and the rule that must refuse it.

import {
  buildLogoutMessage,
  createSigningIdentity,
  type BuiltLogoutMessage,
  type LogoutMessageOptions,
} from '@team-sso/mock-idp';
import {
  importSigningKeys,
  readLogoutMessage,
  verifyLogoutRequest,
  verifyLogoutResponse,
  type ReceivedLogout,
  type VerifyLogoutInput,
} from '../../src/index.ts';
import { refusalOf } from '../judge.ts';

export type Binding = 'redirect' | 'post';
export const BINDINGS: readonly Binding[] = ['redirect', 'post'];
export type Change = Partial<LogoutMessageOptions>;

/** One attack, and the rule that refuses it. */
export interface LogoutAttack {
  readonly name: string;
  readonly received: ReceivedLogout;
  readonly rule: string;
  readonly input?: Partial<VerifyLogoutInput>;
}

export const now = new Date('2026-11-20T10:00:00Z');
export const provider = createSigningIdentity();
export const stranger = createSigningIdentity();
export const logoutUrl = 'http://localhost:3000/sso/acme/logout';
export const connection = {
  idpEntityId: 'https://idp.example/metadata',
  keys: importSigningKeys([provider.certificatePem]),
};

/** A message of the provider's; by default a LogoutRequest that is in order. */
export function built(binding: Binding, change: Change = {}): BuiltLogoutMessage {
  return buildLogoutMessage({ kind: 'request', binding, now, identity: provider, logoutUrl, ...change });
}

/** The same as it arrives. */
export function received(binding: Binding, change: Change = {}): ReceivedLogout {
  const { fields, query } = built(binding, change);
  return binding === 'redirect' ? { binding, query } : form(fields);
}

/** A form with these fields, each once. */
export function form(fields: Readonly<Record<string, string>>): ReceivedLogout {
  return {
    binding: 'post',
    fields: new Map(Object.entries(fields).map(([name, value]) => [name, [value]])),
  };
}

/** A form with this XML as LogoutRequest. */
export function posted(xml: string | Buffer): ReceivedLogout {
  return form({ SAMLRequest: Buffer.from(xml).toString('base64') });
}

/** Judges a message: the code and the rule of its refusal, `accepted` when there is none. */
export function judgeLogout(
  message: ReceivedLogout,
  change: Partial<VerifyLogoutInput> = {},
): { readonly code: string; readonly rule: string } {
  const { code, rule } = refusalOf(() => {
    const read = readLogoutMessage(message);
    const input = { message: read, connection, logoutUrl, now, ...change };
    if (read.kind === 'request') verifyLogoutRequest(input);
    else verifyLogoutResponse({ ...input, expectedInResponseTo: '_r1' });
  });
  return { code, rule };
}

/** Replaces the first occurrence, and insists that there is one. */
export function replaced(text: string, from: string | RegExp, to: string): string {
  const result = text.replace(from, () => to);
  if (result === text) throw new TypeError(`nothing to replace: ${String(from)}`);
  return result;
}

/** An edit before the message is signed. */
export function edit(from: string | RegExp, to: string): Change {
  return { edit: (xml) => replaced(xml, from, to) };
}
