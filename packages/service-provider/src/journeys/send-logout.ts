// A logout message on its way to the provider: always signed, by the connection's binding.

import type { Region, StoredConnection } from '@team-sso/core';
import { logoutForm, logoutRedirectUrl, type LogoutSendOptions } from '@team-sso/saml';
import type { Service } from '../service.ts';
import type { SendRequest } from './send-request.ts';

/** Where a message of this kind goes; its Destination must say the same. */
export function logoutAddress(
  { logoutResponseUrl, logoutUrl }: LogoutConnection,
  kind: LogoutSendOptions['kind'],
): string {
  return kind === 'response' ? (logoutResponseUrl ?? logoutUrl) : logoutUrl;
}

/** A connection with an address for logout messages. */
export type LogoutConnection = StoredConnection & { readonly logoutUrl: string };

export function takesLogout(connection: StoredConnection): connection is LogoutConnection {
  return connection.logoutUrl !== undefined;
}

export async function sendLogout<Context>(
  service: Service<Context>,
  { connection, region }: { readonly connection: LogoutConnection; readonly region: Region },
  message: Pick<LogoutSendOptions, 'xml' | 'kind' | 'relayState'>,
): Promise<SendRequest> {
  const { logoutBinding = 'redirect' } = connection;
  const logoutUrl = logoutAddress(connection, message.kind);
  const [key] = await service.spKeys.forRegion(region.id);
  if (!key) throw new Error(`no key pair for the region ${region.id}`);
  const { certificatePem, privateKey } = key;
  const options = { ...message, logoutUrl, signing: { key: privateKey, certificatePem } };
  return logoutBinding === 'post'
    ? { kind: 'post', form: logoutForm(options) }
    : { kind: 'redirect', url: logoutRedirectUrl(options) };
}

/** An ID as requests of ours have them. */
export function newMessageId({ randomBytes }: Service<never>): string {
  return `_${Buffer.from(randomBytes(32)).toString('hex')}`;
}
