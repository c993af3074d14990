// Who a client is, for counting: its network address, an IPv6 one by its /64, and never readable from what is stored.

import { createHmac, hkdfSync } from 'node:crypto';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** A household or a machine gets a whole /64: whoever has one has every address in it. */
const IPV6_PREFIX_BYTES = 8;

/**
 * The client an address belongs to: IPv4 as it is, also when it comes mapped into IPv6, otherwise the /64.
 * Null for what is no address: then nothing can be counted.
 */
export function clientOf(address: string): string | null {
  // A zone (`fe80::1%eth0`) is a name of this machine's, not of the client.
  const bare = address.split('%', 1)[0] ?? '';
  // Asked first: the library throws and catches for what is no address, and that is seen at every request.
  const version = isIP(bare);
  if (version === 0) return null;
  if (version === 4) return bare;
  const parsed = ipaddr.process(bare);
  const bytes = parsed.toByteArray();
  return parsed.kind() === 'ipv4'
    ? bytes.join('.')
    : `${Buffer.from(bytes.slice(0, IPV6_PREFIX_BYTES)).toString('hex')}/64`;
}

/** Makes the keys that failures are counted under: an HMAC, since a bare hash of an address is found by trying all. */
export function createClientKeys(secretKey: Uint8Array): (...parts: readonly string[]) => string {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'team-sso rate limit keys', 32));
  return (...parts) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
}
