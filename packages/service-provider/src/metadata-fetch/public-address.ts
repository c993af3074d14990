// Which IP addresses the internet routes to a stranger: nothing of ours, of a neighbour's or of a translator is among them.

import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** All that IANA has given out for global unicast (RFC 4291 §2.4): what lies outside is special, reserved or not routed. */
const GLOBAL_UNICAST: readonly [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Whether an address, spelt as the resolver or the URL parser spells it, is a public one. A zone, an embedded IPv4 address
 * (mapped, NAT64, 6to4, Teredo) and every special-purpose range of the IANA registries are not.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match([...GLOBAL_UNICAST]);
}

/** Whether an address is this machine's loopback, in its plain spelling. */
export function isLoopbackAddress(address: string): boolean {
  return isIP(address) !== 0 && !address.includes('%') && ipaddr.parse(address).range() === 'loopback';
}
