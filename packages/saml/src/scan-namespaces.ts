// Namespace declarations that are accepted (xml-names §3): nothing rebound, nothing undeclared, nothing relative.

import { MAX_NAMESPACE_CHARACTERS } from './limits.ts';
import { XMLNS_NAMESPACE, XML_NAMESPACE } from './namespaces.ts';

// Absolute, and written as RFC 3986 §3 has it: canonicalizers differ about relative ones and fail silently (xml-c14n §1.3),
// and libxml2 takes no other character, no empty port and no second fragment.
const IN_AUTHORITY = "(?:[A-Za-z0-9._~!$'()*+,;=-]|%[0-9A-Fa-f]{2})*";
const ELSEWHERE = "(?:[A-Za-z0-9._~:/?@!$'()*+,;=-]|%[0-9A-Fa-f]{2})*";
const AUTHORITY = `(?://${IN_AUTHORITY}(?::[0-9]{1,5})?(?=[/?#]|$)|(?!//))`;
const NAMESPACE_URI = new RegExp(`^[A-Za-z][A-Za-z0-9+.-]*:${AUTHORITY}${ELSEWHERE}(?:#${ELSEWHERE})?$`);

/** Whether a prefix may never be declared (xml-names §3). */
export function isReservedPrefix(prefix: string): boolean {
  return prefix === 'xml' || prefix === 'xmlns';
}

/** What is wrong with the URI that is declared for a prefix, or null. */
export function checkNamespaceUri(prefix: string, uri: string): string | null {
  if (uri === XML_NAMESPACE || uri === XMLNS_NAMESPACE) return 'a reserved namespace given another prefix';
  if (uri === '') return prefix === '' ? null : 'a prefix undeclared';
  if (uri.length > MAX_NAMESPACE_CHARACTERS) return 'a namespace URI that is too long';
  return NAMESPACE_URI.test(uri) ? null : 'a namespace URI that is not absolute ASCII';
}
