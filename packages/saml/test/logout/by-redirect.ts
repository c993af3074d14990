// Attacks on the redirect binding: what was signed must be what is parsed (CVE-2025-27773 and CVE-2025-31335 elsewhere).

import { sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { built, provider, replaced, stranger, type LogoutAttack } from './attack.ts';

const { query } = built('redirect', { relayState: 'state' });
const { xml } = built('redirect', { sign: false });
const evil = built('redirect', { sign: false, nameId: 'victim@acme.example' }).query;
const parameter = (name: string): string => new RegExp(`(?<=^|&)${name}=[^&]*`).exec(query)?.[0] ?? '';
const [message, relayState, algorithm] = ['SAMLRequest', 'RelayState', 'SigAlg'].map(parameter);

/** Octets with the provider's signature over exactly them. */
export function signedOver(octets: string): string {
  const signature = sign('sha256', Buffer.from(octets), provider.privateKey).toString('base64');
  return `${octets}&Signature=${encodeURIComponent(signature)}`;
}

const messageOf = (bytes: Uint8Array): string =>
  `SAMLRequest=${encodeURIComponent(Buffer.from(bytes).toString('base64'))}`;
const compressed = deflateRawSync(xml);

const QUERIES: readonly (readonly [name: string, rule: string, query: string])[] = [
  ['signed by a stranger', 'signature', built('redirect', { identity: stranger }).query],
  ['with its message replaced', 'signature', replaced(query, parameter('SAMLRequest'), evil)],
  ['with its RelayState replaced', 'signature', replaced(query, 'RelayState=state', 'RelayState=evil')],
  ['with its RelayState removed', 'signature', replaced(query, '&RelayState=state', '')],
  [
    'with its RelayState encoded again',
    'signature',
    replaced(query, 'RelayState=state', 'RelayState=st%61te'),
  ],
  ['with another SigAlg', 'signature', replaced(query, 'rsa-sha256', 'rsa-sha512')],
  ['with an HMAC for SigAlg', 'signature-algorithm', replaced(query, 'rsa-sha256', 'hmac-sha256')],
  ['without SigAlg', 'logout-signature-present', replaced(query, `&${parameter('SigAlg')}`, '')],
  ['without Signature', 'logout-signature-present', replaced(query, `&${parameter('Signature')}`, '')],
  ['with an empty Signature', 'signature', replaced(query, parameter('Signature'), 'Signature=')],
  ['with a Signature that is not base64', 'logout-base64', replaced(query, 'Signature=', 'Signature=*')],
  ['with a message that is not base64', 'logout-base64', replaced(query, 'SAMLRequest=', 'SAMLRequest=*')],
  ['with a second message', 'logout-parameters', `${query}&${evil}`],
  ['with a second message in front', 'logout-parameters', `${evil}&${query}`],
  ['with a response beside', 'logout-parameters', `${query}&${evil.replace('Request', 'Response')}`],
  ['with a second RelayState', 'logout-parameters', `${query}&RelayState=x`],
  ['with a second SigAlg', 'logout-parameters', `${query}&${parameter('SigAlg')}`],
  ['with a second Signature', 'logout-parameters', `${query}&${parameter('Signature')}`],
  ['with an encoded name beside', 'logout-parameters', `${query}&${evil.replace('SAMLR', 'SAML%52')}`],
  ['with an encoded name alone', 'logout-parameters', query.replace('SAMLRequest', '%53AMLRequest')],
  ['with another encoding', 'logout-parameters', `${query}&SAMLEncoding=urn:x`],
  ['with a percent sign that encodes nothing', 'logout-parameters', query.replace('state', '%zz')],
  ['with overlong UTF-8', 'logout-parameters', query.replace('state', '%c0%80')],
  ['with no message', 'logout-parameters', ''],
  ['longer than anybody sends', 'logout-size', `${query}&x=${'y'.repeat(32_768)}`],
  ['signed in another order', 'signature', signedOver(`${relayState}&${message}&${algorithm}`)],
  ['signed with SigAlg before RelayState', 'signature', signedOver(`${message}&${algorithm}&${relayState}`)],
  ['with the parameters glued to one', 'logout-base64', query.replace('&RelayState', '%26RelayState')],
  ['that inflates without end', 'logout-size', messageOf(deflateRawSync(Buffer.alloc(10_000_000, 0x20)))],
  [
    'with something after the compressed message',
    'logout-deflate',
    messageOf(Buffer.concat([compressed, Buffer.from('x')])),
  ],
  ['with half a compressed message', 'logout-deflate', messageOf(compressed.subarray(0, 40))],
  ['with nothing compressed', 'logout-deflate', messageOf(Buffer.alloc(0))],
  ['that is not compressed', 'logout-deflate', messageOf(Buffer.from(xml))],
  [
    'with a signature inside, even one that verifies',
    'logout-signature-place',
    signedOver(`${messageOf(deflateRawSync(built('post').xml))}&${algorithm}`),
  ],
  [
    'with a response called a request',
    'logout-message-type',
    built('redirect', { kind: 'response' }).query.replace('SAMLResponse', 'SAMLRequest'),
  ],
  [
    'without ID',
    'message-header',
    signedOver(`${messageOf(deflateRawSync(xml.replace(/ ID="[^"]*"/, '')))}&${algorithm}`),
  ],
];

export const attacksByRedirect: readonly LogoutAttack[] = QUERIES.map(([name, rule, attack]) => ({
  name,
  rule,
  received: { binding: 'redirect', query: attack },
}));
